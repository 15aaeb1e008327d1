// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Pulls the members of one logfmt line: `key=value`, `key="quoted value"`, and keys alone.
///
/// Source: https://pkg.go.dev/github.com/go-logfmt/logfmt
struct LogfmtScanner {
  private var index = 0
  private var end = 0

  mutating func begin(_ range: Range<Int>) {
    index = range.lowerBound
    end = range.upperBound
  }

  /// The next member, in the order of the line; keys without a value are passed over.
  mutating func next(_ bytes: Span<UInt8>) -> JSONScanner.Step {
    while true {
      while index < end, bytes[index] <= 0x20 { index += 1 }
      guard index < end else { return .end }
      let start = index
      while index < end, bytes[index] > 0x20, bytes[index] != 0x3D { index += 1 }
      let key = ByteRange(start, index)
      guard index < end, bytes[index] == 0x3D else { continue }
      index += 1
      let path = JSONScanner.hash(bytes, key)
      guard index < end, bytes[index] == 0x22 else {
        let value = bareValue(bytes)
        return .member(
          JSONScanner.Member(path: path, kind: .string(hasEscapes: false), value: value))
      }
      guard let (value, hasEscapes) = quotedValue(bytes) else { return .malformed }
      return .member(
        JSONScanner.Member(path: path, kind: .string(hasEscapes: hasEscapes), value: value))
    }
  }

  private mutating func bareValue(_ bytes: Span<UInt8>) -> ByteRange {
    let start = index
    while index < end, bytes[index] > 0x20 { index += 1 }
    return ByteRange(start, index)
  }

  /// Reads a quoted value at its opening quote; nil when no quote closes it.
  private mutating func quotedValue(
    _ bytes: Span<UInt8>
  ) -> (value: ByteRange, hasEscapes: Bool)? {
    let start = index + 1
    var position = start
    var hasEscapes = false
    while position < end, bytes[position] != 0x22 {
      if bytes[position] == 0x5C {
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    guard position < end else { return nil }
    index = position + 1
    return (ByteRange(start, position), hasEscapes)
  }
}
