// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Access logs that Confluence and Jira have their Tomcat write: `[time] user thread client request status
/// 46ms bytes referrer agent`; the stamp is the end of the request, as everywhere in Tomcat.
///
/// Source: https://confluence.atlassian.com/doc/configure-access-logs-1044780567.html
struct ConfluenceAccessFormat: RequestLineFormat {
  private var time = TimeScan()
  private var thread = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    guard bytes[range.lowerBound] == 0x5B,
      let (micros, next) = time.commonLog(bytes, at: range.lowerBound + 1, end: end),
      bytes.hasPrefix("] ", at: next)
    else { return .malformedTime }
    fields.stamp = micros
    var cursor = FieldCursor(next + 2, end)
    guard let user = cursor.token(bytes), let thread = cursor.token(bytes),
      let client = cursor.token(bytes)
    else { return .missingField }
    guard isClient(bytes, client) else { return .malformedField }
    self.thread = thread
    if !bytes.isDash(user) { fields.user = user }
    if !bytes.isDash(client) { fields.client = bytes.withoutBrackets(client) }
    guard readRequest(bytes, &cursor, into: &fields) else { return .malformedRequest }
    guard let status = cursor.token(bytes) else { return .missingField }
    guard fields.readStatus(bytes, status) else { return .malformedStatus }
    guard let taken = cursor.token(bytes), let size = cursor.token(bytes) else {
      return .missingField
    }
    guard taken.count > 2, bytes.hasPrefix("ms", at: Int(taken.end) - 2),
      let duration = bytes.duration(ByteRange(Int(taken.start), Int(taken.end) - 2), scale: 3),
      bytes.isDash(size) || bytes.integer(size) != nil
    else { return .malformedField }
    fields.duration = duration
    fields.bodyBytes = bytes.integer(size) ?? 0
    if let referrer = cursor.token(bytes), !bytes.isDash(referrer) { fields.referrer = referrer }
    let agent = ByteRange(cursor.index, end)
    if !agent.isEmpty, !bytes.isDash(agent) { fields.agent = agent }
    fields.outcome = .ofStatus(fields.status)
    fields.cause =
      switch fields.status {
      case 429: .rateLimit
      case 500...599: .appError
      default: .none
      }
    return nil
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    extraMember("thread", bytes.string(thread))
  }

  /// Whether `value` is like an address, or the name of a host where Tomcat looks names up; it is the
  /// method or the thread in a line that has one field less or more before it.
  private func isClient(_ bytes: Span<UInt8>, _ value: ByteRange) -> Bool {
    for index in value.range where bytes[index] == 0x2E || bytes[index] == 0x3A { return true }
    return bytes.isDash(value) || bytes.equals(value, "localhost")
  }

  /// Reads `GET /a HTTP/1.1`, which has no quotes, or the dash of a request that was not understood.
  ///
  /// The version ends it, because targets can hold spaces. What does not begin with a method is no
  /// request.
  private func readRequest(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, into fields: inout RequestFields
  ) -> Bool {
    if bytes.hasPrefix("- ", at: cursor.index) {
      cursor.index = min(cursor.index + 2, cursor.end)
      return true
    }
    let start = cursor.index
    var from = start
    while let space = firstIndex(of: 0x20, in: bytes, from..<cursor.end) {
      if bytes.hasPrefix("HTTP/", at: space + 1) {
        cursor.index = space + 1
        guard let version = cursor.token(bytes) else { return false }
        RequestLine.read(bytes, ByteRange(start, Int(version.end)), into: &fields)
        return !fields.method.isEmpty
      }
      from = space + 1
    }
    return false
  }
}
