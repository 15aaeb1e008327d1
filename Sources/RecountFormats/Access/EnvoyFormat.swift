// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Envoy's default text format; the stamp is the start of the request.
///
/// Source: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
struct EnvoyFormat: RequestLineFormat {
  private var time = TimeScan()
  private var flags = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    fields.stampKind = .start
    guard bytes[range.lowerBound] == 0x5B,
      let (micros, next, hasZone) = time.iso(bytes, at: range.lowerBound + 1, end: end)
    else { return .malformedTime }
    fields.stamp = micros
    fields.hasZone = hasZone
    guard next + 3 <= end, bytes[next] == 0x5D, bytes[next + 1] == 0x20, bytes[next + 2] == 0x22,
      let quote = unescapedQuote(bytes, from: next + 3, end: end)
    else { return .malformedRequest }
    RequestLine.read(bytes, ByteRange(next + 3, quote), into: &fields)

    var cursor = quote + 1
    guard let code = token(bytes, &cursor, end), let status = bytes.integer(code), status < 1000
    else { return .malformedStatus }
    fields.status = Int16(truncatingIfNeeded: status)
    guard let flags = token(bytes, &cursor, end), isFlags(bytes, flags) else {
      return .malformedField
    }
    self.flags = flags
    guard let received = token(bytes, &cursor, end), bytes.integer(received) != nil,
      let sent = token(bytes, &cursor, end), let sentBytes = bytes.integer(sent),
      let length = token(bytes, &cursor, end), let upstream = token(bytes, &cursor, end)
    else { return .missingField }
    fields.bodyBytes = sentBytes
    if !bytes.isDash(length) {
      guard let milliseconds = bytes.integer(length) else { return .malformedField }
      fields.duration = milliseconds &* 1000
    }
    guard bytes.isDash(upstream) || bytes.integer(upstream) != nil else { return .malformedField }
    guard let forwarded = quoted(bytes, &cursor, end), let agent = quoted(bytes, &cursor, end),
      let trace = quoted(bytes, &cursor, end), let authority = quoted(bytes, &cursor, end),
      quoted(bytes, &cursor, end) != nil
    else { return .missingField }
    if !bytes.isDash(forwarded) { fields.client = firstAddress(bytes, forwarded) }
    if !bytes.isDash(agent) { fields.agent = agent }
    if !bytes.isDash(trace) { fields.trace = trace }
    if !bytes.isDash(authority) {
      fields.host = authority
      fields.service = authority
    }
    decide(bytes, flags, into: &fields)
    return nil
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    bytes.isDash(flags) ? [] : extraMember("response_flags", bytes.string(flags))
  }

  private func decide(_ bytes: Span<UInt8>, _ flags: ByteRange, into fields: inout RequestFields) {
    let cause = EnvoyFlags.cause(bytes, flags)
    fields.outcome = .ofStatus(fields.status)
    if fields.status == 0 {
      // Envoy's 0: no response was sent, because the client had left or the upstream never answered.
      fields.outcome = cause == .none || cause == .clientAbort ? .cancelled : .error
    }
    fields.cause =
      cause != .none ? cause : fields.status == 0 ? .clientAbort : statusCause(fields.status)
  }

  private func statusCause(_ status: Int16) -> Cause {
    switch status {
    case 429: .rateLimit
    case 500...599: .appError
    default: .none
    }
  }

  private func isFlags(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    if bytes.isDash(range) { return true }
    for index in range.range {
      let byte = bytes[index]
      guard (byte | 0x20) &- 0x61 < 26 || byte == 0x2C || byte == 0x5F || isDigit(byte) else {
        return false
      }
    }
    return true
  }

  /// The first of a comma list: the client as the outermost proxy saw it.
  private func firstAddress(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
    let comma = firstIndex(of: 0x2C, in: bytes, range.range) ?? Int(range.end)
    return bytes.trimmed(ByteRange(Int(range.start), comma))
  }

  @inline(__always)
  private func token(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard cursor + 1 < end, bytes[cursor] == 0x20 else { return nil }
    let stop = firstIndex(of: 0x20, in: bytes, cursor + 1..<end) ?? end
    let token = ByteRange(cursor + 1, stop)
    cursor = stop
    return token.isEmpty ? nil : token
  }

  @inline(__always)
  private func quoted(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> ByteRange? {
    guard cursor + 2 < end, bytes[cursor] == 0x20, bytes[cursor + 1] == 0x22,
      let close = unescapedQuote(bytes, from: cursor + 2, end: end)
    else { return nil }
    let field = ByteRange(cursor + 2, close)
    cursor = close + 1
    return field
  }
}

/// Envoy's response flags as causes; the first flag that says something decides.
enum EnvoyFlags {
  static func cause(_ bytes: Span<UInt8>, _ flags: ByteRange) -> Cause {
    var start = Int(flags.start)
    let end = Int(flags.end)
    while start < end {
      let comma = firstIndex(of: 0x2C, in: bytes, start..<end) ?? end
      let cause = single(bytes, ByteRange(start, comma))
      if cause != .none { return cause }
      start = comma + 1
    }
    return .none
  }

  private static let table: [(StaticString, Cause)] = [
    ("DC", .clientAbort), ("UF", .connectRefused), ("URX", .connectRefused), ("UH", .noBackend),
    ("NR", .noBackend), ("NC", .noBackend), ("UT", .backendTimeout), ("SI", .backendTimeout),
    ("DT", .backendTimeout), ("UMSDR", .backendTimeout), ("UC", .backendReset),
    ("UR", .backendReset), ("LR", .backendReset), ("UO", .overload), ("OM", .overload),
    ("DO", .overload), ("RL", .rateLimit), ("RLSE", .rateLimit), ("UAEX", .auth),
    ("DPE", .protocolError), ("UPE", .protocolError), ("IH", .protocolError), ("DF", .dns),
  ]

  private static func single(_ bytes: Span<UInt8>, _ flag: ByteRange) -> Cause {
    for (name, cause) in table where bytes.equals(flag, name) { return cause }
    return .none
  }
}
