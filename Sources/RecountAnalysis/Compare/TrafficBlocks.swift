// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// The traffic of a stretch in blocks of ten covered minutes, which show how it varies.
///
/// Counts of neighbouring minutes depend on each other, and more so than Poisson counts would vary:
/// means of blocks are nearly independent, and their spread is that of the mean.
struct TrafficBlocks {
  static let blockMinutes = 10
  /// Blocks below which their spread is not known.
  static let leastBlocks = 3

  /// Trials a minute.
  private let mean: Double
  /// Standard error of the mean.
  private let error: Double

  /// Nil with fewer than `leastBlocks`, or without any traffic.
  init?(_ frame: SeriesFrame, _ range: TimeRange) {
    let size = max(1, Int(Double(TrafficBlocks.blockMinutes) * frame.binsPerMinute))
    var means: [Double] = []
    var (sum, count): (Int64, Int) = (0, 0)
    for bin in frame.bins(in: range) where frame.counts.covered[bin] {
      sum += frame.counts.total[bin]
      count += 1
      guard count == size else { continue }
      means.append(Double(sum) / Double(size) * frame.binsPerMinute)
      (sum, count) = (0, 0)
    }
    guard means.count >= TrafficBlocks.leastBlocks else { return nil }
    let mean = means.reduce(0, +) / Double(means.count)
    guard mean > 0 else { return nil }
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    error = (squares / Double(means.count - 1) / Double(means.count)).squareRoot()
  }

  var interval: Interval {
    Interval(
      low: max(0, mean - ExcessCalibration.deviations * error),
      high: mean + ExcessCalibration.deviations * error)
  }

  /// The traffic of `second` as a multiple of that of `first`, by the relative errors of both.
  static func ratio(_ first: TrafficBlocks?, _ second: TrafficBlocks?) -> Estimate? {
    guard let first, let second else { return nil }
    let relative = (first.error / first.mean, second.error / second.mean)
    let reach =
      ExcessCalibration.deviations
      * (relative.0 * relative.0 + relative.1 * relative.1).squareRoot()
    let ratio = second.mean / first.mean
    return Estimate(
      value: ratio,
      interval: Interval(low: ratio * exp(-reach), high: ratio * exp(reach)))
  }
}
