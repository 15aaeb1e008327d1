// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Estimates how far two clocks are apart from requests that both wrote down.
///
/// Of two hops one waits for the other: its stretch of time holds the other's. So the difference of the
/// clocks lies between that of the starts and that of the ends, whichever of the two waits. The estimate
/// is the median of the middles. The interval reaches from the median of the lower bounds to that of the
/// upper ones, each with the 90 % interval that the order of the values gives it, whatever their
/// distribution; a clock that is read in whole seconds adds one. Nothing is ever shifted by it.
package enum SkewMeasure {
  /// Ids below which nothing is measured.
  package static let fewestIDs = 20

  package static func estimate(_ shared: SharedIDs) -> SourceSkew {
    var skew = SourceSkew(
      first: shared.first, second: shared.second, sharedIDs: shared.differences.count, ahead: nil)
    guard shared.differences.count >= fewestIDs else { return skew }
    let low = shared.differences.map { min($0.start, $0.end) }.sorted()
    let high = shared.differences.map { max($0.start, $0.end) }.sorted()
    let middle = shared.differences.map { $0.start / 2 + $0.end / 2 }.sorted()
    let reach = ranks(of: low.count)
    let second: Int64 = 1_000_000
    skew.ahead = Estimate(
      value: seconds(median(middle)),
      interval: Interval(
        low: seconds(Double(low[reach.lowerBound] - (shared.isFirstCoarse ? second : 0))),
        high: seconds(Double(high[reach.upperBound] + (shared.isSecondCoarse ? second : 0)))))
    return skew
  }

  private static func seconds(_ micros: Double) -> Double { micros / 1_000_000 }

  private static func median(_ sorted: [Int64]) -> Double {
    let half = sorted.count / 2
    return sorted.count % 2 == 1
      ? Double(sorted[half]) : Double(sorted[half - 1]) / 2 + Double(sorted[half]) / 2
  }

  /// The places of the values between which the median lies with 90 %: of a coin thrown `count` times.
  private static func ranks(of count: Int) -> ClosedRange<Int> {
    let spread = 1.6449 * sqrt(Double(count))
    let low = max(0, Int(((Double(count) - spread) / 2).rounded(.down)) - 1)
    return low...(count - 1 - low)
  }
}
