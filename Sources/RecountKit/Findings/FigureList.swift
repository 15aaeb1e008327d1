// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import RecountStore

/// Names every number of a report, with the statement and the method behind it.
enum FigureList {
  static func figures(_ findings: CaseFindings) -> [Figure] {
    var all = findings.incidentWindows.flatMap { window in
      figures(of: window) + details(of: window, findings.details[window.figure])
    }
    for (unit, totals) in findings.totals {
      all += figures(of: totals, unit, findings.incidentWindows)
    }
    for shares in findings.surroundings { all += figures(of: shares) }
    for objective in findings.objectives { all += figures(of: objective) }
    return all + findings.clocks.measures.compactMap(figure)
  }

  private static func figures(of window: ImpactWindow) -> [Figure] {
    let noun = window.unit.noun(2)
    let from = window.onset.time.rfc3339
    let to = window.end.time.rfc3339
    let failed = RollupText.failed(
      service: window.service, unit: window.unit.name, from: from, to: to)
    let series = RollupText.series(service: window.service, unit: window.unit.name)
    var figures = [
      Figure(
        id: window.figure + ".failed",
        label: "failed \(noun) of \(window.service) in its window (gross)",
        value: Double(window.failed), unit: noun, count: window.total, sql: failed,
        method: "Counted."),
      Figure(
        id: window.figure + ".total", label: "\(noun) of \(window.service) in its window",
        value: Double(window.total), unit: noun, count: window.total,
        sql: RollupText.total(service: window.service, unit: window.unit.name, from: from, to: to),
        method: "Counted; skipped steps are no trials."),
    ]
    if let excess = window.excess {
      figures.append(
        estimate(
          window, "excess", excess, noun, series,
          "Failed minus the base share bridged across the window; interval calibrated on \(window.placebos) quiet windows."
        ))
    }
    if let lost = window.lost {
      figures.append(
        estimate(
          window, "lost", lost, noun, series,
          "Traffic expected from the hours before minus traffic seen; interval from earlier stretches of the same length."
        ))
    }
    if let surplus = window.surplus {
      figures.append(
        estimate(
          window, "surplus", surplus, noun, series,
          "Traffic seen minus traffic expected from the hours before; interval from earlier stretches of the same length."
        ))
    }
    return figures
  }

  private static func estimate(
    _ window: ImpactWindow, _ name: String, _ estimate: Estimate, _ unit: String, _ sql: String,
    _ method: String
  ) -> Figure {
    Figure(
      id: "\(window.figure).\(name)", label: "\(name) of \(window.service)",
      value: estimate.value, interval: estimate.interval, unit: unit, baseRange: window.baseRange,
      dispersion: window.dispersion, count: window.total, sql: sql, method: method)
  }

  private static func figure(of measure: Measure) -> Figure? {
    guard let span = measure.span, let from = measure.from, let to = measure.to else { return nil }
    let interval = measure.shortest.flatMap { shortest in
      measure.longest.map { Interval(low: shortest.minutes, high: $0.minutes) }
    }
    return Figure(
      id: measure.figure, label: "\(to.name) minus \(from.name)", value: span.minutes,
      interval: interval, unit: "minutes",
      sql: "SELECT time, kind, clock, service, evidence FROM timeline ORDER BY time_us",
      method:
        "\(to.time.time.rfc3339) − \(from.time.time.rfc3339), read at \(to.evidence) and \(from.evidence)."
    )
  }
}
