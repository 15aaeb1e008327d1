// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The requests that Python's development servers write: Werkzeug and so Flask, Django's `runserver`,
/// and `http.server`; the stamp is the end of the request in local time.
///
/// `203.0.113.7 - - [12/Mar/2025 09:14:02] "GET /cart HTTP/1.1" 200 -`; Django leaves the client out.
///
/// Sources: https://github.com/pallets/werkzeug/blob/main/src/werkzeug/serving.py,
/// https://github.com/python/cpython/blob/main/Lib/http/server.py
struct WerkzeugFormat: RequestLineFormat {
  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    fields.hasZone = false
    let start = WerkzeugFormat.start(bytes, range)
    guard let bracket = firstIndex(of: 0x5B, in: bytes, start..<end),
      let (micros, next) = WerkzeugFormat.time(bytes, at: bracket + 1, end: end)
    else { return .malformedTime }
    if bracket > start,
      let reason = CombinedPrefix.read(bytes, start..<bracket - 1, into: &fields)
    {
      return reason
    }
    fields.stamp = micros
    guard next + 3 <= end, bytes[next] == 0x5D, bytes[next + 1] == 0x20, bytes[next + 2] == 0x22,
      let quote = requestEnd(bytes, from: next + 3, end: end)
    else { return .malformedRequest }
    RequestLine.read(bytes, withoutColours(bytes, next + 3, quote), into: &fields)
    var cursor = FieldCursor(quote + 2, end)
    guard let status = cursor.token(bytes), fields.readStatus(bytes, status) else {
      return .malformedStatus
    }
    guard let size = cursor.token(bytes) else { return .missingField }
    guard cursor.isAtEnd, bytes.isDash(size) || bytes.integer(size) != nil else {
      return .malformedField
    }
    if let count = bytes.integer(size) { fields.bodyBytes = count }
    fields.outcome = .ofStatus(fields.status)
    fields.cause = (500...599).contains(fields.status) ? .appError : .ofStatus(fields.status)
    return nil
  }

  /// Whether the line is a message that `http.server` writes besides the request it is about, as
  /// `203.0.113.7 - - [12/Mar/2025 09:14:02] code 404, message File not found`.
  static func isMessage(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = range.upperBound
    guard let bracket = firstIndex(of: 0x5B, in: bytes, range),
      let (_, next) = time(bytes, at: bracket + 1, end: end)
    else { return false }
    return bytes.hasPrefix("] code ", at: next)
  }

  /// Behind the name of the logger, as Python's `logging` writes it without a format of one's own.
  private static func start(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let prefix: StaticString = "INFO:werkzeug:"
    return bytes.hasPrefix(prefix, at: range.lowerBound)
      ? min(range.lowerBound + prefix.utf8CodeUnitCount, range.upperBound) : range.lowerBound
  }

  /// Reads `12/Mar/2025 09:14:02` from `index` on.
  private static func time(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int)? {
    guard index + 20 < end, bytes[index + 2] == 0x2F, bytes[index + 6] == 0x2F,
      bytes[index + 11] == 0x20, let month = StampScan.month(bytes, index + 3),
      let (micros, next) = LocalTimeScan.clock(bytes, at: index + 12, end: end)
    else { return nil }
    let date = CivilDate(
      year: bytes.fourDigits(index + 7), month: month, day: bytes.twoDigits(index))
    guard date.year >= 0, date.isValid else { return nil }
    return (Int64(date.daysSinceEpoch) * 86_400_000_000 + micros, next)
  }

  /// The request without the colours that Werkzeug puts inside its quotes.
  private func withoutColours(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) -> ByteRange {
    var (start, end) = (from, to)
    while start < end, bytes[start] == 0x1B,
      let close = firstIndex(of: 0x6D, in: bytes, start..<end)
    {
      start = close + 1
    }
    while end > start, bytes[end - 1] == 0x6D {
      var escape = end - 2
      while escape > start, isDigit(bytes[escape]) || bytes[escape] == 0x3B { escape -= 1 }
      guard escape > start, bytes[escape] == 0x5B, bytes[escape - 1] == 0x1B else { break }
      end = escape - 1
    }
    return ByteRange(start, end)
  }
}

extension LogFormat {
  package static let werkzeug = LogFormat(
    name: "werkzeug",
    title: "Werkzeug, Flask, Django's runserver and Python's http.server",
    family: .access, stamp: .end, specificity: 0.97, linesStandAlone: true,
    notes: """
      The stamp is the end of the request in local time without a zone: UTC is assumed. A 5xx is \
      the application's, because there is no upstream. What `http.server` says about an error \
      besides its request is ignored.
      """,
    examples: [
      Example(
        #"203.0.113.7 - - [12/Mar/2025 09:14:02] "GET /v1/cart?id=9 HTTP/1.1" 500 -"#,
        gives:
          #"{"cause":"app_error","client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","start":"2025-03-12T09:14:02.000000Z","status":500,"status_by":"upstream"}"#
      ),
      Example(
        #"INFO:werkzeug:203.0.113.7 - - [12/Mar/2025 09:14:02] "GET /a HTTP/1.1" 404 -"#,
        gives:
          #"{"client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"success","path":"/a","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z","status":404}"#
      ),
      Example(
        #"[12/Mar/2025 09:14:02] "POST /pay HTTP/1.1" 200 1045"#,
        gives:
          #"{"body_bytes":1045,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"POST","outcome":"success","path":"/pay","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(" * Running on http://127.0.0.1:5000", because: .malformedTime),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 -"#,
        because: .malformedTime),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025 09:14:02] "GET / HTTP/1.1" 200"#, because: .missingField),
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025 09:14:02] "GET / HTTP/1.1" OK -"#,
        because: .malformedStatus),
    ],
    matches: { isRequestLine(WerkzeugFormat.self, $0) },
    makeParser: {
      SiftingParser(RequestParser<WerkzeugFormat>($0), ignoring: WerkzeugFormat.isMessage)
    })
}
