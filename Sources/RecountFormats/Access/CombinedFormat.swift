// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The common log format and its relatives: combined, and either of them after a virtual host.
///
/// One parser for all, line by line, because servers and files mix them. What follows the agent is
/// given to `Tail`.
///
/// Sources: https://httpd.apache.org/docs/current/logs.html,
/// https://nginx.org/en/docs/http/ngx_http_log_module.html
struct CombinedFormat<Tail: CombinedTail>: RequestLineFormat {
  private var time = TimeScan()
  private var tail = Tail()
  /// What followed the agent on the last line.
  private var rest = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    fields.stampKind = Tail.stamp
    guard let bracket = openBracket(bytes, range) else { return .malformedTime }
    guard bracket > range.lowerBound else { return .missingField }
    if let reason = CombinedPrefix.read(bytes, range.lowerBound..<bracket - 1, into: &fields) {
      return reason
    }
    var stamp = time.commonLog(bytes, at: bracket + 1, end: end)
    if stamp == nil { stamp = isoTime(bytes, bracket + 1, end) }
    guard let (micros, next) = stamp else { return .malformedTime }
    fields.stamp = micros
    guard next + 3 <= end, bytes[next] == 0x5D, bytes[next + 1] == 0x20, bytes[next + 2] == 0x22,
      let quote = requestEnd(bytes, from: next + 3, end: end)
    else { return .malformedRequest }
    RequestLine.read(bytes, ByteRange(next + 3, quote), into: &fields)
    guard quote + 2 <= end else { return .missingField }
    return readAnswer(bytes, quote + 2, end, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    if !Tail.keepsRest { return tail.extra(bytes) }
    return rest.isEmpty ? [] : extraMember("tail", bytes.string(rest))
  }

  /// The bracket that opens the time.
  ///
  /// A space or nothing before it and the separators of a date behind it tell it from brackets in
  /// user names and IPv6 hosts.
  @inline(__always)
  private func openBracket(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var from = range.lowerBound
    while let found = firstIndex(of: 0x5B, in: bytes, from..<range.upperBound) {
      if found == range.lowerBound || bytes[found - 1] == 0x20, found + 12 < range.upperBound {
        if bytes[found + 3] == 0x2F, bytes[found + 7] == 0x2F, bytes[found + 12] == 0x3A {
          return found
        }
        // A line of Envoy begins with such a time.
        if found > range.lowerBound, bytes[found + 5] == 0x2D, bytes[found + 8] == 0x2D,
          bytes[found + 11] == 0x54
        {
          return found
        }
      }
      from = found + 1
    }
    return nil
  }

  /// A time in ISO 8601 with a zone, which few servers are told to write.
  @inline(never)
  private mutating func isoTime(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> (micros: Int64, next: Int)? {
    guard bytes[start + 4] == 0x2D, let read = time.iso(bytes, at: start, end: end), read.hasZone
    else { return nil }
    return (read.micros, read.next)
  }

  // MARK: - After the request

  /// Reads status, size, referrer and agent, then the tail.
  @inline(__always)
  private mutating func readAnswer(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RequestFields
  ) -> RejectReason? {
    let statusEnd = firstIndex(of: 0x20, in: bytes, start..<end) ?? end
    guard readStatus(bytes, ByteRange(start, statusEnd), into: &fields) else {
      return .malformedStatus
    }
    guard statusEnd < end else { return .missingField }
    let sizeEnd = firstIndex(of: 0x20, in: bytes, statusEnd + 1..<end) ?? end
    guard readSize(bytes, ByteRange(statusEnd + 1, sizeEnd), into: &fields) else {
      return .malformedField
    }
    fields.outcome = .ofStatus(fields.status)
    fields.cause = statusCause(fields.status)
    var cursor = sizeEnd
    if let referrer = quotedField(bytes, &cursor, end) {
      if !bytes.isDash(referrer) { fields.referrer = referrer }
      if let agent = quotedField(bytes, &cursor, end), !bytes.isDash(agent) { fields.agent = agent }
    }
    rest = ByteRange(min(cursor + 1, end), end)
    return tail.read(bytes, rest, into: &fields)
  }

  private func readStatus(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if bytes.isDash(range) { return true }
    guard range.count == 3, let status = bytes.integer(range) else { return false }
    // 000 and 009 are nginx's marks for "no status was sent".
    fields.status = status < 100 ? 0 : Int16(truncatingIfNeeded: status)
    return true
  }

  /// Reads the size; a dash is how `%b` writes 0.
  @inline(__always)
  private func readSize(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if bytes.isDash(range) {
      fields.bodyBytes = 0
      return true
    }
    guard let count = bytes.integer(range) else { return false }
    fields.bodyBytes = count
    return true
  }

  @inline(__always)
  private func statusCause(_ status: Int16) -> Cause {
    switch status {
    case 499: .clientAbort
    case 429: .rateLimit
    default: .none
    }
  }
}
