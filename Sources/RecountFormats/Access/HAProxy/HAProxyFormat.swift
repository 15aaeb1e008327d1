// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// HAProxy's `httplog`, `httpslog`, `tcplog` and connection errors, mixed as frontends mix them.
///
/// A syslog header may stand before each line. Five timers make a request, three a TCP session; what
/// `httpslog` has behind the request is read over.
///
/// Source: https://docs.haproxy.org/3.0/configuration.html, "Log formats"
struct HAProxyFormat: RequestLineFormat {
  private var time = LocalTimeScan()
  private var frontend = ByteRange.absent
  private var server = ByteRange.absent
  private var termination = ByteRange.absent
  /// Numbers of connections, the last of them of those that were tried again.
  private var connections = ByteRange.absent
  /// Message of a connection error.
  private var message = ByteRange.absent
  private let requests: PatternProgram
  private let sessions: PatternProgram

  init(_ context: ParserContext) {
    var program = PatternProgram()
    program.traits.causes = .haproxy
    sessions = program
    program.hasStatus = true
    requests = program
  }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    fields.stampKind = .start
    fields.hasZone = false
    server = .absent
    termination = .absent
    message = .absent
    connections = .absent
    var cursor = FieldCursor(SyslogHeader.end(bytes, range), range.upperBound)
    guard let client = cursor.token(bytes), hasPort(bytes, client), !cursor.isAtEnd,
      bytes[cursor.index] == 0x5B
    else { return .notThisFormat }
    guard let (micros, next) = time.commonLog(bytes, at: cursor.index + 1, end: cursor.end),
      bytes.hasPrefix("] ", at: next)
    else { return .malformedTime }
    fields.stamp = micros
    fields.client = bytes.withoutPort(client)
    cursor.index = min(next + 2, cursor.end)
    guard let frontend = cursor.token(bytes) else { return .missingField }
    self.frontend = frontend
    if bytes[Int(frontend.end) - 1] == 0x3A { return readError(bytes, cursor, into: &fields) }
    guard let backend = cursor.token(bytes) else { return .missingField }
    guard let slash = firstIndex(of: 0x2F, in: bytes, backend.range) else {
      return .malformedField
    }
    if slash > Int(backend.start) { fields.service = ByteRange(Int(backend.start), slash) }
    server = ByteRange(slash + 1, Int(backend.end))
    guard let list = cursor.token(bytes) else { return .missingField }
    guard let timers = HAProxyTimers(bytes, list) else { return .malformedField }
    fields.duration = timers.total
    fields.upstreamDuration = timers.upstream
    return timers.count == 5
      ? readRequest(bytes, &cursor, into: &fields) : readSession(bytes, &cursor, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if !message.isEmpty { writer.member("error", bytes.string(message)) }
    writer.member("frontend", bytes.string(frontend))
    writeRetries(bytes, to: &writer)
    if !server.isEmpty { writer.member("server", bytes.string(server)) }
    if !termination.isEmpty { writer.member("termination_state", bytes.string(termination)) }
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  /// How often the connection was tried again; a plus says that the last time was with another server,
  /// the one that is named.
  private func writeRetries(_ bytes: Span<UInt8>, to writer: inout JSONWriter) {
    guard !connections.isEmpty else { return }
    var start = Int(connections.end)
    while start > Int(connections.start), bytes[start - 1] != 0x2F { start -= 1 }
    let isRedispatched = start < Int(connections.end) && bytes[start] == 0x2B
    let count = bytes.integer(
      ByteRange(isRedispatched ? start + 1 : start, Int(connections.end)))
    guard let count, count > 0 || isRedispatched else { return }
    if isRedispatched { writer.member("redispatched", true) }
    writer.member("retries", count)
  }

  // MARK: - Requests and sessions

  /// Reads `502 2750 - - SH-- 12/11/5/3/2 0/0 {a|b} {} "GET / HTTP/1.1"`.
  private mutating func readRequest(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let status = cursor.token(bytes) else { return .missingField }
    guard fields.readStatus(bytes, status) else { return .malformedStatus }
    guard let size = cursor.token(bytes), cursor.token(bytes) != nil, cursor.token(bytes) != nil,
      let state = cursor.token(bytes), let connections = cursor.token(bytes),
      let queues = cursor.token(bytes)
    else { return .missingField }
    guard let count = bytes.integer(withoutPlus(bytes, size)), state.count == 4,
      slashes(bytes, connections) == 4, slashes(bytes, queues) == 1
    else { return .malformedField }
    fields.bodyBytes = count
    self.connections = connections
    while !cursor.isAtEnd, bytes[cursor.index] == 0x7B {
      guard let close = firstIndex(of: 0x7D, in: bytes, cursor.index..<cursor.end) else {
        return .malformedField
      }
      cursor.index = min(close + 2, cursor.end)
    }
    guard let request = quotedRequest(bytes, cursor) else { return .malformedRequest }
    RequestLine.read(bytes, request, into: &fields)
    decide(bytes, state, requests, into: &fields)
    return nil
  }

  /// The request without its quotes, before which some syslog daemons put a backslash.
  ///
  /// HAProxy cuts long lines, so that the closing quote may be missing; it writes others as `#22`.
  private func quotedRequest(_ bytes: Span<UInt8>, _ cursor: FieldCursor) -> ByteRange? {
    let isEscaped = !cursor.isAtEnd && bytes[cursor.index] == 0x5C
    let quote = isEscaped ? cursor.index + 1 : cursor.index
    guard quote < cursor.end, bytes[quote] == 0x22 else { return nil }
    let start = quote + 1
    var end = firstIndex(of: 0x22, in: bytes, start..<cursor.end) ?? cursor.end
    if isEscaped, end > start, bytes[end - 1] == 0x5C { end -= 1 }
    return ByteRange(start, end)
  }

  /// Reads `212 -- 0/0/0/0/3 0/0`.
  private mutating func readSession(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let size = cursor.token(bytes), let state = cursor.token(bytes),
      let connections = cursor.token(bytes), let queues = cursor.token(bytes)
    else { return .missingField }
    guard let count = bytes.integer(withoutPlus(bytes, size)), state.count == 2,
      slashes(bytes, connections) == 4, slashes(bytes, queues) == 1
    else { return .malformedField }
    fields.bodyBytes = count
    self.connections = connections
    decide(bytes, state, sessions, into: &fields)
    return nil
  }

  /// Outcome and cause by the words of compiled HAProxy formats.
  private mutating func decide(
    _ bytes: Span<UInt8>, _ state: ByteRange, _ program: PatternProgram,
    into fields: inout RequestFields
  ) {
    termination = state
    var cause = PatternCause()
    cause.termination = state
    cause.hasServer = !bytes.equals(server, "<NOSRV>")
    cause.knowsTimers = true
    cause.decide(bytes, program, into: &fields)
  }

  /// Reads `frontend/bind: SSL handshake failure`: a connection on which no request came.
  private mutating func readError(
    _ bytes: Span<UInt8>, _ cursor: FieldCursor, into fields: inout RequestFields
  ) -> RejectReason? {
    guard !cursor.isAtEnd else { return .missingField }
    message = ByteRange(cursor.index, cursor.end)
    frontend.end -= 1
    // Known messages are short; whatever is longer is looked at in part.
    let head = ByteRange(cursor.index, min(cursor.end, cursor.index + 128))
    let isTLS = bytes.contains("SSL", in: head) || bytes.contains("TLS", in: head)
    fields.outcome = .cancelled
    fields.cause = isTLS ? .tls : .protocolError
    return nil
  }

  // MARK: - Forms

  private func hasPort(_ bytes: Span<UInt8>, _ client: ByteRange) -> Bool {
    var index = Int(client.end) - 1
    while index > Int(client.start), isDigit(bytes[index]) { index -= 1 }
    return index > Int(client.start) && bytes[index] == 0x3A && index + 1 < Int(client.end)
  }

  /// A number without the plus that marks one still growing.
  private func withoutPlus(_ bytes: Span<UInt8>, _ value: ByteRange) -> ByteRange {
    bytes[Int(value.start)] == 0x2B ? ByteRange(Int(value.start) + 1, Int(value.end)) : value
  }

  /// How many slashes part the numbers in `value`; -1 when there is anything else in it.
  private func slashes(_ bytes: Span<UInt8>, _ value: ByteRange) -> Int {
    var count = 0
    for index in value.range {
      switch bytes[index] {
      case 0x2F: count += 1
      case 0x2B, 0x2D: continue
      case let byte where isDigit(byte): continue
      default: return -1
      }
    }
    return count
  }
}

/// The timers of a line, `10/0/30/69/+109` or `0/0/5007`, in milliseconds.
private struct HAProxyTimers {
  private(set) var count = 0
  /// Microseconds of the whole; -1 when unknown.
  private(set) var total = RequestColumns.absentNumber
  /// Microseconds until the server was connected and, in requests, its answer began; -1 when it did not.
  private(set) var upstream = RequestColumns.absentNumber

  /// Nil unless there are three or five timers, of which -1 is one that was never reached.
  init?(_ bytes: Span<UInt8>, _ list: ByteRange) {
    var start = Int(list.start)
    // The two timers before the total: of the connection and, in requests, of the answer.
    var second = RequestColumns.absentNumber
    var third = RequestColumns.absentNumber
    while start <= Int(list.end) {
      let stop = firstIndex(of: 0x2F, in: bytes, start..<Int(list.end)) ?? Int(list.end)
      guard count < 5, let micros = HAProxyTimers.micros(bytes, start, stop) else { return nil }
      third = second
      second = total
      total = micros
      count += 1
      start = stop + 1
    }
    guard count == 3 || count == 5 else { return nil }
    // In a request whose answer was never seen, the time of the connection alone tells of no upstream.
    if second >= 0 { upstream = count == 3 ? second : second + max(0, third) }
  }

  private static func micros(_ bytes: Span<UInt8>, _ start: Int, _ stop: Int) -> Int64? {
    let value = ByteRange(start, stop)
    if bytes.equals(value, "-1") { return RequestColumns.absentNumber }
    let isGrowing = start < stop && bytes[start] == 0x2B
    return bytes.duration(ByteRange(isGrowing ? start + 1 : start, stop), scale: 3)
  }
}
