// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Splits `GET /cart?id=9 HTTP/1.1`, whatever clients put there.
enum RequestLine {
  /// Reads method, target and HTTP version: the method ends at the first space, the version begins
  /// after the last one, so that targets with spaces stay whole.
  ///
  /// An empty request or a dash gives nothing. Bytes that are no request line are kept as target:
  /// the request was made and answered, so it counts.
  @inline(__always)
  static func read(_ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields) {
    if range.isEmpty || bytes.isDash(range) { return }
    let end = Int(range.end)
    guard let space = firstIndex(of: 0x20, in: bytes, range.range),
      isMethod(bytes, Int(range.start)..<space)
    else {
      fields.target = range
      return
    }
    fields.method = ByteRange(Int(range.start), space)
    var last = end - 1
    while last > space, bytes[last] != 0x20 { last -= 1 }
    if last > space, bytes.hasPrefix("HTTP/", at: last + 1), end - last > 6 {
      fields.httpVersion = ByteRange(last + 1, end)
      fields.target = ByteRange(space + 1, last)
    } else if bytes.hasPrefix("HTTP/", at: space + 1), last == space {
      fields.httpVersion = ByteRange(space + 1, end)
    } else {
      fields.target = ByteRange(space + 1, end)
    }
  }

  /// A method is letters, with `-` and `_` for the odd ones; at most 32 of them.
  @inline(__always)
  private static func isMethod(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= 32 else { return false }
    for index in range {
      let byte = bytes[index]
      guard (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x5F else { return false }
    }
    return true
  }
}
