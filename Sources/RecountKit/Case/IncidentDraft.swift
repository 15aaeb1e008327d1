// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport

/// Writes an `incident.yml` to fill in, from what was found in a case.
package enum IncidentDraft {
  /// The text of the file: what is known stands in it, what people must say is a comment.
  package static func text(casePath: String) throws(RecountError) -> String {
    let findings = try CaseAnalysis.findings(casePath: casePath)
    var lines = [
      "# What people know about the incident; everything is optional, and everything is checked.",
      findings.incident.id.map { "incident: \(quoted($0))" } ?? "# incident: an id",
      findings.incident.title.map { "title: \(quoted($0))" } ?? "# title: one line",
      findings.incident.severity.map { "severity: \(quoted($0))" } ?? "# severity: SEV-2",
      "zone: UTC",
      "",
      "services:",
    ]
    for service in findings.services { lines += self.service(service, findings) }
    lines += [
      "",
      "# Files with what people and alerting recorded: status page, pager, chat, CSV.",
      "# records: [records/statuspage.json]",
      "",
      "# What was stated. The logs show the times in brackets.",
      "# claims:",
    ]
    lines += claims(findings)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func service(_ name: String, _ findings: CaseFindings) -> [String] {
    let logs = findings.sources.filter { $0.service == name && !$0.path.contains("!") }
      .map(\.path).prefix(8)
    var lines = ["  - name: \(quoted(name))"]
    if !logs.isEmpty { lines.append("    logs: [\(logs.map(quoted).joined(separator: ", "))]") }
    lines += ["    # calls: [a service that it needs]", "    # slo: 99.9%"]
    return lines
  }

  private static func claims(_ findings: CaseFindings) -> [String] {
    let windows = findings.incidentWindows
    func measured(_ time: Timestamp?) -> String {
      time.map { "(\($0.minuteText) UTC)" } ?? "(no window was found)"
    }
    let steps = findings.totals.first { $0.unit == .step }?.totals.gross
    let requests = findings.totals.first { $0.unit == .request }?.totals.gross
    return [
      "#   onset: 2022-12-16T10:07Z          \(measured(windows.map(\.onset.time).min()))",
      "#   detected: 2022-12-16T10:12Z",
      "#   mitigated: 2022-12-16T12:12Z",
      "#   resolved: 2022-12-16T15:40Z       \(measured(windows.map(\.end.time).max()))",
      "#   window: 2022-12-16T10:07Z..2022-12-16T15:40Z   (instead of onset and ended)",
      "#   duration: 5h33m",
      "#   failed_steps: ~60000              (\(steps.map { "\($0)" } ?? "none"))",
      "#   failed_requests: 10000            (\(requests.map { "\($0)" } ?? "none"))",
    ]
  }

  /// A text that YAML takes as it is.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case _ where scalar.properties.generalCategory == .control: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
