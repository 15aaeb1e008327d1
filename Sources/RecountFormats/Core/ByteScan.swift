// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

// The one place of this module that leaves bounds checks behind: the primitives that the hot
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

/// Appends `range` of `bytes` to `other` in one piece.
@inline(__always)
func copyBytes(_ bytes: Span<UInt8>, _ range: Range<Int>, to other: inout [UInt8]) {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  if range.isEmpty { return }
  unsafe bytes.withUnsafeBufferPointer { buffer in
    unsafe other.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[range]))
  }
}

/// Whether every byte of `range` is a hex digit: eight bytes a step.
@inline(__always)
func areHexDigits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
  return unsafe bytes.withUnsafeBytes { buffer -> Bool in
    var index = range.lowerBound
    // The range was checked, and no word reaches beyond it.
    while index + 8 <= range.upperBound {
      let word = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard HexWord.isHex(word) else { return false }
      index += 8
    }
    while index < range.upperBound {
      guard unsafe isHexDigit(buffer[index]) else { return false }
      index += 1
    }
    return true
  }
}

/// Eight ASCII characters in a word, looked at together.
private enum HexWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Whether each of the eight bytes is one of `0-9a-fA-F`.
  ///
  /// A byte below 0x80 plus `0x80 - n` has its top bit set exactly when the byte is at least `n`.
  @inline(__always)
  static func isHex(_ word: UInt64) -> Bool {
    let top = ones &* 0x80
    guard word & top == 0 else { return false }
    let lower = word | (ones &* 0x20)
    let isDigit = (word &+ ones &* (0x80 - 0x30)) & ~(word &+ ones &* (0x80 - 0x3A))
    let isLetter = (lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x67))
    return (isDigit | isLetter) & top == top
  }
}
