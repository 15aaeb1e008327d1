// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The sentences that charts carry as caption, description and alternative text.
enum ChartSentence {
  static func overview(
    _ noun: String, _ windows: [ImpactWindow], _ findings: CaseFindings
  ) -> String {
    guard let peak = windows.max(by: { $0.peakShare < $1.peakShare }) else {
      return "No window of raised failures was found among the \(noun)."
    }
    let gross = windows.reduce(Int64(0)) { $0 + $1.failed }
    let services = Set(windows.map(\.service)).count
    let first = windows.map(\.onset.time).min() ?? peak.onset.time
    let last = windows.map(\.end.time).max() ?? peak.end.time
    let which = services == 1 ? "of \(peak.service)" : "of \(services) services"
    return """
      \(Decimal.grouped(gross)) \(noun) \(which) failed between \(first.minuteText) and \
      \(ReportNumber.moment(last, day: first.dayText)) UTC; \(peak.service) peaked at \
      \(Decimal.percent(peak.peakShare)).
      """
  }

  static func strips(_ findings: CaseFindings) -> String {
    let windows = findings.incidentWindows
    guard let first = windows.first else { return "No service shows a window of impact." }
    let services = findings.servicesHit.count
    let relapses = windows.filter { $0.relapseOf != nil }.count
    let later = windows.filter {
      $0.service != first.service && $0.onset.time - first.onset.time > .minutes(60)
    }
    var text =
      "\(services) of \(findings.services.count) services show impact, \(first.service) from \(first.onset.time.minuteText) UTC on"
    if let late = later.first {
      text += "; \(late.service) follows at \(late.onset.time.clockText)"
    }
    if relapses > 0 {
      text += "; \(relapses) \(relapses == 1 ? "window is a relapse" : "windows are relapses")"
    }
    return text + "."
  }
}
