// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Goes through the fields of a line that are parted by one space each.
struct FieldCursor {
  var index: Int
  let end: Int

  @inline(__always)
  init(_ index: Int, _ end: Int) {
    self.index = min(index, end)
    self.end = end
  }

  @inline(__always)
  var isAtEnd: Bool { index >= end }

  /// The bytes up to the next space or the end; nil when there are none.
  @inline(__always)
  mutating func token(_ bytes: Span<UInt8>) -> ByteRange? {
    guard index < end else { return nil }
    let stop = firstIndex(of: 0x20, in: bytes, index..<end) ?? end
    guard stop > index else { return nil }
    let token = ByteRange(index, stop)
    index = min(stop + 1, end)
    return token
  }

  /// A quoted field without its quotes, or a token.
  @inline(__always)
  mutating func field(_ bytes: Span<UInt8>) -> ByteRange? {
    guard index < end, bytes[index] == 0x22 else { return token(bytes) }
    guard let close = closingQuote(bytes, from: index + 1, end: end) else { return nil }
    let field = ByteRange(index + 1, close)
    index = min(close + 2, end)
    return field
  }
}

extension RequestFields {
  /// Reads a status of three digits; a dash, and numbers below 100, are how servers write that none
  /// was sent.
  @inline(__always)
  mutating func readStatus(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    if value.count == 3, let status = bytes.integer(value) {
      self.status = status < 100 ? 0 : Int16(truncatingIfNeeded: status)
      return true
    }
    return bytes.isDash(value) || bytes.equals(value, "0") || bytes.equals(value, "-1")
  }
}

extension Span where Element == UInt8 {
  /// An address without the port behind its last colon.
  @inline(__always)
  func withoutPort(_ value: ByteRange) -> ByteRange {
    var index = Int(value.end) - 1
    while index > Int(value.start), isDigit(self[index]) { index -= 1 }
    guard index > Int(value.start), self[index] == 0x3A else { return value }
    return withoutBrackets(ByteRange(Int(value.start), index))
  }

  /// Whether `text` stands anywhere in `range`; takes the product of both lengths at worst.
  func contains(_ text: StaticString, in range: ByteRange) -> Bool {
    guard range.count >= text.utf8CodeUnitCount else { return false }
    let last = Int(range.end) - text.utf8CodeUnitCount
    for index in Int(range.start)...last where hasPrefix(text, at: index) { return true }
    return false
  }

  /// Whether `range` begins with `text`.
  @inline(__always)
  func begins(_ range: ByteRange, with text: StaticString) -> Bool {
    range.count >= text.utf8CodeUnitCount && hasPrefix(text, at: Int(range.start))
  }
}
