// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// PCG-XSH-RR: a small generator whose numbers are the same on every machine for a seed.
///
/// Not that of the package above, so that a change there can never change a corpus that published
/// figures were measured on. Source: O'Neill, "PCG: A Family of Simple Fast Space-Efficient
/// Statistically Good Algorithms for Random Number Generation" (2014).
package struct RandomStream: Sendable {
  private static let multiplier: UInt64 = 6_364_136_223_846_793_005

  private var state: UInt64 = 0
  /// Streams of different numbers never meet, so the pools of a corpus do not shift its lines.
  private let increment: UInt64

  package init(seed: UInt64, stream: UInt64 = 0) {
    increment = (stream << 1) | 1
    _ = next()
    state &+= seed
    _ = next()
  }

  package mutating func next() -> UInt32 {
    let old = state
    state = old &* RandomStream.multiplier &+ increment
    let mixed = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let turn = UInt32(truncatingIfNeeded: old >> 59)
    return (mixed >> turn) | (mixed << ((32 - turn) & 31))
  }

  /// A number in `0..<bound`, the bound at most 2³²; the bias is below 2⁻³² times the bound.
  package mutating func below(_ bound: Int) -> Int {
    Int((UInt64(next()) * UInt64(bound)) >> 32)
  }

  /// A number in `range`, which must not be empty.
  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True in `share` of 10,000 cases.
  package mutating func happens(_ share: Int) -> Bool {
    below(10_000) < share
  }

  package mutating func element<Element>(of elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}
