// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The bucket of a duration in portable SQL.
enum DurationText {
  /// Doublings that are spelled out: from 16 µs to 2⁴⁰ µs, which is 12.7 days.
  private static let exponents = 5...40

  /// The lower bound of the `DurationBucket` of `duration`, which must not be negative.
  ///
  /// Eight buckets share a doubling, so from 2ᵏ on they are 2ᵏ⁻³ wide. Durations from 2⁴⁰ µs on stay
  /// as they are: the index of any duration in a bucket is that of the bucket.
  static func lowerBound(of duration: String) -> String {
    let cases = exponents.map { exponent in
      "WHEN \(duration) < \(Int64(1) << Int64(exponent)) THEN \(Int64(1) << Int64(exponent - 4))"
    }
    let small = "WHEN \(duration) < 16 THEN 1"
    return "\(duration) - \(duration) % CASE \(small) \(cases.joined(separator: " ")) ELSE 1 END"
  }
}
