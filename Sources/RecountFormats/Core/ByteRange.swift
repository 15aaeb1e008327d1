// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A field of a line: where it begins and ends in the bytes that the line stands in.
struct ByteRange: Equatable {
  var start: Int32
  var end: Int32

  static let absent = ByteRange(start: 0, end: 0)

  @inline(__always)
  init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  @inline(__always)
  init(_ range: Range<Int>) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
  }

  @inline(__always)
  init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  @inline(__always)
  var isEmpty: Bool { start == end }

  @inline(__always)
  var range: Range<Int> { Int(start)..<Int(end) }

  @inline(__always)
  var count: Int { Int(end - start) }
}

extension Span where Element == UInt8 {
  /// Whether `range` holds exactly `text`.
  @inline(__always)
  func equals(_ range: ByteRange, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return hasPrefix(text, at: Int(range.start))
  }

  /// Whether the bytes from `index` on begin with `text`.
  @inline(__always)
  func hasPrefix(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index >= 0, index + count <= self.count else { return false }
    // A static string's pointer is valid for its whole length for ever.
    let pointer = unsafe text.utf8Start
    for offset in 0..<count where unsafe self[index + offset] != pointer[offset] { return false }
    return true
  }

  /// `range` without the spaces at both ends.
  @inline(__always)
  func trimmed(_ range: ByteRange) -> ByteRange {
    var start = Int(range.start)
    var end = Int(range.end)
    while start < end, self[start] == 0x20 { start += 1 }
    while end > start, self[end - 1] == 0x20 { end -= 1 }
    return ByteRange(start, end)
  }

  /// `[2001:db8::7]` without its brackets: they only part an address from its port.
  @inline(__always)
  func withoutBrackets(_ range: ByteRange) -> ByteRange {
    guard range.count > 2, self[Int(range.start)] == 0x5B, self[Int(range.end) - 1] == 0x5D else {
      return range
    }
    return ByteRange(Int(range.start) + 1, Int(range.end) - 1)
  }

  /// The value with which most servers say "none": a single dash.
  @inline(__always)
  func isDash(_ range: ByteRange) -> Bool {
    range.count == 1 && self[Int(range.start)] == 0x2D
  }

  func string(_ range: ByteRange) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    for index in range.range { text.append(self[index]) }
    return String(decoding: text, as: UTF8.self)
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

@inline(__always)
func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
