// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

// The one place of this module that leaves bounds checks behind: the three primitives that the hot
// loops spend their time in. Each checks its range against the span before it touches memory.

/// First index in `range` that holds `byte`, or nil.
@inline(__always)
func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  if range.isEmpty { return nil }
  return unsafe bytes.withUnsafeBufferPointer { buffer -> Int? in
    // The range is not empty and inside the buffer, so a base address exists.
    guard let base = buffer.baseAddress else { return nil }
    guard let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count) else {
      return nil
    }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// A 64-bit hash of `range`: eight bytes a step, not for anything that an attacker may aim at.
@inline(__always)
func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  return unsafe bytes.withUnsafeBufferPointer { buffer -> UInt64 in
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    let start = unsafe UnsafeRawPointer(buffer.baseAddress)
    var value = UInt64(truncatingIfNeeded: range.count) &* multiplier
    guard let start = unsafe start else { return value }
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = unsafe start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      value = (value ^ word) &* multiplier
      value ^= value >> 29
      index += 8
    }
    var tail: UInt64 = 0
    while index < range.upperBound {
      tail = tail << 8 | UInt64(unsafe start.load(fromByteOffset: index, as: UInt8.self))
      index += 1
    }
    value = (value ^ tail) &* multiplier
    return value ^ (value >> 32)
  }
}

/// Whether `range` of `bytes` equals `other` from `start` on.
@inline(__always)
func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>, _ other: [UInt8], at start: Int) -> Bool {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  guard start >= 0, start + range.count <= other.count else { return false }
  if range.isEmpty { return true }
  return unsafe bytes.withUnsafeBufferPointer { left in
    unsafe other.withUnsafeBufferPointer { right in
      guard let first = left.baseAddress, let second = right.baseAddress else { return false }
      return unsafe memcmp(first + range.lowerBound, second + start, range.count) == 0
    }
  }
}
