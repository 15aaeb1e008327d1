// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Sums over stretches of minutes in constant time.
struct MinuteSums {
  private let failed: [Int64]
  private let total: [Int64]
  private let covered: [Int64]
  /// Share of a look-back that must have log coverage for an answer.
  private static let requiredShare = 0.5

  init(_ series: CountSeries) {
    let bins = min(series.count, series.failed.count, series.covered.count)
    failed = MinuteSums.prefix((0..<bins).map { series.covered[$0] ? series.failed[$0] : 0 })
    total = MinuteSums.prefix((0..<bins).map { series.covered[$0] ? series.total[$0] : 0 })
    covered = MinuteSums.prefix((0..<bins).map { series.covered[$0] ? 1 : 0 })
  }

  var count: Int { covered.count - 1 }

  /// Sums of the `minutes` up to and with `minute`; nil when they reach before the data or lie in a
  /// gap.
  func sums(_ minutes: Int, to minute: Int) -> (failed: Int64, total: Int64)? {
    let start = minute + 1 - minutes
    guard start >= 0, minute < count, minutes > 0 else { return nil }
    let seen = covered[minute + 1] - covered[start]
    guard Double(seen) >= MinuteSums.requiredShare * Double(minutes) else { return nil }
    return (failed[minute + 1] &- failed[start], total[minute + 1] &- total[start])
  }

  func isCovered(_ minute: Int) -> Bool { covered[minute + 1] > covered[minute] }

  func total(of minute: Int) -> Int64 { total[minute + 1] &- total[minute] }

  /// Failures of the minutes in `range`, cut to the data.
  func failed(in range: Range<Int>) -> Int64 {
    let start = min(max(range.lowerBound, 0), count)
    return failed[min(max(range.upperBound, start), count)] &- failed[start]
  }

  /// Failures and events of the minutes in `range`, which must lie in the data.
  func covered(in range: Range<Int>) -> (failed: Int64, total: Int64) {
    (
      failed[range.upperBound] &- failed[range.lowerBound],
      total[range.upperBound] &- total[range.lowerBound]
    )
  }

  /// Minutes with coverage among the `minutes` up to and with `minute`.
  func coveredMinutes(_ minutes: Int, to minute: Int) -> Int64 {
    covered[minute + 1] - covered[max(0, minute + 1 - minutes)]
  }

  static func prefix(_ values: [Int64]) -> [Int64] {
    var sums: [Int64] = [0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums[sums.count - 1] &+ value) }
    return sums
  }
}
