// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// At a glance: five rows that answer what most readers came for.
struct GlanceSection {
  let findings: CaseFindings

  var markdown: String {
    var table = TextTable([.init("What"), .init("Answer")])
    table.rows.append(["Impact", impact])
    table.rows.append(["Failed", failed])
    table.rows.append(["Services hit", services])
    table.rows.append(["Clients", clients])
    table.rows.append(["TTD / TTM / TTR", clocks])
    return table.text(.md)
  }

  private var windows: [ImpactWindow] { findings.incidentWindows }

  private var impact: String {
    guard let first = windows.map(\.onset.time).min(), let last = windows.map(\.end.time).max() else {
      return "none visible"
    }
    let ended = windows.allSatisfy(\.hasEnded) ? "" : ", not ended in the data"
    let end = ReportNumber.moment(last, day: first.dayText)
    return "\(first.minuteText) – \(end) UTC (\(ReportNumber.length(last - first)))\(ended)"
  }

  private var failed: String {
    let parts = findings.totals.map { unit, totals in
      var text = "\(ReportNumber.count(totals.gross)) \(unit.noun(totals.gross)) gross"
      if let excess = totals.excess { text += ", \(excess.text) above the baseline" }
      return text
    }
    return parts.isEmpty ? "none above the baseline" : parts.joined(separator: "; ")
  }

  private var services: String {
    var seen: [String] = []
    for window in windows where !seen.contains(window.service) { seen.append(window.service) }
    return seen.isEmpty
      ? "0 of \(findings.impacts.count)"
      : "\(seen.count) of \(findings.impacts.count): " + seen.map { Markdown.code($0) }.joined(separator: ", ")
  }

  private var clients: String {
    let counts = windows.compactMap { window in
      findings.details[window.figure]?.clients.map { (window.service, $0) }
    }
    .filter { $0.1 > 0 }
    guard let most = counts.max(by: { $0.1 < $1.1 }) else { return "not measured" }
    return "\(ReportNumber.count(most.1)) addresses with a failed request at \(Markdown.code(most.0)) (a proxy for users)"
  }

  private var clocks: String {
    ["ttd.declared", "ttm.declared", "ttr.declared"].map { name in
      let measured = name.split(separator: ".")[0] + ".measured"
      return [name, String(measured)].map { ClockSection.short($0, findings) }.joined(separator: " ")
    }
    .joined(separator: "; ")
  }
}
