// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountAnalysis
import RecountModel
package import RecountReport

/// Holds what people claim against what the logs show.
package enum ReportCheck {
  /// Longest report that is read.
  private static let maxBytes = 16 << 20

  /// The claims of `incident.yml`, or of the report at `path` in their place, and every conflict.
  ///
  /// - Throws: When the case or the report cannot be read.
  package static func check(
    casePath: String, report path: String?
  ) throws(RecountError) -> CheckedClaims {
    var findings = try CaseAnalysis.findings(casePath: casePath)
    guard let path else { return CheckedClaims(findings: findings) }
    let reading = ReportClaims.read(
      try text(of: path), date: day(of: findings),
      services: Array(Set(findings.services + findings.incident.services.map(\.name))))
    // A moment that the text tells again is the same moment.
    var known: Set<ToldMoment> = []
    let stamps = reading.claims.enumerated().compactMap { index, claim in
      claim.milestone(
        clock: .report, evidence: "\(path):\(claim.bytes.lowerBound)", position: index)
    }.filter { known.insert(ToldMoment($0)).inserted }
    let others = findings.milestones.filter { $0.clock != .report }
    findings.milestones = CaseAnalysis.ordered(others + stamps)
    findings.incident.claims = reading.claims.claims
    var input = CaseAnalysis.clockInput(
      findings.impacts, findings.milestones, findings.incident, findings.coverage)
    input.mentionedServices = reading.services
    findings.clocks = ClockAnalysis.analyze(input)
    return CheckedClaims(
      findings: findings, prose: reading.claims, refusals: reading.refusals, path: path)
  }

  /// The day of the incident: that of its windows, of its logs, of its records; nil when nothing tells.
  private static func day(of findings: CaseFindings) -> CivilDate? {
    let records = findings.milestones.first { $0.clock != .report && $0.kind != .deployed }
    return
      (findings.incidentWindows.first?.onset.time ?? findings.coverage?.start
      ?? records?.time ?? findings.milestones.first?.time)?.date
  }

  private struct ToldMoment: Hashable {
    let kind: Milestone.Kind
    let time: Timestamp
    let service: String?

    init(_ stamp: Milestone) {
      kind = stamp.kind
      time = stamp.time
      service = stamp.service
    }
  }

  private static func text(of path: String) throws(RecountError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RecountError(.noInput, "the report cannot be read", at: path)
    }
    guard data.count <= maxBytes else {
      throw RecountError(
        .failed, "the report is too long", at: path,
        cause: "it has \(data.count) bytes, and \(maxBytes) are read at most")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
