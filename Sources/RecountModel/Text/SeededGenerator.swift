// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// SplitMix64: a small generator whose stream is the same on every machine for a seed.
///
/// Not for anything secret. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators" (2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound` by multiplication; the bias is below 2⁻³² for bounds below 2³².
  package mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number in `[0, 1)` with 53 random bits.
  package mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An independent stream for a named part, so that one part's draws never shift another's.
  package func split(_ label: UInt64) -> SeededGenerator {
    var mixer = SeededGenerator(seed: state ^ (label &* 0xD6E8_FEB8_6659_FD93))
    return SeededGenerator(seed: mixer.next())
  }
}
