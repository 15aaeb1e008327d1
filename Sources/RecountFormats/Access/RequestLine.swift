// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Splits `GET /cart?id=9 HTTP/1.1`, whatever clients put there.
enum RequestLine {
  /// Reads method, target and HTTP version: the method ends at the first space, the version begins
  /// after the last one, so that targets with spaces stay whole.
  ///
  /// An empty request or dashes give nothing. Bytes that are no request line are kept as target:
  /// the request was made and answered, so it counts.
  @inline(__always)
  static func read(_ bytes: Span<UInt8>, _ text: ByteRange, into fields: inout RequestFields) {
    let range = bytes.trimmed(text)
    if range.isEmpty || bytes[Int(range.start)] == 0x2D && isNothing(bytes, range) { return }
    let end = Int(range.end)
    guard let space = firstIndex(of: 0x20, in: bytes, range.range),
      isMethod(bytes, Int(range.start)..<space)
    else {
      fields.target = range
      return
    }
    var last = end - 1
    while last > space, bytes[last] != 0x20 { last -= 1 }
    let version = ByteRange(last + 1, end)
    if isVersion(bytes, version) {
      fields.httpVersion = version
      fields.method = ByteRange(Int(range.start), space)
      fields.target = bytes.trimmed(ByteRange(space + 1, max(last, space + 1)))
    } else if isTarget(bytes, space + 1..<end) {
      fields.method = ByteRange(Int(range.start), space)
      fields.target = bytes.trimmed(ByteRange(space + 1, end))
    } else {
      fields.target = range
    }
  }

  /// Whether there is nothing but dashes, as of a request that was never read: `-`, `- - -`, or what
  /// Varnish puts together, `- http://- -`.
  private static func isNothing(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    var index = Int(range.start)
    let end = Int(range.end)
    while index < end {
      if bytes[index] == 0x2D || bytes[index] == 0x20 {
        index += 1
      } else if bytes.hasPrefix("http://-", at: index) {
        index += 8
      } else {
        return false
      }
    }
    return true
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

  /// Whether `range` is `HTTP/` and a number of at most three characters.
  @inline(__always)
  private static func isVersion(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    range.count >= 6 && range.count <= 8 && bytes.hasPrefix("HTTP/", at: Int(range.start))
  }

  /// Whether what follows a method can be a target although no version follows it.
  ///
  /// A path, an asterisk, an address, or a host with a port can; `User User` is no request line.
  private static func isTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    return first == 0x2F || first == 0x2A || firstIndex(of: 0x3A, in: bytes, range) != nil
  }
}
