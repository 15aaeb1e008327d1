// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Tells lines of a server's error log, which often stand among its requests: containers write both
/// to one stream.
enum ErrorLogLine {
  /// Whether the line at `range` is of nginx's or Apache's error log.
  static func isOne(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    isNginx(bytes, range) || isApache(bytes, range)
  }

  /// Whether the line at `range` is of the error log of nginx, or of its ingress controller.
  static func isIngress(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    isNginx(bytes, range) || isKlog(bytes, range)
  }

  /// Whether the line begins like `2025/03/12 09:14:02 [error] 31#31: `.
  ///
  /// Source: https://nginx.org/en/docs/ngx_core_module.html#error_log
  static func isNginx(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let end = range.upperBound
    guard start + 24 < end, bytes.fourDigits(start) >= 0, bytes[start + 4] == 0x2F,
      bytes.twoDigits(start + 5) >= 0, bytes[start + 7] == 0x2F, bytes.twoDigits(start + 8) >= 0,
      bytes[start + 10] == 0x20, LocalTimeScan.clock(bytes, at: start + 11, end: end) != nil,
      bytes.hasPrefix(" [", at: start + 19),
      let close = firstIndex(of: 0x5D, in: bytes, start + 21..<min(end, start + 29))
    else { return false }
    guard isLevel(bytes, ByteRange(start + 21, close)), bytes.hasPrefix("] ", at: close) else {
      return false
    }
    var index = close + 2
    while index < end, isDigit(bytes[index]) { index += 1 }
    return index > close + 2 && index < end && bytes[index] == 0x23
  }

  /// Whether the line begins like `[Wed Mar 12 09:14:02.123456 2025] [proxy:error] `, or with the
  /// compact time of `%{cu}t`, `[2025-03-12 09:14:02.123456] [proxy:error] `.
  ///
  /// Programs of all kinds write the compact time before a level, but only Apache with a module.
  ///
  /// Source: https://httpd.apache.org/docs/current/logs.html#errorlog
  static func isApache(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let end = range.upperBound
    var time = LocalTimeScan()
    guard start + 27 < end, bytes[start] == 0x5B else { return false }
    let calendar = time.calendarTime(bytes, at: start + 1, end: end)?.next
    guard let next = calendar ?? compactTimeEnd(bytes, start + 1, end),
      next + 3 < end, bytes.hasPrefix("] [", at: next),
      let close = firstIndex(of: 0x5D, in: bytes, next + 3..<min(end, next + 67))
    else { return false }
    let word = ByteRange(next + 3, close)
    let colon = firstIndex(of: 0x3A, in: bytes, word.range)
    guard colon != nil || calendar != nil else { return false }
    let level = colon.map { ByteRange($0 + 1, close) } ?? word
    return isLevel(bytes, level) || bytes.begins(level, with: "trace")
  }

  /// The index behind `2025-03-12 09:14:02.123456`.
  private static func compactTimeEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var time = LocalTimeScan()
    guard time.date(bytes, at: start, end: end) != nil, bytes[start + 10] == 0x20 else {
      return nil
    }
    return LocalTimeScan.clock(bytes, at: start + 11, end: end)?.next
  }

  /// Whether the line begins like `E0312 09:14:02.123456       7 controller.go:163] `.
  private static func isKlog(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let end = range.upperBound
    guard start + 22 < end, bytes.twoDigits(start + 1) >= 0, bytes.twoDigits(start + 3) >= 0,
      bytes[start + 5] == 0x20, LocalTimeScan.clock(bytes, at: start + 6, end: end) != nil,
      firstIndex(of: 0x5D, in: bytes, start + 22..<min(end, start + 128)) != nil
    else { return false }
    switch bytes[start] {
    case 0x49, 0x57, 0x45, 0x46: return true
    default: return false
    }
  }

  private static let levels: [StaticString] = [
    "debug", "info", "notice", "warn", "error", "crit", "alert", "emerg",
  ]

  private static func isLevel(_ bytes: Span<UInt8>, _ word: ByteRange) -> Bool {
    levels.contains { bytes.equals(word, $0) }
  }
}
