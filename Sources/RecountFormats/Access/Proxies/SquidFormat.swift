// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Squid's native access log; the stamp is the end of the request.
///
/// Source: https://wiki.squid-cache.org/Features/LogFormat
struct SquidFormat: RequestLineFormat {
  private var result = ByteRange.absent
  private var peer = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    var cursor = FieldCursor(range.lowerBound, end)
    guard let stamp = cursor.token(bytes), stamp.count >= 12, stamp.count <= 18,
      bytes[Int(stamp.end) - 4] == 0x2E, let micros = TimeScan.epoch(bytes, stamp)
    else { return .malformedTime }
    fields.stamp = micros
    SquidFormat.skipPadding(bytes, &cursor)
    guard let elapsed = cursor.token(bytes), let client = cursor.token(bytes),
      let answer = cursor.token(bytes), let size = cursor.token(bytes),
      let method = cursor.token(bytes), let target = cursor.token(bytes),
      let user = cursor.token(bytes), let peer = cursor.token(bytes)
    else { return .missingField }
    guard let slash = firstIndex(of: 0x2F, in: bytes, answer.range),
      fields.readStatus(bytes, ByteRange(slash + 1, Int(answer.end)))
    else { return .malformedStatus }
    result = ByteRange(Int(answer.start), slash)
    self.peer = peer
    if SquidFormat.isQuery(bytes, result) { return .notThisFormat }
    guard let count = bytes.integer(size), isWord(bytes, result), isPeer(bytes, peer) else {
      return .malformedField
    }
    fields.bodyBytes = count
    // A clock that was set back makes it negative.
    if bytes[Int(elapsed.start)] != 0x2D {
      guard let micros = bytes.duration(elapsed, scale: 3) else { return .malformedField }
      fields.duration = micros
    }
    if !bytes.isDash(client) { fields.client = client }
    if !bytes.isDash(user) { fields.user = user }
    if !bytes.isDash(method), !bytes.equals(method, "NONE") { fields.method = method }
    if !bytes.begins(target, with: "error:") { fields.target = target }
    decide(bytes, into: &fields)
    return nil
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("hierarchy", bytes.string(peer))
    writer.member("result", bytes.string(result))
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }

  // MARK: - Queries

  /// Whether the line at `range` is of a question between caches.
  static func isQuery(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var cursor = FieldCursor(range.lowerBound, range.upperBound)
    guard let stamp = cursor.token(bytes), TimeScan.epoch(bytes, stamp) != nil else { return false }
    skipPadding(bytes, &cursor)
    guard cursor.token(bytes) != nil, cursor.token(bytes) != nil, let answer = cursor.token(bytes)
    else { return false }
    return isQuery(bytes, answer)
  }

  /// Whether `result` is of ICP or HTCP, with which caches ask each other whether they have a page: no
  /// client asked, and their status is always 000.
  private static func isQuery(_ bytes: Span<UInt8>, _ result: ByteRange) -> Bool {
    bytes.begins(result, with: "UDP_")
  }

  /// Steps over the spaces that pad the time taken to six places.
  private static func skipPadding(_ bytes: Span<UInt8>, _ cursor: inout FieldCursor) {
    while !cursor.isAtEnd, bytes[cursor.index] == 0x20 { cursor.index += 1 }
  }

  // MARK: - Outcome

  /// Squid gives no status of its own to requests that were broken off, but marks the result.
  private func decide(_ bytes: Span<UInt8>, into fields: inout RequestFields) {
    fields.outcome = .ofStatus(fields.status)
    if bytes.contains("_ABORTED", in: result) {
      fields.cause = .clientAbort
    } else if bytes.contains("_TIMEDOUT", in: result) {
      fields.cause = .backendTimeout
      if fields.status == 0 { fields.outcome = .timeout }
    } else if bytes.contains("_DENIED", in: result) {
      fields.cause = fields.status == 429 ? .rateLimit : .auth
    } else {
      fields.cause = statusCause(bytes, fields.status)
    }
  }

  private func statusCause(_ bytes: Span<UInt8>, _ status: Int16) -> Cause {
    switch status {
    case 0: .clientAbort
    case 429: .rateLimit
    case 504: .backendTimeout
    case 500...599:
      bytes.begins(peer, with: "HIER_NONE") || bytes.begins(peer, with: "NONE/")
        ? .noBackend : .none
    default: .none
    }
  }

  /// Whether `range` is like `HIER_DIRECT/10.0.0.5`; it is something else where a target with spaces
  /// shifted the fields.
  private func isPeer(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    guard let slash = firstIndex(of: 0x2F, in: bytes, range.range) else { return false }
    let code = ByteRange(Int(range.start), slash)
    return isWord(bytes, code) || bytes.isDash(code)
  }

  /// Words of capitals joined by underscores.
  private func isWord(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
    guard range.count <= 64 else { return false }
    for index in range.range {
      guard bytes[index] &- 0x41 < 26 || bytes[index] == 0x5F else { return false }
    }
    return !range.isEmpty
  }
}
