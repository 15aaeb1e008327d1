// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
package import RecountReport
import RecountStore

/// Tries alert rules on the services of a case: the standard ones, and those of `incident.yml`.
package enum AlertAnalysis {
  /// Objective of a service that states none.
  private static let objective = 0.999

  /// One report for each service of the case at `casePath`, or for that called `service` alone.
  package static func alerts(
    casePath: String, service: String?
  ) throws(RecountError) -> [ServiceAlerts] {
    var findings = try CaseAnalysis.findings(casePath: casePath)
    findings.signatures = try SignatureAnalysis.windows(
      casePath: casePath, among: findings.impacts)
    let chosen = findings.impacts.filter { service == nil || $0.series.service == service }
    guard service == nil || !chosen.isEmpty else {
      let near = Spelling.nearest(to: service ?? "", in: findings.services)
      throw RecountError(
        .usage, "no service is called `\(service ?? "")`",
        try: near.map { "did you mean `\($0)`?" } ?? "recount impact, which lists them")
    }
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    var reports: [ServiceAlerts] = []
    for impact in chosen {
      reports.append(
        try stage { () throws(StoreError) in try alerts(on: impact, findings, reader) })
    }
    return reports
  }

  /// The rules on the service with the most excess; nil without a failing window.
  static func worst(
    _ findings: CaseFindings, _ reader: CaseReader
  ) throws(StoreError) -> ServiceAlerts? {
    func excess(_ impact: ServiceImpact) -> Double {
      impact.windows.reduce(0) { $0 + ($1.excess?.value ?? 0) }
    }
    guard let worst = findings.impacts.max(by: { excess($0) < excess($1) }), excess(worst) > 0
    else { return nil }
    return try alerts(on: worst, findings, reader)
  }

  private static func alerts(
    on impact: ServiceImpact, _ findings: CaseFindings, _ reader: CaseReader
  ) throws(StoreError) -> ServiceAlerts {
    let input = AlertInput(
      impact, durations: try durations(of: impact, reader),
      newSignatures: newSignatures(of: impact, findings))
    return ServiceAlerts(
      service: impact.series.service, unit: impact.series.unit,
      report: AlertBacktest.report(rules(for: impact, findings), on: input))
  }

  /// Rules of `incident.yml` first: they are the ones that people have.
  private static func rules(for impact: ServiceImpact, _ findings: CaseFindings) -> [AlertRule] {
    let service = impact.series.service
    let stated = findings.incident.services.first { $0.name == service }?.objective
    let own = findings.incident.alerts.filter { $0.service == nil || $0.service == service }
      .map { alert in AlertFile.rule(alert, objective: stated ?? objective) }
    return own + AlertRule.standard(objective: stated ?? objective)
  }

  private static func newSignatures(
    of impact: ServiceImpact, _ findings: CaseFindings
  ) -> [Timestamp]? {
    guard impact.series.unit == .step else { return nil }
    let own = (findings.signatures ?? []).filter { $0.service == impact.series.service }
    return own.flatMap(\.signatures).filter {
      $0.verdict == SignatureNovelty.Verdict.new.rawValue
    }.map(\.first)
  }

  /// Durations of each minute; nil where no line gives one.
  private static func durations(
    of impact: ServiceImpact, _ reader: CaseReader
  ) throws(StoreError) -> [[AlertInput.BucketCount]]? {
    guard impact.series.unit == .request else { return nil }
    var minutes = [[AlertInput.BucketCount]](repeating: [], count: impact.series.count)
    var isEmpty = true
    for row in try reader.durationMinutes(service: impact.series.service) {
      let bin = impact.series.bin(of: row.minute)
      guard minutes.indices.contains(bin) else { continue }
      isEmpty = false
      minutes[bin].append(AlertInput.BucketCount(bucket: row.bucket, count: row.count))
    }
    return isEmpty ? nil : minutes
  }
}
