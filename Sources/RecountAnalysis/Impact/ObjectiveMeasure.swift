// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What the failures of a service mean for its objective.
///
/// An objective of 99.9 % allows 0.1 % of the events of a period to fail: that is its error budget.
package struct ObjectiveMeasure: Sendable {
  package var service: String
  package var unit: EventUnit
  /// Share of good events that was promised, such as 0.999.
  package var objective: Double
  /// 1 − F / N over the failing windows; nil without a window that has trials.
  ///
  /// Worked number: 700 of 1,000 failed gives 0.3.
  package var availability: Double?
  /// 1 − F / N over all of the data.
  package var availabilityOverall: Double
  /// (F / N) / (1 − objective) over the failing windows: how many times faster than allowed it went.
  ///
  /// Worked number: 5 % failed under 99.9 % burns at 50.
  package var burnRate: Double?
  /// F of the windows over the failures allowed in a period: 1 is the whole budget.
  ///
  /// (1 − objective) times the events to expect in the period, which are those of a clean minute
  /// times its minutes. Worked number: 43,200 failed where a clean minute has 1,000 events, under
  /// 99.9 % and 30 days, is 43,200 / (0.001 · 43,200,000) = 1. Nil without a clean minute.
  package var budgetUsed: Double?
  /// The same if every event that is missing had failed; nil where nothing is missing.
  package var budgetUsedIfLostFailed: Double?
  /// Minutes of the windows whose failed share is above `threshold`.
  package var badMinutes: Int
  /// 1 − objective: a minute above it fails the objective by itself.
  package var threshold: Double { 1 - objective }
  /// Days of the period of the budget.
  package var periodDays: Int
}

extension ImpactAnalysis {
  /// The days over which a budget is usually counted.
  ///
  /// Source: https://sre.google/workbook/implementing-slos/
  package static let budgetDays = 30

  /// What the windows of `impact` spent of the budget of an objective between 0 and 1.
  ///
  /// Nil for an objective outside of it, and for a series without trials.
  package static func objective(
    _ objective: Double, of impact: ServiceImpact, periodDays: Int = budgetDays
  ) -> ObjectiveMeasure? {
    guard objective > 0, objective < 1, let frame = SeriesFrame(impact.series) else { return nil }
    let counts = frame.counts
    let all = 0..<counts.count
    guard counts.total(in: all) > 0 else { return nil }
    let windows = impact.windows.filter { $0.kind == .failing }
    let bins = windows.map { frame.bins(touching: $0.range) }
    let failed = bins.reduce(Int64(0)) { $0 + counts.failed(in: $1) }
    let total = bins.reduce(Int64(0)) { $0 + counts.total(in: $1) }
    let share = total > 0 ? Double(failed) / Double(total) : nil
    let allowed = allowed(objective, frame, without: impact.windows, days: periodDays)
    let lost = windows.compactMap(\.lost?.value).reduce(0, +)
    let bad = bins.reduce(0) { sum, bins in
      sum + bins.count { counts.share(in: $0..<$0 + 1) > 1 - objective }
    }
    return ObjectiveMeasure(
      service: impact.series.service, unit: impact.series.unit, objective: objective,
      availability: share.map { 1 - $0 }, availabilityOverall: 1 - counts.share(in: all),
      burnRate: share.map { $0 / (1 - objective) },
      budgetUsed: allowed.map { Double(failed) / $0 },
      budgetUsedIfLostFailed: lost > 0 ? allowed.map { (Double(failed) + lost) / $0 } : nil,
      badMinutes: Int((Double(bad) / frame.binsPerMinute).rounded()), periodDays: periodDays)
  }

  /// Failures that the objective allows in a period; nil without a clean bin that has trials.
  private static func allowed(
    _ objective: Double, _ frame: SeriesFrame, without windows: [ImpactWindow], days: Int
  ) -> Double? {
    let bridge = frame.bridge(without: windows.map { frame.bins(touching: $0.range) })
    var (trials, bins) = (0.0, 0.0)
    for bin in 0..<frame.counts.count where bridge.isClean[bin] {
      trials += Double(frame.counts.total[bin])
      bins += 1
    }
    guard trials > 0, days > 0 else { return nil }
    return (1 - objective) * trials / bins * frame.binsPerMinute * Double(days) * 1440
  }
}
