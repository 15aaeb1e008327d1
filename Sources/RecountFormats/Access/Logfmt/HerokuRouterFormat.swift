// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let herokuRouter = LogFormat(
    name: "heroku-router", title: "Heroku router",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      The router's lines as `heroku logs` prints them, and as a log drain sends them in syslog. The \
      stamp before them is the end of the request; connect and service times add up to its duration. \
      The error code tells the cause. Lines of dynos are refused.
      """,
    examples: [
      Example(
        #"2025-03-12T09:14:02.310000+00:00 heroku[router]: at=info method=GET path="/v1/cart?id=9" host=shop.example request_id=4e43168a-01e6-907c-ba17-2f72fad816a8 fwd="203.0.113.7,10.0.0.1" dyno=web.1 connect=1ms service=20ms status=200 bytes=157 protocol=https"#,
        gives:
          #"{"body_bytes":157,"client":"203.0.113.7","duration_us":21000,"end":"2025-03-12T09:14:02.310000Z","host":"shop.example","kind":"request","method":"GET","outcome":"success","path":"/v1/cart","protocol":"https","query":"id=9","start":"2025-03-12T09:14:02.289000Z","status":200,"status_by":"upstream","trace":"4e43168a-01e6-907c-ba17-2f72fad816a8","upstream_duration_us":20000}"#
      ),
      Example(
        #"<158>1 2025-03-12T09:14:32.310000+00:00 host heroku router - at=error code=H12 desc="Request timeout" method=GET path="/" host=shop.example request_id=a1 fwd="203.0.113.7" dyno=web.1 connect=0ms service=30000ms status=503 bytes=0 protocol=https"#,
        gives:
          #"{"body_bytes":0,"cause":"backend_timeout","client":"203.0.113.7","duration_us":30000000,"end":"2025-03-12T09:14:32.310000Z","extra":{"code":"H12"},"host":"shop.example","kind":"request","method":"GET","outcome":"timeout","path":"/","protocol":"https","start":"2025-03-12T09:14:02.310000Z","status":503,"status_by":"proxy","trace":"a1","upstream_duration_us":30000000}"#
      ),
      Example(
        #"2025-03-12T09:14:32.310000+00:00 heroku[router]: sock=backend at=error code=H18 desc="Server Request Interrupted" method=GET path="/" host=shop.example request_id=x fwd="203.0.113.7" dyno=web.1 connect=1ms service=20ms status=503 bytes=0"#,
        gives:
          #"{"body_bytes":0,"cause":"backend_reset","client":"203.0.113.7","duration_us":21000,"end":"2025-03-12T09:14:32.310000Z","extra":{"code":"H18"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/","start":"2025-03-12T09:14:32.289000Z","status":503,"status_by":"proxy","trace":"x","upstream_duration_us":20000}"#
      ),
    ],
    refusals: [
      Refusal(
        "2025-03-12T09:14:02.310000+00:00 app[web.1]: method=GET path=/ status=200",
        because: .notThisFormat),
      Refusal(
        "yesterday heroku[router]: at=info method=GET path=/ dyno=web.1 status=200",
        because: .malformedTime),
      Refusal(
        #"2025-03-12T09:14:02Z heroku[router]: at=info method=GET path="/ dyno=web.1 status=200"#,
        because: .malformedField),
    ],
    matches: { $0.contains(0x3D) && isRequestLine(HerokuFormat.self, $0) },
    makeParser: { RequestParser<HerokuFormat>($0) })
}

/// Lines of Heroku's router: a time, a tag, and logfmt from `at=` or `sock=` on.
///
/// Source: https://devcenter.heroku.com/articles/http-routing#heroku-router-log-format and
/// https://devcenter.heroku.com/articles/error-codes
struct HerokuFormat: RequestLineFormat {
  private var scanner = LogfmtScanner()
  private var reader = MemberReader<HerokuFlavour>()
  private var time = TimeScan()

  init(_ context: ParserContext) {}

  var decoded: [UInt8] { reader.decoded }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    guard let members = membersStart(bytes, range) else { return .notThisFormat }
    guard
      let (micros, _, hasZone) = time.iso(
        bytes, at: stampStart(bytes, range), end: range.upperBound)
    else { return .malformedTime }
    reader.begin(range)
    scanner.begin(members..<range.upperBound)
    scan: while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedField
      case .end: break scan
      case .member(let member): reader.take(bytes, member, into: &fields)
      }
    }
    reader.stamp(micros, hasZone: hasZone, into: &fields)
    return reader.finish(bytes, into: &fields)
  }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] {
    reader.evidence.extra(bytes, HerokuFlavour.causeMember)
  }

  /// Where `at=` stands behind the tag of the router, which is near the beginning of the line, or
  /// `sock=`, with which the router names the side that broke off before it.
  private func membersStart(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let limit = min(range.upperBound, range.lowerBound + 200)
    guard range.lowerBound + 8 < limit else { return nil }
    for index in range.lowerBound..<limit - 8 where bytes[index] == 0x68 {
      let start: Int
      if bytes.hasPrefix("heroku[router]: ", at: index) {
        start = index + 16
      } else if bytes.hasPrefix("heroku router - - ", at: index) {
        start = index + 18
      } else if bytes.hasPrefix("heroku router - ", at: index) {
        start = index + 16
      } else {
        continue
      }
      let members = ByteRange(start, max(start, range.upperBound))
      if bytes.begins(members, with: "at=") || bytes.begins(members, with: "sock=") { return start }
    }
    return nil
  }

  /// Where the time stands, behind `<158>1 ` or an octet count and the same.
  private func stampStart(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    let limit = min(range.upperBound, range.lowerBound + 20)
    for index in range.lowerBound..<limit where bytes.hasPrefix(">1 ", at: index) {
      return index + 3
    }
    return range.lowerBound
  }
}

/// The router's keys and error codes.
enum HerokuFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.status, ["status"]),
    (.method, ["method"]),
    (.target, ["path"]),
    (.version, ["protocol"]),
    (.client, ["fwd"]),
    (.host, ["host"]),
    (.trace, ["request_id"]),
    (.bytes, ["bytes"]),

    (.text, ["connect"]),
    (.upstreamText, ["service"]),
    (.flags, ["code"]),
  ])

  static var escapes: MemberEscapes { .go }
  static var needsStatus: Bool { false }
  static var causeMember: String? { "code" }

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.method) }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    if fields.upstreamDuration >= 0 {
      fields.duration = max(0, fields.duration) + fields.upstreamDuration
    }
    var cause = codes.cause(bytes, evidence.flags) ?? .ofStatus(fields.status)
    if cause == .none, evidence.flags.isEmpty, (500...599).contains(fields.status) {
      cause = .appError
    }
    fields.decide(cause)
    if cause.isTimeout { fields.outcome = .timeout }
  }

  private static let codes = CauseWords([
    ("H10", .noBackend), ("H11", .overload), ("H12", .backendTimeout), ("H13", .backendReset),
    ("H14", .noBackend), ("H15", .backendTimeout), ("H17", .protocolError), ("H18", .backendReset),
    ("H19", .connectTimeout), ("H20", .noBackend), ("H21", .connectRefused), ("H22", .overload),
    ("H23", .noBackend), ("H24", .backendTimeout), ("H25", .protocolError),
    ("H26", .protocolError), ("H27", .clientAbort), ("H28", .clientAbort), ("H31", .noBackend),
    ("H80", .noBackend), ("H81", .noBackend),
  ])
}
