// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The default text formats of Envoy and of Istio; the stamp is the start of the request.
///
/// Istio puts details between the flags and the counters, and the parties behind the last field.
///
/// Sources: https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage,
/// https://istio.io/latest/docs/tasks/observability/logs/access-log/
struct EnvoyFormat: RequestLineFormat {
  private var time = TimeScan()
  /// What the line says on outcome and cause; only Istio's lines have details.
  private var cause = EnvoyCause()

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    fields.stampKind = .start
    cause = EnvoyCause()
    guard bytes[range.lowerBound] == 0x5B,
      let (micros, next, hasZone) = time.iso(bytes, at: range.lowerBound + 1, end: end)
    else { return .malformedTime }
    fields.stamp = micros
    fields.hasZone = hasZone
    guard next + 3 <= end, bytes[next] == 0x5D, bytes[next + 1] == 0x20, bytes[next + 2] == 0x22,
      let quote = requestEnd(bytes, from: next + 3, end: end)
    else { return .malformedRequest }
    readRequest(bytes, ByteRange(next + 3, quote), into: &fields)

    var cursor = quote + 1
    guard let code = token(bytes, &cursor, end), let status = bytes.integer(code),
      status == 0 || (100...999).contains(status)
    else { return .malformedStatus }
    fields.status = Int16(truncatingIfNeeded: status)
    guard let flags = token(bytes, &cursor, end), isFlags(bytes, flags) else {
      return .malformedField
    }
    cause.flags = flags
    guard readDetails(bytes, &cursor, end) else { return .missingField }
    guard let received = token(bytes, &cursor, end), let sent = token(bytes, &cursor, end),
      let length = token(bytes, &cursor, end), let upstream = token(bytes, &cursor, end)
    else { return .missingField }
    guard bytes.integer(received) != nil, let sentBytes = bytes.integer(sent),
      readDuration(bytes, length, into: &fields),
      bytes.isDash(upstream) || bytes.integer(upstream) != nil
    else { return .malformedField }
    fields.bodyBytes = sentBytes
    if let micros = bytes.duration(upstream, scale: 3) { fields.upstreamDuration = micros }
    guard readQuoted(bytes, &cursor, end, into: &fields) else { return .missingField }
    if fields.client.isEmpty { readPeer(bytes, &cursor, end, into: &fields) }
    if status > 0, EnvoyDetails.isViaUpstream(bytes, cause.details) {
      fields.upstreamStatuses = code
    }
    cause.decide(bytes, into: &fields)
    return nil
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if !cause.details.isEmpty {
      writer.member("response_code_details", bytes.string(cause.details))
    }
    if !bytes.isDash(cause.flags) {
      writer.member("response_flags", bytes.string(cause.flags))
    }
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  // MARK: - Fields

  /// Reads method, path and protocol; a dash stands for each that is not known, as for all of them on a
  /// TCP connection.
  @inline(__always)
  private func readRequest(
    _ bytes: Span<UInt8>, _ text: ByteRange, into fields: inout RequestFields
  ) {
    if bytes.equals(text, "- - -") { return }
    var request = text
    if request.count > 2, bytes.hasPrefix(" -", at: Int(request.end) - 2) { request.end -= 2 }
    RequestLine.read(bytes, request, into: &fields)
    if bytes.isDash(fields.method) { fields.method = .absent }
    if bytes.isDash(fields.target) { fields.target = .absent }
  }

  /// Reads what Istio writes before the counters.
  ///
  /// These are details of the response and of the connection, and in quotes why the upstream could not
  /// be reached. Old versions have less of it.
  @inline(__always)
  private mutating func readDetails(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int
  ) -> Bool {
    guard cursor + 1 < end else { return false }
    if isDigit(bytes[cursor + 1]) { return true }
    return readIstioDetails(bytes, &cursor, end)
  }

  private mutating func readIstioDetails(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int
  ) -> Bool {
    for place in 0..<3 {
      guard cursor + 1 < end else { return false }
      if isDigit(bytes[cursor + 1]) { return true }
      if let quoted = quotedField(bytes, &cursor, end) {
        cause.transportFailure = quoted
        continue
      }
      guard var text = token(bytes, &cursor, end) else { return false }
      // Reasons in braces may hold spaces.
      if firstIndex(of: 0x7B, in: bytes, text.range) != nil, bytes[cursor - 1] != 0x7D,
        let close = firstIndex(of: 0x7D, in: bytes, cursor..<end)
      {
        cursor = close + 1
        text.end = Int32(truncatingIfNeeded: cursor)
      }
      if place == 0, !bytes.isDash(text) { cause.details = text }
      if place == 1, !bytes.isDash(text) { cause.closing = text }
    }
    return true
  }

  /// Takes the client from the peer of the connection, behind cluster and two local addresses.
  private func readPeer(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int, into fields: inout RequestFields
  ) {
    for _ in 0..<3 where token(bytes, &cursor, end) == nil { return }
    guard let peer = token(bytes, &cursor, end), !bytes.isDash(peer) else { return }
    fields.client = bytes.withoutPort(peer)
  }

  /// Reads milliseconds, or the dash of a request that never ended.
  private func readDuration(
    _ bytes: Span<UInt8>, _ range: ByteRange, into fields: inout RequestFields
  ) -> Bool {
    if bytes.isDash(range) { return true }
    guard bytes.integer(range) != nil, let micros = bytes.duration(range, scale: 3) else {
      return false
    }
    fields.duration = micros
    return true
  }

  /// Reads forwarded addresses, agent, request id, authority and upstream host.
  private mutating func readQuoted(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int, into fields: inout RequestFields
  ) -> Bool {
    guard let forwarded = quotedField(bytes, &cursor, end),
      let agent = quotedField(bytes, &cursor, end), let trace = quotedField(bytes, &cursor, end),
      let authority = quotedField(bytes, &cursor, end),
      let upstream = quotedField(bytes, &cursor, end)
    else { return false }
    cause.namesHost = !upstream.isEmpty && !bytes.isDash(upstream)
    if !bytes.isDash(forwarded) { fields.client = firstAddress(bytes, forwarded) }
    if !bytes.isDash(agent) { fields.agent = agent }
    if !bytes.isDash(trace) { fields.trace = trace }
    if !bytes.isDash(authority) {
      fields.host = authority
      fields.service = authority
    }
    return true
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
}
