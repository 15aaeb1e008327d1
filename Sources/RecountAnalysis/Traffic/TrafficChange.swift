// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Missing or additional traffic of a window; never both.
struct TrafficChange: Sendable {
  var lost: Estimate?
  var surplus: Estimate?

  /// Lost or surplus traffic, and only where the whole interval says so.
  ///
  /// lost = expected − actual if even the low end of the expectation is above the actual; surplus
  /// the other way round. Worked number: 600 where 1,000 [950, 1,060] were expected lost
  /// 400 [350, 460].
  static func of(
    _ window: Range<Int>, expected: TrafficExpectation.Expected, counts: TrialCounts
  ) -> TrafficChange {
    let actual = Double(counts.total(in: window))
    let low = min(expected.low, expected.value)
    let high = max(expected.high, expected.value)
    if low > actual {
      return TrafficChange(
        lost: Estimate(
          value: expected.value - actual,
          interval: Interval(low: low - actual, high: high - actual)))
    }
    if high < actual {
      return TrafficChange(
        surplus: Estimate(
          value: actual - expected.value,
          interval: Interval(low: actual - high, high: actual - low)))
    }
    return TrafficChange()
  }
}
