// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
package import RecountReport

/// Sets the services of an incident side by side: who broke first, who moves with whom, and where the
/// failures seem to begin.
package enum CorrelationAnalysis {
  /// Bins in which failures are followed along the call graph.
  private static let binWidth = TimeSpan.minute

  /// What the services of the case at `casePath` show.
  ///
  /// Who calls whom is what `incident.yml` says, and what new kinds of lines name.
  package static func correlation(casePath: String) throws(RecountError) -> Correlation {
    var findings = try CaseAnalysis.findings(casePath: casePath)
    findings.signatures = try SignatureAnalysis.windows(casePath: casePath, among: findings.impacts)
    return correlation(findings)
  }

  /// Lines that are new in a window and name another service of the case.
  private static func mentions(_ findings: CaseFindings) -> [SignatureMention] {
    (findings.signatures ?? []).flatMap { window in
      window.signatures.filter { $0.verdict == SignatureNovelty.Verdict.new.rawValue }.flatMap {
        SignatureMention.find(
          in: $0.excerpt, signature: $0.id, caller: window.service, among: findings.services)
      }
    }
  }

  static func correlation(_ findings: CaseFindings) -> Correlation {
    let windows = findings.incidentWindows
    guard let start = windows.map(\.range.start).min(), let end = windows.map(\.range.end).max()
    else { return Correlation() }
    let range = TimeRange(start: start, end: end)
    let involved = Set(windows.map(\.service))
    let impacts = findings.impacts.filter { involved.contains($0.series.service) }
    let onsets = impacts.compactMap { LeadOnset(of: $0, in: range) }
    let moving = CoMovementAnalysis.findings(among: impacts)
    let edges = findings.incident.services.flatMap { service in
      service.calls.map { CallEdge(caller: service.name, callee: $0) }
    }
    let origin = OriginAnalysis.findings(
      OriginInput(
        profiles: impacts.compactMap { ExcessProfile(of: $0, over: range, binWidth: binWidth) },
        edges: edges, mentions: mentions(findings), onsets: onsets, coMovements: moving.findings,
        binWidth: binWidth))
    return Correlation(
      onsets: onsets, orders: LeadAnalysis.orders(onsets), coMovement: moving, origin: origin)
  }
}
