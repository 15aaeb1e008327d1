// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Multipliers with the long right tail that durations and sizes have, without libm.
///
/// Thirty-three quantiles of a log-normal distribution with median 1 and sigma 0.75, in per mille,
/// the ends at 0.4 % and 99.7 %; values between are interpolated.
enum SkewTable {
  private static let quantiles: [Int] = [
    137, 247, 316, 372, 422, 469, 514, 559, 603, 648, 693, 740, 787, 837, 889, 943, 1000, 1061,
    1125, 1195, 1270, 1352, 1443, 1544, 1658, 1790, 1945, 2133, 2370, 2687, 3160, 4043, 7853,
  ]

  /// A multiplier in per mille for 15 random bits, 137 to 7853.
  static func permille(_ bits: UInt64) -> Int {
    let index = Int(bits & 31)
    let fraction = Int((bits >> 5) & 1023)
    let low = quantiles[index]
    return low + (quantiles[index + 1] - low) * fraction / 1024
  }
}
