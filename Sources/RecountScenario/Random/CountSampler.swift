// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Draws counts that scatter about their mean as independent arrivals do, in integers.
package enum CountSampler {
  private static let smallMilli = 8000

  /// A count with mean and variance close to `milli / 1000`.
  ///
  /// A sum of 256 fair bits stands in for the normal deviate (standard deviation 8), the square
  /// root is that of integers, and the remaining fraction is rounded up or down by chance, so the
  /// mean is kept. Below a mean of eight, where that is too coarse, 128 tosses are made instead.
  package static func count(milli: Int, _ generator: inout SeededGenerator) -> Int {
    guard milli > 0 else { return 0 }
    guard milli >= smallMilli else {
      let trials = 128
      return (0..<trials).count { _ in generator.below(trials * 1000) < milli }
    }
    var ones = 0
    for _ in 0..<4 { ones += generator.next().nonzeroBitCount }
    // sqrt(mean) in thousandths is sqrt(milli * 1000).
    let deviation = (ones - 128) * squareRoot(milli * 1000) / 8
    let drawn = milli + deviation
    let rounding = generator.below(1000)
    return max(0, (drawn + rounding) / 1000)
  }

  /// The largest integer whose square is not above `value`, which must not be negative.
  package static func squareRoot(_ value: Int) -> Int {
    guard value > 0 else { return 0 }
    var guess = 1 << ((64 - value.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (guess + value / guess) / 2
      if next >= guess { return guess }
      guess = next
    }
  }
}
