// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What one service did in two stretches of time, side by side.
package struct RangeComparison: Sendable {
  /// One of the two stretches.
  package struct Side: Sendable {
    package var range: TimeRange
    /// Minutes of it that logs cover.
    package var coveredMinutes: Int
    package var failed: Int64
    package var total: Int64
    /// Failed share of the trials, 0 to 1; nil without trials.
    package var share: Estimate?
    /// Trials a covered minute; nil without coverage.
    ///
    /// The interval is nil in less than half an hour.
    package var perMinute: Double?
    package var perMinuteInterval: Interval?
    /// Durations in microseconds by quantile, 0 to 1; empty where none is known.
    package var quantiles: [(share: Double, microseconds: Estimate)] = []

    package init(range: TimeRange, coveredMinutes: Int, failed: Int64, total: Int64) {
      self.range = range
      self.coveredMinutes = coveredMinutes
      self.failed = failed
      self.total = total
    }
  }

  package var service: String
  package var unit: EventUnit
  package var first: Side
  package var second: Side
  /// Failed share of the second stretch as a multiple of the first one's; nil where it was refused.
  package var shareRatio: Estimate?
  /// Trials a minute of the second stretch as a multiple of the first one's.
  package var trafficRatio: Estimate?
  package var refusals: [Refusal] = []

  package init(service: String, unit: EventUnit, first: Side, second: Side) {
    self.service = service
    self.unit = unit
    self.first = first
    self.second = second
  }
}
