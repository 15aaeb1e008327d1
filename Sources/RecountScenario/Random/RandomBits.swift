// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Cuts numbers out of 64 random bits, so that one draw serves several decisions.
///
/// The two halves are independent; so are fields of bits that do not overlap.
extension UInt64 {
  /// A number below `bound` from the upper 32 bits.
  func upper(below bound: Int) -> Int {
    let product = (self >> 32) * UInt64(bound)
    return Int(product >> 32)
  }

  /// A number below `bound` from the lower 32 bits.
  func lower(below bound: Int) -> Int {
    let product = (self & 0xFFFF_FFFF) * UInt64(bound)
    return Int(product >> 32)
  }
}
