// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension ImpactAnalysis {
  /// The traffic that `bins` of a series would have had, with its 90 % interval.
  ///
  /// Taken from the clean bins around and from other days at that time, and calibrated on quiet
  /// stretches of the same length (see `TrafficExpectation`). `windows` are other stretches that are
  /// not clean. Nil without at least 19 such stretches or without a base on either side.
  ///
  /// Worked number: 1,000 [950, 1,060] where the misses of the quiet stretches lie between −5 % and
  /// +6 % in nine of ten.
  package static func expectedTraffic(
    _ series: CountSeries, in bins: Range<Int>, besides windows: [Range<Int>] = []
  ) -> Estimate? {
    let minutes = series.binWidth.minutes
    guard minutes > 0, bins.lowerBound >= 0, bins.upperBound <= series.count else { return nil }
    let expectation = TrafficExpectation(
      TrialCounts(series), windows: windows + [bins], binsPerDay: Int(1440 / minutes),
      binsPerMinute: 1 / minutes)
    return expectation.expected(in: bins).map {
      Estimate(value: $0.value, interval: Interval(low: $0.low, high: $0.high))
    }
  }
}
