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
    let day = findings.incidentWindows.first?.onset.time ?? findings.coverage?.start
    let claims = ProseClaims.find(
      in: try text(of: path), date: (day ?? Timestamp(seconds: 0)).date, zoneOffsetSeconds: 0)
    let stamps = claims.enumerated().compactMap { index, claim in
      claim.milestone(
        clock: .report, evidence: "\(path):\(claim.bytes.lowerBound)", position: index)
    }
    let others = findings.milestones.filter { $0.clock != .report }
    findings.milestones = CaseAnalysis.ordered(others + stamps)
    findings.incident.claims = claims.claims
    findings.clocks = ClockAnalysis.analyze(
      CaseAnalysis.clockInput(
        findings.impacts, findings.milestones, findings.incident, findings.coverage))
    return CheckedClaims(findings: findings, prose: claims, path: path)
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
