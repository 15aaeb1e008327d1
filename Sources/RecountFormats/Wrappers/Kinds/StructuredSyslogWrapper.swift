// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Lines of syslog as RFC 5424 has them.
///
/// `<165>1 2025-03-12T09:14:02.003Z web1 nginx 42 ID47 [ex@32473 k="a\]b"] line`; the count of bytes
/// that stands before a message on TCP may have been kept, and a byte order mark before the text.
///
/// Sources: https://www.rfc-editor.org/rfc/rfc5424, https://www.rfc-editor.org/rfc/rfc6587
struct StructuredSyslogWrapper: Wrapper {
  static var namesServices: Bool { true }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    var start = range.lowerBound
    while start < end, start < range.lowerBound + 8, isDigit(bytes[start]) { start += 1 }
    if start > range.lowerBound {
      guard start < end, bytes[start] == 0x20 else { return .other }
      start += 1
    }
    var cursor = SyslogPriority.end(bytes, start, end)
    guard cursor > start, bytes.hasPrefix("1 ", at: cursor), cursor + 2 <= end else {
      return .other
    }
    cursor += 2
    guard let time = token(bytes, &cursor, end), token(bytes, &cursor, end) != nil,
      let application = token(bytes, &cursor, end), token(bytes, &cursor, end) != nil,
      token(bytes, &cursor, end) != nil, var text = dataEnd(bytes, cursor, end)
    else { return .other }
    if text < end {
      guard bytes[text] == 0x20 else { return .other }
      text += 1
    }
    if text + 3 <= end, bytes.hasPrefix("\u{FEFF}", at: text) { text += 3 }
    if !bytes.isDash(time) { slip.time = time }
    if !bytes.isDash(application) { slip.service = application }
    slip.text = ByteRange(text, end)
    return .opened
  }

  /// The bytes up to the next space, which must be there.
  @inline(__always)
  private func token(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard let space = firstIndex(of: 0x20, in: bytes, cursor..<min(end, cursor + 256)),
      space > cursor
    else { return nil }
    let token = ByteRange(cursor, space)
    cursor = space + 1
    return token
  }

  /// The index behind the structured data at `start`: a dash or elements in brackets.
  private func dataEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    if bytes[start] == 0x2D { return start + 1 }
    var index = start
    while index < end, bytes[index] == 0x5B {
      index += 1
      var isQuoted = false
      while index < end, isQuoted || bytes[index] != 0x5D {
        if bytes[index] == 0x22 { isQuoted.toggle() }
        index += isQuoted && bytes[index] == 0x5C ? 2 : 1
      }
      guard index < end else { return nil }
      index += 1
    }
    return index > start ? index : nil
  }
}
