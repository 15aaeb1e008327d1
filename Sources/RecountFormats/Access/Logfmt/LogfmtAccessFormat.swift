// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let logfmtAccess = LogFormat(
    name: "logfmt-access", title: "logfmt lines with an HTTP status",
    family: .access, stamp: .end, specificity: 0.85, linesStandAlone: true,
    notes: """
      `key=value` lines with a time, a status and a method or a path, under the names that Grafana, \
      Go kit, Lograge and others use. Values in quotes have Go's escapes, and keys without a value \
      are passed over. Of a key that stands twice the first is taken. A duration has to say its unit \
      in its name or its text; Lograge's, told by its `controller`, is milliseconds.
      """,
    examples: [
      Example(
        #"logger=context userId=0 t=2025-03-12T09:14:02.310+0000 level=info msg="Request Completed" method=GET path=/api/cart?id=9 status=502 remote_addr=203.0.113.7 time_ms=31 duration=31.067533ms size=29 referer= handler=/api/:id"#,
        gives:
          #"{"body_bytes":29,"client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"failure","path":"/api/cart","query":"id=9","start":"2025-03-12T09:14:02.279000Z","status":502}"#
      ),
      Example(
        #"ts=2025-03-12T09:14:02.31Z caller=log.go:7 method=GET url=/a status=200 took=250µs user_agent="x \"quoted\" \xe9" err=null cached"#,
        gives:
          #"{"agent":"x \"quoted\" �","duration_us":250,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/a","start":"2025-03-12T09:14:02.309750Z","status":200}"#
      ),
      Example(
        #"time=1741770842.31 method=GET path=/jobs format=html controller=JobsController action=index status=200 duration=58.33 view=40.43"#,
        gives:
          #"{"duration_us":58330,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/jobs","start":"2025-03-12T09:14:02.251670Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(
        #"ts=2025-03-12T09:14:02.31Z caller=main.go:7 level=info msg=started"#,
        because: .notThisFormat),
      Refusal("method=GET path=/a status=200 took=1ms", because: .malformedTime),
      Refusal(
        "ts=2025-03-12T09:14:02.31Z method=GET path=/a status=ok", because: .notThisFormat),
      Refusal(
        #"ts=2025-03-12T09:14:02.31Z method=GET path=/a status=200 agent="x"#,
        because: .malformedField),
    ],
    matches: { $0.contains(0x3D) && isRequestLine(LogfmtFormat.self, $0) },
    makeParser: { RequestParser<LogfmtFormat>($0) })
}

/// `key=value` lines with a request.
struct LogfmtFormat: RequestLineFormat {
  private var scanner = LogfmtScanner()
  private var reader = MemberReader<LogfmtFlavour>()

  init(_ context: ParserContext) {}

  var decoded: [UInt8] { reader.decoded }

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let first = bytes[range.lowerBound]
    guard first != 0x7B, first != 0x5B else { return .notThisFormat }
    reader.begin(range)
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedField
      case .end: return reader.finish(bytes, into: &fields)
      case .member(let member): reader.take(bytes, member, into: &fields)
      }
    }
  }
}

/// The keys of request lines in logfmt, the preferred one first.
enum LogfmtFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["ts", "time", "t", "timestamp", "@timestamp", "datetime"]),
    (.startTime, ["start_time", "started_at", "StartUTC"]),
    (
      .status,
      [
        "status", "status_code", "statusCode", "http.status_code", "http.response.status_code",
        "http_status", "response_status", "DownstreamStatus",
      ]
    ),
    (.upstreamStatus, ["upstream_status", "OriginStatus"]),
    (
      .method,
      [
        "method", "http.method", "http.request.method", "http_method", "request_method",
        "RequestMethod",
      ]
    ),
    (
      .target,
      [
        "uri", "url", "path", "http.target", "url.path", "request_uri", "request_path", "http_path",
        "RequestPath",
      ]
    ),
    (.query, ["query_string"]),
    (.version, ["proto", "protocol", "http_version"]),
    (
      .client,
      [
        "client_ip", "remote_addr", "remoteAddr", "remote_ip", "ip", "client", "addr", "peer",
        "ClientHost",
      ]
    ),
    (.user, ["uname", "user", "remote_user"]),
    (.agent, ["user_agent", "userAgent", "user-agent", "http_user_agent", "ua"]),
    (.referrer, ["referer", "referrer"]),
    (.host, ["host", "http_host", "server"]),
    (.service, ["service", "service.name", "app", "ServiceName"]),
    (.trace, ["traceID", "trace_id", "traceId", "request_id", "requestId", "req_id"]),
    (.bytes, ["size", "bytes", "bytes_sent", "response_size", "length"]),
    (
      .milliseconds,
      ["duration_ms", "time_ms", "elapsed_ms", "latency_ms", "took_ms", "response_time_ms"]
    ),
    (.seconds, ["duration_seconds", "duration_s", "request_time"]),
    (.microseconds, ["duration_us"]),
    (.nanoseconds, ["duration_ns", "Duration"]),
    (.unitless, ["duration", "took", "elapsed", "latency", "dur", "response_time"]),
    (.variant, ["controller"]),
  ])

  static var escapes: MemberEscapes { .go }

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.status) && (seen.contains(.method) || seen.contains(.target))
  }

  static func duration(
    _ bytes: Span<UInt8>, _ value: ByteRange, _ evidence: MemberEvidence
  ) -> Int64? {
    if let micros = DurationScan.withUnits(bytes, value) { return micros }
    return evidence.variant.isEmpty ? nil : MemberDuration.scaled(bytes, value, scale: 3)
  }
}
