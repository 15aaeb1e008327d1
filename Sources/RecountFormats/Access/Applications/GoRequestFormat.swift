// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Requests as small Go services print them, with a time of `time.RFC1123` and without a status.
///
/// `203.0.113.7:59838 - - [Wed, 12 Mar 2025 09:14:02 UTC] "GET /healthz HTTP/1.1" kube-probe/1.27`
///
/// Source: https://github.com/udacity/ud615/blob/master/app/handlers/logging.go
struct GoRequestFormat: RequestLineFormat {
  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    guard let bracket = firstIndex(of: 0x5B, in: bytes, range),
      bytes.hasPrefix(" - - ", at: bracket - 5), bracket - 5 > range.lowerBound
    else { return .malformedTime }
    guard let next = readTime(bytes, bracket + 1, end, into: &fields) else {
      return .malformedTime
    }
    let client = bytes.withoutPort(ByteRange(range.lowerBound, bracket - 5))
    guard firstIndex(of: 0x20, in: bytes, client.range) == nil else { return .malformedField }
    fields.client = client
    guard bytes.hasPrefix("] \"", at: next),
      let quote = unescapedQuote(bytes, from: next + 3, end: end)
    else { return .malformedRequest }
    let request = ByteRange(next + 3, quote)
    guard bytes.contains(" HTTP/", in: request) else { return .malformedRequest }
    RequestLine.read(bytes, request, into: &fields)
    let agent = bytes.trimmed(ByteRange(min(quote + 1, end), end))
    // Where a status follows, the line is of another format.
    guard agent.isEmpty || !isDigit(bytes[Int(agent.start)]) else { return .notThisFormat }
    if !agent.isEmpty, !bytes.isDash(agent) { fields.agent = agent }
    return nil
  }

  /// Reads `Wed, 12 Mar 2025 09:14:02 UTC` with a zone by name or as `+0100`; the index behind.
  private func readTime(
    _ bytes: Span<UInt8>, _ index: Int, _ end: Int, into fields: inout RequestFields
  ) -> Int? {
    guard index + 28 < end, bytes.hasPrefix(", ", at: index + 3), bytes[index + 7] == 0x20,
      let month = StampScan.month(bytes, index + 8), bytes[index + 11] == 0x20,
      bytes[index + 16] == 0x20,
      let (micros, next) = LocalTimeScan.clock(bytes, at: index + 17, end: end),
      next < end, bytes[next] == 0x20,
      let close = firstIndex(of: 0x5D, in: bytes, next..<min(end, next + 8))
    else { return nil }
    let date = CivilDate(
      year: bytes.fourDigits(index + 12), month: month, day: bytes.twoDigits(index + 5))
    guard date.year >= 0, date.isValid else { return nil }
    fields.stamp = Int64(date.daysSinceEpoch) * 86_400_000_000 + micros
    let zone = ByteRange(next + 1, close)
    if zone.count == 5, bytes[next + 1] == 0x2B || bytes[next + 1] == 0x2D {
      let (hours, minutes) = (bytes.twoDigits(next + 2), bytes.twoDigits(next + 4))
      guard (0..<24).contains(hours), (0..<60).contains(minutes) else { return nil }
      let offset = Int64(hours * 60 + minutes) * 60_000_000
      fields.stamp -= bytes[next + 1] == 0x2D ? -offset : offset
    } else {
      // Names of zones mean different offsets in different places.
      fields.hasZone = bytes.equals(zone, "UTC") || bytes.equals(zone, "GMT")
    }
    return close
  }
}

extension LogFormat {
  package static let goRequests = LogFormat(
    name: "go-requests",
    title: "Request lines of small Go services (RFC 1123 time, no status)",
    family: .access, stamp: .end, specificity: 0.97, linesStandAlone: true,
    notes: """
      The lines tell that a request came and nothing of how it ended: they have no status, and count \
      as successes, so that no failure can be found in them. A zone by another name than UTC or GMT is \
      not known, and UTC is assumed.
      """,
    examples: [
      Example(
        #"203.0.113.7:59838 - - [Wed, 12 Mar 2025 09:14:02 UTC] "GET /healthz HTTP/1.1" kube-probe/1.27"#,
        gives:
          #"{"agent":"kube-probe/1.27","client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"success","path":"/healthz","protocol":"HTTP/1.1","start":"2025-03-12T09:14:02.000000Z"}"#
      ),
      Example(
        #"203.0.113.7:59838 - - [Wed, 12 Mar 2025 10:14:02 +0100] "GET /a?b=1 HTTP/2.0" Mozilla/5.0 (X11; Linux x86_64)"#,
        gives:
          #"{"agent":"Mozilla/5.0 (X11; Linux x86_64)","client":"203.0.113.7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"success","path":"/a","protocol":"HTTP/2.0","query":"b=1","start":"2025-03-12T09:14:02.000000Z"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" curl/8.5.0"#,
        because: .malformedTime),
      Refusal(
        #"203.0.113.7:5983 - - [Wed, 12 Mar 2025 09:14:02 UTC] "hello" curl/8.5.0"#,
        because: .malformedRequest),
      Refusal("2025/03/12 09:14:02 Starting server...", because: .malformedTime),
    ],
    matches: { isRequestLine(GoRequestFormat.self, $0) },
    makeParser: { RequestParser<GoRequestFormat>($0) })
}
