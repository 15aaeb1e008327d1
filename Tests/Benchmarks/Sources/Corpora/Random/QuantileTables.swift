// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Durations and gaps as nature scatters them, from tables instead of libm.
///
/// libm may differ in the last bit from one machine to the next, and then so would a corpus.
package enum QuantileTables {
  /// Thirty-three quantiles of a log-normal distribution with median 1 and sigma 0.55, in per
  /// mille; the ends stand at 0.4 % and 99.6 %.
  private static let spread: [Int] = [
    233, 359, 430, 484, 531, 574, 614, 652, 690, 727, 764, 802, 839, 878, 917, 958, 1000, 1044,
    1090, 1139, 1192, 1248, 1308, 1375, 1449, 1533, 1629, 1743, 1883, 2065, 2325, 2786, 4300,
  ]

  /// Sixty-four quantiles of an exponential distribution below ln 2, in per mille.
  private static let remainder: [Int] = [
    4, 12, 20, 28, 36, 44, 52, 60, 69, 77, 86, 94, 103, 111, 120, 129, 138, 147, 156, 165, 175,
    184, 193, 203, 212, 222, 232, 242, 252, 262, 272, 282, 293, 303, 314, 325, 336, 347, 358, 369,
    380, 392, 404, 415, 427, 439, 451, 464, 476, 489, 502, 515, 528, 541, 555, 568, 582, 596, 611,
    625, 640, 655, 670, 685,
  ]

  /// A multiplier in per mille around a median of 1000, from 233 to 4300.
  package static func spreadPermille(_ random: inout RandomStream) -> Int {
    let bits = Int(random.next() >> 17)
    let fraction = bits & 1023
    let low = spread[bits >> 10]
    return low + (spread[(bits >> 10) + 1] - low) * fraction / 1024
  }

  /// A gap between arrivals in per mille of the mean one.
  ///
  /// An exponential gap halves its chance every ln 2 means: how many such steps it takes is what
  /// tossed coins count, and the table gives the rest.
  package static func gapPermille(_ random: inout RandomStream) -> Int {
    let bits = random.next()
    return (bits >> 6).trailingZeroBitCount * 693 + remainder[Int(bits & 63)]
  }
}
