// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Lines of syslog as RFC 3164 and the files of syslog daemons have them.
///
/// `<134>Mar  2 09:14:02 web1 nginx[42]: line`: the priority stands only on the wire, a host only where
/// the sender wrote one; rsyslog's newer files have an RFC 3339 stamp in the place of the date.
///
/// Source: https://www.rfc-editor.org/rfc/rfc3164
struct SyslogWrapper: Wrapper {
  static var namesServices: Bool { true }

  func open(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into slip: inout WrapperSlip
  ) -> WrapperFit {
    let end = range.upperBound
    var index = SyslogPriority.end(bytes, range.lowerBound, end)
    let start = index
    if let stamp = StampScan.syslog(bytes, index, end) {
      slip.timeForm = .syslog
      index = stamp
    } else if let stamp = StampScan.iso(bytes, index, end), stamp.hasZone {
      index = stamp.end
    } else {
      return .other
    }
    guard index < end, bytes[index] == 0x20 else { return .other }
    slip.time = ByteRange(start, index)
    index += 1
    // Either the tag stands there, or the host before it.
    if let text = tagEnd(bytes, index, end, &slip) {
      slip.text = ByteRange(text, end)
      return .opened
    }
    guard let host = firstIndex(of: 0x20, in: bytes, index..<min(end, index + 256)), host > index
    else { return .other }
    if let text = tagEnd(bytes, host + 1, end, &slip) {
      slip.text = ByteRange(text, end)
      return .opened
    }
    // What a daemon says of lines that it left out has no tag.
    guard bytes.hasPrefix("last message repeated ", at: host + 1) else { return .other }
    slip.text = ByteRange(host + 1, end)
    return .opened
  }

  /// The index behind `tag: ` or `tag[pid]: ` at `start`.
  @inline(__always)
  private func tagEnd(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ slip: inout WrapperSlip
  ) -> Int? {
    var index = start
    while true {
      index = StampScan.nameEnd(bytes, index, end)
      guard index < end, bytes[index] == 0x2F || bytes[index] == 0x40, index - start < 128 else {
        break
      }
      index += 1
    }
    let name = ByteRange(start, index)
    guard name.count > 0, index < end else { return nil }
    if bytes[index] == 0x5B {
      guard let close = firstIndex(of: 0x5D, in: bytes, index..<min(end, index + 64)) else {
        return nil
      }
      index = close + 1
    }
    guard index < end, bytes[index] == 0x3A else { return nil }
    // A colon inside a word, as in an IPv6 address, ends no tag.
    guard index + 1 == end || bytes[index + 1] == 0x20 else { return nil }
    slip.service = name
    return min(index + 2, end)
  }
}

/// The priority before a line of syslog.
enum SyslogPriority {
  /// The index behind `<134>` at `start`, else `start`.
  @inline(__always)
  static func end(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start + 3 <= end, bytes[start] == 0x3C else { return start }
    var index = start + 1
    while index < end, index < start + 4, isDigit(bytes[index]) { index += 1 }
    guard index > start + 1, index < end, bytes[index] == 0x3E else { return start }
    return index + 1
  }
}
