// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A quantile of durations that are counted in buckets, with its interval.
package enum DurationQuantile {
  /// The `share` quantile in microseconds and its 90 % interval: the quantiles at
  /// share ± z √(share (1 − share) / n), widened by the bucket that each lies in.
  ///
  /// Durations are taken as independent of each other. Nil without durations. Of 100 durations the
  /// interval of the median reaches from the 42nd to the 58th.
  package static func estimate(
    _ share: Double, of counts: [(bucket: Int, count: Int64)]
  ) -> Estimate? {
    let total = counts.reduce(Int64(0)) { $0 + $1.count }
    guard let value = DurationBucket.quantile(share, of: counts) else { return nil }
    let reach = ExcessCalibration.deviations * (share * (1 - share) / Double(total)).squareRoot()
    let low = bucket(share - reach, counts, total)
    let high = bucket(share + reach, counts, total)
    return Estimate(
      value: Double(value),
      interval: Interval(
        low: Double(DurationBucket.lowerBound(low)),
        high: Double(DurationBucket.lowerBound(high + 1))))
  }

  /// The bucket in which the quantile lies.
  private static func bucket(
    _ share: Double, _ counts: [(bucket: Int, count: Int64)], _ total: Int64
  ) -> Int {
    let rank = min(max(share, 0), 1) * Double(total)
    var below: Int64 = 0
    for (bucket, count) in counts where count > 0 {
      below += count
      if Double(below) >= rank { return bucket }
    }
    return counts.last?.bucket ?? 0
  }
}
