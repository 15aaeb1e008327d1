// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Picks an index in proportion to its weight.
///
/// - Complexity: A pick takes O(log n) for n weights.
package struct WeightTable: Sendable {
  /// Sums of the weights up to and with each index.
  private let sums: [UInt64]

  /// The sum of the weights must be positive and below 2⁶⁴.
  package init(_ weights: [UInt64]) {
    var sum: UInt64 = 0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  /// Weights that fall as Zipf's law says: that of rank r is r to the power of -7/8.
  ///
  /// The exponent is the one near those of real traffic that integers can give: the eighth root is
  /// three square roots.
  package static func zipf(_ count: Int) -> WeightTable {
    WeightTable(
      (1...UInt64(count)).map { rank in
        // Twenty fractional bits are kept at each root, and twelve more bits in the weight.
        let square = squareRoot(rank << 40)
        let fourth = squareRoot(square << 20)
        let eighth = squareRoot(fourth << 20)
        return (eighth << 12) / rank
      })
  }

  package func pick(_ random: inout RandomStream) -> Int {
    let drawn = UInt64(random.next()) << 32 | UInt64(random.next())
    let place = drawn.multipliedFullWidth(by: sums[sums.count - 1]).high
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > place { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The largest integer whose square is not above `value`.
  private static func squareRoot(_ value: UInt64) -> UInt64 {
    guard value > 0 else { return 0 }
    var guess = UInt64(1) << UInt64((65 - value.leadingZeroBitCount) / 2)
    while true {
      let better = (guess + value / guess) / 2
      if better >= guess { return guess }
      guess = better
    }
  }
}
