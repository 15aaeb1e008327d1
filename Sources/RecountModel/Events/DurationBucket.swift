// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Log-linear buckets for durations: eight to each doubling, so a bucket is at most 12.5 % wide.
///
/// Buckets are integers and counts of them add up, so quantiles of any set of minutes, files or
/// machines come from the same merge. Below 16 µs a bucket is one microsecond.
package enum DurationBucket {
  /// One past the bucket of the longest duration.
  package static let endIndex = index(microseconds: .max) + 1

  /// The bucket of a duration in microseconds; negative ones count as 0.
  package static func index(microseconds: Int64) -> Int {
    guard microseconds >= 16 else { return Int(max(0, microseconds)) }
    let exponent = 63 - microseconds.leadingZeroBitCount
    let part = Int(microseconds >> Int64(exponent - 3)) & 7
    return 16 + (exponent - 4) * 8 + part
  }

  /// Smallest duration of a bucket, in microseconds.
  package static func lowerBound(_ index: Int) -> Int64 {
    guard index >= 16 else { return Int64(max(0, index)) }
    // Behind the last bucket, where the upper bound of a quantile looks, no Int64 is left.
    guard index < endIndex else { return .max }
    let exponent = (index - 16) / 8 + 4
    let part = Int64((index - 16) % 8)
    return (8 + part) << Int64(exponent - 3)
  }

  /// The `share` quantile of counts per bucket by linear position inside its bucket; nil when empty.
  ///
  /// `counts` are (bucket, count) in ascending order of buckets.
  package static func quantile(_ share: Double, of counts: [(bucket: Int, count: Int64)]) -> Int64?
  {
    let total = counts.reduce(Int64(0)) { $0 + $1.count }
    guard total > 0 else { return nil }
    let rank = share * Double(total)
    var below: Int64 = 0
    for (bucket, count) in counts {
      if Double(below + count) >= rank {
        let low = lowerBound(bucket)
        let high = lowerBound(bucket + 1)
        let inside = count > 0 ? max(0, rank - Double(below)) / Double(count) : 0
        return low + Int64(Double(high - low) * min(1, inside))
      }
      below += count
    }
    return counts.last.map { lowerBound($0.bucket + 1) }
  }
}
