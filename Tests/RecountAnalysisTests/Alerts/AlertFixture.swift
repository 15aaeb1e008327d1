// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation

/// Minutes of one service from 2022-12-16 00:00 on.
enum AlertFixture {
  static let start = Timestamp(CivilDate(year: 2022, month: 12, day: 16))

  static func at(_ minute: Int) -> Timestamp { start + .minutes(Int64(minute)) }

  static func series(
    _ minutes: Int, failed: (Int) -> Int64 = { _ in 0 }, total: (Int) -> Int64 = { _ in 1000 },
    covered: (Int) -> Bool = { _ in true }
  ) -> CountSeries {
    CountSeries(
      service: "cart", unit: .request, start: start, binWidth: .minute,
      failed: (0..<minutes).map(failed), total: (0..<minutes).map(total),
      covered: (0..<minutes).map(covered))
  }

  /// Impact in the minutes of `window`, with an onset known to ± 1 minute.
  static func input(
    _ series: CountSeries, window: Range<Int>?, durations: [[AlertInput.BucketCount]]? = nil,
    newSignatures: [Timestamp]? = nil
  ) -> AlertInput {
    guard let window else {
      return AlertInput(series: series, durations: durations, newSignatures: newSignatures)
    }
    let onset = at(window.lowerBound)
    return AlertInput(
      series: series, durations: durations, newSignatures: newSignatures,
      windows: [TimeRange(start: onset, end: at(window.upperBound))],
      onset: TimeEstimate(time: onset, earliest: onset - .minute, latest: onset + .minute))
  }

  static func result(_ condition: AlertRule.Condition, hold: Int = 0, _ input: AlertInput)
    -> AlertResult?
  {
    let rule = AlertRule(name: "rule", condition: condition, holdMinutes: hold)
    return AlertBacktest.report([rule], on: input).results.first
  }

  /// Minutes since the start of the series.
  static func minute(_ time: Timestamp?) -> Double? { time.map { ($0 - start).minutes } }
}
