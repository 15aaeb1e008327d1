// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The request log that uWSGI writes without configuration; the stamp is the start of the request.
///
/// Source: https://uwsgi-docs.readthedocs.io/en/latest/LogFormat.html
struct UWSGIFormat: RequestLineFormat {
  private var time = LocalTimeScan()

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    fields.stampKind = .start
    fields.hasZone = false
    let end = range.upperBound
    var cursor = range.lowerBound
    // Memory reports, `{rss usage: 89890816 bytes/85MB} `.
    while cursor < end, bytes[cursor] == 0x7B {
      guard let close = firstIndex(of: 0x7D, in: bytes, cursor..<end) else { return .notThisFormat }
      cursor = min(close + 2, end)
    }
    guard bytes.hasPrefix("[pid: ", at: cursor),
      let head = firstIndex(of: 0x5D, in: bytes, cursor..<end), head + 2 < end
    else { return .notThisFormat }
    var place = FieldCursor(head + 2, end)
    guard let client = place.token(bytes), let user = parenthesized(bytes, &place, end) else {
      return .missingField
    }
    fields.client = client
    fields.user = user
    guard let open = firstIndex(of: 0x5B, in: bytes, place.index..<end),
      let (micros, next) = time.calendarTime(bytes, at: open + 1, end: end),
      bytes.hasPrefix("] ", at: next)
    else { return .malformedTime }
    fields.stamp = micros
    return readRequest(bytes, next + 2, end, into: &fields)
  }

  /// Reads `POST /a => generated 47 bytes in 129 msecs (HTTP/1.1 200) 9 headers in 378 bytes …`.
  private func readRequest(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let arrow = mark(bytes, " => generated ", start, end) else { return .malformedRequest }
    RequestLine.read(bytes, ByteRange(start, arrow), into: &fields)
    var cursor = FieldCursor(arrow + 14, end)
    guard let size = cursor.token(bytes), cursor.token(bytes) != nil, cursor.token(bytes) != nil,
      let time = cursor.token(bytes), let unit = cursor.token(bytes)
    else { return .missingField }
    let scale = bytes.equals(unit, "msecs") ? 3 : bytes.equals(unit, "micros") ? 0 : -1
    guard scale >= 0, let count = bytes.integer(size),
      let duration = bytes.duration(time, scale: scale)
    else { return .malformedField }
    fields.bodyBytes = count
    fields.duration = duration
    guard let open = mark(bytes, "(HTTP/", cursor.index, end),
      let close = firstIndex(of: 0x29, in: bytes, open..<end),
      let space = firstIndex(of: 0x20, in: bytes, open..<close)
    else { return .missingField }
    fields.httpVersion = ByteRange(open + 1, space)
    guard fields.readStatus(bytes, ByteRange(space + 1, close)) else { return .malformedStatus }
    fields.outcome = .ofStatus(fields.status)
    fields.cause =
      switch fields.status {
      case 429: .rateLimit
      case 500...599: .appError
      default: .none
      }
    return nil
  }

  /// The first place of `text`, which its first byte finds.
  private func mark(
    _ bytes: Span<UInt8>, _ text: StaticString, _ start: Int, _ end: Int
  ) -> Int? {
    let first: UInt8 = unsafe text.utf8Start.pointee
    var from = start
    while let found = firstIndex(of: first, in: bytes, from..<end) {
      if bytes.hasPrefix(text, at: found), found + text.utf8CodeUnitCount <= end { return found }
      from = found + 1
    }
    return nil
  }

  /// The user in `(alice) `; absent in `() `.
  private func parenthesized(
    _ bytes: Span<UInt8>, _ cursor: inout FieldCursor, _ end: Int
  ) -> ByteRange? {
    guard !cursor.isAtEnd, bytes[cursor.index] == 0x28,
      let close = firstIndex(of: 0x29, in: bytes, cursor.index..<end)
    else { return nil }
    let text = ByteRange(cursor.index + 1, close)
    cursor.index = min(close + 1, end)
    return text
  }
}

extension LogFormat {
  package static let uwsgi = LogFormat(
    name: "uwsgi",
    title: "uWSGI request log",
    family: .access, stamp: .start, specificity: 0.99, linesStandAlone: true,
    notes: """
      The stamp is the start of the request in local time without a zone: UTC is assumed. A 5xx is \
      the application's, because uWSGI has no other upstream.
      """,
    examples: [
      Example(
        "[pid: 31|app: 0|req: 1/1] 203.0.113.7 () {38 vars in 696 bytes} [Wed Mar 12 09:14:02 2025] POST /v1/cart?id=9 => generated 47 bytes in 129 msecs (HTTP/1.1 500) 9 headers in 378 bytes (1 switches on core 3)",
        gives:
          #"{"body_bytes":47,"cause":"app_error","client":"203.0.113.7","duration_us":129000,"end":"2025-03-12T09:14:02.129000Z","kind":"request","method":"POST","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","start":"2025-03-12T09:14:02.000000Z","status":500,"status_by":"upstream"}"#
      ),
      Example(
        "{address space usage: 155992064 bytes/148MB} {rss usage: 89890816 bytes/85MB} [pid: 31|app: -|req: -/7] 203.0.113.7 (alice) {34 vars in 617 bytes} [Sun Mar  2 09:14:02 2025] GET /a => generated 215 bytes in 68 micros via sendfile() (HTTP/1.1 200) 9 headers in 373 bytes (1 switches on core 8)",
        gives:
          #"{"body_bytes":215,"client":"203.0.113.7","duration_us":68,"end":"2025-03-02T09:14:02.000068Z","kind":"request","method":"GET","outcome":"success","path":"/a","protocol":"HTTP/1.1","start":"2025-03-02T09:14:02.000000Z","status":200,"user":"alice"}"#
      ),
    ],
    refusals: [
      Refusal(
        "*** Starting uWSGI 2.0.21 (64bit) on [Wed Mar 12 09:14:02 2025] ***",
        because: .notThisFormat),
      Refusal(
        "[pid: 31|app: 0|req: 1/1] 203.0.113.7 () {38 vars in 696 bytes} [12/Mar/2025] GET /a",
        because: .malformedTime),
      Refusal(
        "[pid: 31|app: 0|req: 1/1] 203.0.113.7 () {38 vars in 696 bytes} [Wed Mar 12 09:14:02 2025] GET /a",
        because: .malformedRequest),
    ],
    matches: { isRequestLine(UWSGIFormat.self, $0) },
    makeParser: { RequestParser<UWSGIFormat>($0) })
}
