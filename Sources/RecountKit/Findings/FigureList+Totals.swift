// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport
import RecountStore

/// The numbers that are about several windows: totals of the incident, and what was promised.
extension FigureList {
  /// The totals of one unit over `windows`, those of the incident.
  static func figures(
    of totals: ImpactTotals, _ unit: EventUnit, _ windows: [ImpactWindow]
  ) -> [Figure] {
    let noun = unit.noun(2)
    let own = windows.filter { $0.unit == unit && $0.kind == .failing }
    let failed = RollupText.failed(
      unit: unit.name,
      in: own.map { window in
        RollupText.Stretch(
          service: window.service, start: window.onset.time.rfc3339, end: window.end.time.rfc3339)
      })
    let ends = "SELECT figure, onset, \"end\" FROM windows ORDER BY onset"
    var figures = [
      Figure(
        id: "total.\(noun).failed", label: "failed \(noun) in all windows (gross)",
        value: Double(totals.gross), unit: noun, sql: failed, method: "Counted.")
    ]
    if let excess = totals.excess {
      figures.append(
        Figure(
          id: "total.\(noun).excess", label: "failed \(noun) above the baseline in all windows",
          value: excess.value, interval: excess.interval, unit: noun, sql: failed,
          method: """
            Sum over the windows; the half widths of their intervals are added as the root of their \
            squares.
            """))
    }
    figures.append(
      Figure(
        id: "total.\(noun).span", label: "first onset to last end of the windows of \(noun)",
        value: totals.spanMinutes, unit: "minutes", sql: ends,
        method: "Last end minus first onset."))
    figures.append(
      Figure(
        id: "total.\(noun).union", label: "time in which any service failed \(noun)",
        value: totals.unionMinutes, unit: "minutes", sql: ends,
        method: "Length of the windows, overlaps counted once."))
    return figures
  }

  /// The failed share of a service in the hours around its windows, and between them.
  static func figures(of shares: SurroundingShares) -> [Figure] {
    let noun = shares.unit.noun(2)
    return shares.stretches.compactMap { name, count in
      guard let share = count.share else { return nil }
      return Figure(
        id: "around.\(shares.service).\(noun).\(name)",
        label: "failed share of the \(noun) of \(shares.service), \(name) its windows",
        value: 100 * share, unit: "%", count: count.total,
        sql: RollupText.share(
          service: shares.service, unit: shares.unit.name, from: count.range.start.rfc3339,
          to: count.range.end.rfc3339),
        method: "Failed over all, both counted, in whole bins that logs cover.")
    }
  }

  /// What the windows of a service spent of its objective.
  static func figures(of objective: ObjectiveMeasure) -> [Figure] {
    let series = RollupText.series(service: objective.service, unit: objective.unit.name)
    let name = "slo.\(objective.service)"
    var figures: [Figure] = []
    func add(_ suffix: String, _ label: String, _ value: Double?, _ unit: String, _ method: String)
    {
      guard let value else { return }
      figures.append(
        Figure(
          id: "\(name).\(suffix)", label: "\(label) of \(objective.service)", value: value,
          unit: unit, sql: series, method: method))
    }
    add(
      "good", "good \(objective.unit.noun(2)) in the windows",
      objective.availability.map { 100 * $0 }, "%", "1 minus failed over all, in the windows.")
    add(
      "burn", "burn rate in the windows", objective.burnRate, "times",
      "Failed share of the windows over the share that the objective allows.")
    add(
      "budget", "error budget used", objective.budgetUsed.map { 100 * $0 }, "%",
      """
      Failures of the windows over those that \(objective.periodDays) days of ordinary traffic allow.
      """)
    add(
      "bad", "minutes that miss the objective", Double(objective.badMinutes), "minutes",
      "Minutes of the windows whose failed share is above what the objective allows.")
    return figures
  }
}
