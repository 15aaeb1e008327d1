// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

extension ChartSentence {
  static func order(_ onsets: [LeadOnset], _ correlation: Correlation) -> String {
    guard let first = onsets.first else { return "" }
    let open = correlation.orders.count { $0.leader == nil }
    let led = Set(
      correlation.orders.compactMap { order -> String? in
        guard case .leads(let claim) = order else { return nil }
        return claim.follower
      })
    let after =
      led.isEmpty
      ? "no service can be said to precede another"
      : "\(led.sorted().prefix(3).joined(separator: ", ")) cannot have been first"
    return
      "\(first.service) shows impact from \(first.time.time.minuteText) UTC on; \(after), and \(open) of \(correlation.orders.count) pairs cannot be ordered."
  }

  static func beforeAndAfter(_ shares: [SurroundingShares]) -> String {
    guard let worst = shares.max(by: { ($0.inside.share ?? 0) < ($1.inside.share ?? 0) }) else {
      return ""
    }
    let parts = [worst.inside, worst.before, worst.after].map(ChartTable.share)
    return
      "\(worst.service) failed \(parts[0]) inside its windows, \(parts[1]) in the hour before and \(parts[2]) in the hour after."
  }

  static func heat(_ findings: CaseFindings) -> String {
    let windows = findings.incidentWindows
    guard let worst = windows.max(by: { $0.peakShare < $1.peakShare }) else { return "" }
    return
      "\(findings.servicesHit.count) of \(findings.services.count) services show impact; the highest share of one minute is \(Decimal.percent(worst.peakShare)), of \(worst.service) at \(worst.peakTime.minuteText) UTC."
  }

  static func classes(_ series: ReportSeries, _ findings: CaseFindings) -> String {
    let groups = findings.failedSteps?.groups ?? []
    let failed = groups.reduce(Int64(0)) { $0 + $1.failed }
    guard let most = groups.max(by: { $0.failed < $1.failed }), failed > 0 else {
      return "No step failed."
    }
    let share = Decimal.percent(Double(most.failed) / Double(failed))
    return
      "\(share) of the \(Decimal.grouped(failed)) failed steps are failures of the class \(most.value)."
  }

  static func durations(
    _ service: String, _ windows: [ImpactWindow], _ findings: CaseFindings
  ) -> String {
    guard let detail = windows.first.flatMap({ findings.details[$0.figure] }),
      let before = detail.p95Before, let during = detail.p95During
    else { return "Durations of the requests of \(service)." }
    return
      "95 % of the requests of \(service) took less than \(ReportNumber.duration(before)) before the window and \(ReportNumber.duration(during)) inside it."
  }

  static func firings(_ alerts: ServiceAlerts) -> String {
    switch alerts.report.best {
    case .rule(let result):
      let delay = result.detection.map { ReportNumber.minutes($0.delay) } ?? "no time"
      return
        "With hindsight, detection could have come \(delay) after the onset of \(alerts.service), by the rule \(result.rule.name)."
    case .refused(let refusal): return "No rule is called the quickest: \(refusal.rawValue)."
    }
  }
}
