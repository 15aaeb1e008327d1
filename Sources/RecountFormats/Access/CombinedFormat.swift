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
    guard readPrefix(bytes, range.lowerBound..<bracket - 1, into: &fields) else {
      return .missingField
    }
    guard let (micros, next) = time.commonLog(bytes, at: bracket + 1, end: end) else {
      return .malformedTime
    }
    fields.stamp = micros
    guard next + 3 <= end, bytes[next] == 0x5D, bytes[next + 1] == 0x20, bytes[next + 2] == 0x22
    else { return .malformedRequest }
    guard let quote = closingQuote(bytes, from: next + 3, end: end) else { return .malformedRequest }
    RequestLine.read(bytes, ByteRange(next + 3, quote), into: &fields)
    guard quote + 2 <= end else { return .missingField }

    let statusEnd = firstIndex(of: 0x20, in: bytes, quote + 2..<end) ?? end
    guard readStatus(bytes, ByteRange(quote + 2, statusEnd), into: &fields) else {
      return .malformedStatus
    }
    guard statusEnd < end else { return .missingField }
    let sizeEnd = firstIndex(of: 0x20, in: bytes, statusEnd + 1..<end) ?? end
    let size = ByteRange(statusEnd + 1, sizeEnd)
    if bytes.isDash(size) {
      fields.bodyBytes = 0
    } else {
      guard let count = bytes.integer(size) else { return .malformedField }
      fields.bodyBytes = count
    }
    fields.outcome = .ofStatus(fields.status)
    fields.cause = statusCause(fields.status)
    var cursor = sizeEnd
    if let referrer = quoted(bytes, &cursor, end) {
      if !bytes.isDash(referrer) { fields.referrer = referrer }
      if let agent = quoted(bytes, &cursor, end), !bytes.isDash(agent) { fields.agent = agent }
    }
    rest = ByteRange(min(cursor + 1, end), end)
    return tail.read(bytes, rest, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    Tail.keepsRest && !rest.isEmpty ? extraMember("tail", bytes.string(rest)) : []
  }

  // MARK: - Before the time

  /// The bracket that opens the time: a space before it and a date behind it tell it from brackets
  /// in user names and IPv6 hosts.
  @inline(__always)
  private func openBracket(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var from = range.lowerBound
    while let found = firstIndex(of: 0x5B, in: bytes, from..<range.upperBound) {
      if found > range.lowerBound, bytes[found - 1] == 0x20, found + 4 < range.upperBound,
        bytes[found + 3] == 0x2F, isDigit(bytes[found + 1])
      {
        return found
      }
      from = found + 1
    }
    return nil
  }

  /// Reads `[vhost ]client ident user`; a user name may hold spaces.
  @inline(__always)
  private func readPrefix(
    _ bytes: Span<UInt8>, _ prefix: Range<Int>, into fields: inout RequestFields
  ) -> Bool {
    let end = prefix.upperBound
    guard let first = firstIndex(of: 0x20, in: bytes, prefix),
      let second = firstIndex(of: 0x20, in: bytes, first + 1..<end)
    else { return false }
    var client = ByteRange(prefix.lowerBound, first)
    var userStart = second + 1
    if let third = firstIndex(of: 0x20, in: bytes, second + 1..<end),
      isVirtualHost(bytes, client, client: ByteRange(first + 1, second))
    {
      fields.host = client
      client = ByteRange(first + 1, second)
      userStart = third + 1
    }
    guard userStart < end, !client.isEmpty else { return false }
    fields.client = bytes.isDash(client) ? .absent : client
    let user = ByteRange(userStart, end)
    if !bytes.isDash(user) { fields.user = user }
    return true
  }

  /// Whether `host` is a virtual host before `client` rather than a client before its ident.
  ///
  /// A host with a port, or any name that is no address followed by something that is one.
  private func isVirtualHost(_ bytes: Span<UInt8>, _ host: ByteRange, client: ByteRange) -> Bool {
    isAddress(bytes, client) && !isAddress(bytes, host) && !bytes.isDash(host)
      && !bytes.hasPrefix("unix:", at: Int(host.start))
  }

  /// Whether `range` is written like an IPv4 or IPv6 address.
  private func isAddress(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    var dots = 0
    var colons = 0
    for index in range.range {
      switch bytes[index] {
      case 0x2E: dots += 1
      case 0x3A: colons += 1
      case let byte where isHexDigit(byte): break
      case 0x5B, 0x5D, 0x25: break
      default: return false
      }
    }
    return dots == 3 && colons == 0 || colons >= 2
  }

  // MARK: - After the time

  /// The quote that ends the request.
  ///
  /// Servers escape quotes inside it; where one did not, the quote that a status follows ends it.
  @inline(__always)
  private func closingQuote(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
    guard let first = unescapedQuote(bytes, from: start, end: end) else { return nil }
    if isFollowedByStatus(bytes, first, end) { return first }
    var from = first + 1
    while let next = unescapedQuote(bytes, from: from, end: end) {
      if isFollowedByStatus(bytes, next, end) { return next }
      from = next + 1
    }
    return first
  }

  @inline(__always)
  private func isFollowedByStatus(_ bytes: Span<UInt8>, _ quote: Int, _ end: Int) -> Bool {
    guard quote + 4 < end, bytes[quote + 1] == 0x20 else { return false }
    if bytes[quote + 2] == 0x2D { return bytes[quote + 3] == 0x20 }
    return isDigit(bytes[quote + 2]) && isDigit(bytes[quote + 3]) && isDigit(bytes[quote + 4])
      && (quote + 5 == end || bytes[quote + 5] == 0x20)
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

  /// The quoted field after `cursor`, which then stands behind its quote.
  @inline(__always)
  private func quoted(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard cursor + 2 < end, bytes[cursor] == 0x20, bytes[cursor + 1] == 0x22,
      let close = unescapedQuote(bytes, from: cursor + 2, end: end)
    else { return nil }
    let field = ByteRange(cursor + 2, close)
    cursor = close + 1
    return field
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

/// The next quote that no backslash precedes.
@inline(__always)
func unescapedQuote(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Int? {
  var from = start
  while let quote = firstIndex(of: 0x22, in: bytes, from..<end) {
    var slashes = 0
    while quote - slashes > start, bytes[quote - slashes - 1] == 0x5C { slashes += 1 }
    if slashes & 1 == 0 { return quote }
    from = quote + 1
  }
  return nil
}

/// One JSON member with a text value.
func extraMember(_ name: String, _ value: String) -> [UInt8] {
  var writer = JSONWriter()
  writer.beginObject()
  writer.member(name, value)
  writer.endObject()
  return Array(writer.bytes.dropFirst().dropLast())
}
