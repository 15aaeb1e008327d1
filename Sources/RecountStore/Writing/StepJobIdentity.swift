// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The identity of steps in the case file: 96 bits for the job of a step and 32 for its number.
///
/// Sixteen bytes index a million steps in a tenth of the space of their names, and those of one job lie
/// together. Two of 10⁸ jobs share one with a probability below 10⁻¹².
///
/// Provider, run and job are mixed in, in this order, then the attempt.
struct StepJobIdentity {
  // Two FNV-1a-like hashes with different seeds.
  private var first: UInt64 = 0xCBF2_9CE4_8422_2325
  private var second: UInt64 = 0x6C62_272E_07BB_0142

  mutating func mix(_ part: some Sequence<UInt8>) {
    for byte in part { mix(byte) }
    mix(0)
  }

  mutating func mix(attempt: Int64) {
    for shift in stride(from: 0, to: 32, by: 8) {
      mix(UInt8(truncatingIfNeeded: attempt >> Int64(shift)))
    }
  }

  private mutating func mix(_ byte: UInt8) {
    first = (first ^ UInt64(byte)) &* 0x100_0000_01B3
    second = (second &+ UInt64(byte) &+ 0x9E37_79B9) &* 0xD6E8_FEB8_6659_FD93
    second ^= second >> 32
  }

  /// Binds the identity of a step as the first value of `statement`.
  func bind(to statement: RawStatement, isCounted: Bool, number: Int64) {
    var step = self
    step.mix(isCounted ? 1 : 0)
    let number = UInt64(UInt32(truncatingIfNeeded: number))
    var identity = (step.first.bigEndian, (step.second & ~0xFFFF_FFFF | number).bigEndian)
    unsafe withUnsafeBytes(of: &identity) { unsafe statement.bind(1, blob: $0) }
  }
}
