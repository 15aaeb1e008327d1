// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Text that looks a little like requests and is none.
@Suite struct MisreadTextTests {
  private static func detected(_ lines: [String]) -> String? {
    let text = Array(lines.joined(separator: "\n").utf8)
    return FormatDetector.detect(entry: nil, LineBatches.whole(text)).format?.name
  }

  private static let connections = [
    #"2025-03-12T09:14:02.514108Z 203.0.113.7 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "-" - - - TID_16132ed0b4112148"#,
    #"2025-03-12T09:14:03.514108Z 2001:db8::7 36281 443 TLSv1.3 TLS_AES_128_GCM_SHA256 0.004 "-" - - - TID_16132ed0b4112149"#,
    #"2025-03-12T09:14:04.514108Z 203.0.113.7 36282 443 - - - "-" - - Failed:UnmappedConnectionError"#,
  ]

  @Test func `the connection log of a load balancer is told by name and gives no request`() {
    #expect(Self.detected(Self.connections) == "aws-alb-connections")
    let text = Self.connections.joined(separator: "\n")
    let own = ParsedContent(text, as: .awsConnections)
    #expect(own.closes && own.tally.ignored == 3 && own.tally.events == 0)
    for format in FormatCatalog.all where format.family == .access {
      #expect(ParsedContent(text, as: format).tally.events == 0, "\(format.name)")
    }
  }

  @Test(arguments: [
    #"2025-03-12T09:14:02.310Z INFO worker job "resize image" 200 12"#,
    #"2025-03-12T09:14:02.310Z cart 17 checkout "order placed" 404 3"#,
    #"2025-03-12T09:14:02.310Z main shop user "alice" 500 1"#,
    #"Mar 12 09:14:02 web1 cart[7]: took job mail "send it" 200 31"#,
    #"{"time":"2025-03-12T09:14:02Z","level":"info","msg":"order placed","status":200}"#,
    #"{"ts":1741770842.31,"status":"500","job":"mail","severity":"ERROR"}"#,
    "ts=2025-03-12T09:14:02Z level=info msg=placed status=200 took=3ms",
    "2025-03-12T09:14:02.310Z 200 OK in 31 ms",
    "2025-03-12 09:14:02,310 INFO handled GET /cart with 200",
    "I0312 09:14:02.123456       7 server.go:163] handled 200",
  ])
  func `what programs say with a time and a number is no request`(line: String) {
    let lines = Array(repeating: line, count: 30)
    #expect(Self.detected(lines) == nil)
    let text = lines.joined(separator: "\n")
    for format in FormatCatalog.all where format.family == .access {
      #expect(ParsedContent(text, as: format).tally.events == 0, "\(format.name)")
    }
  }

  @Test func `what nginx puts together may leave values out, what others write may not`() {
    let nginx =
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","remote_addr":"203.0.113.7","request_method":"GET","request_uri":"/a","status":499,"request_time":0.031,"upstream_status":,"upstream_response_time":}"#
    expectEvent(
      nginx, as: .jsonAccess,
      ["status": "499", "path": "/a", "duration_us": "31000", "cause": "client_abort"])
    expectReject(
      #"{"@timestamp":"2025-03-12T09:14:02Z","http.response.status_code":200,"url.path":,"a":1}"#,
      as: .jsonAccess, .malformedJSON)
    expectReject(
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","remote_addr":"203.0.113.7","status":499,"a":"#,
      as: .jsonAccess, .malformedJSON)
    expectReject(
      #"{"level":"error","ts":1741770842.31,"logger":"http.log.access","request":{"remote_ip":,"uri":"/"},"status":502}"#,
      as: .caddy, .malformedJSON)
  }

  @Test func `what Caddy writes beside its access lines is ignored`() {
    let access =
      #"{"level":"info","ts":1741770842.31,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"203.0.113.7","proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"/"},"duration":0.01,"size":1,"status":200}"#
    let messages = [
      #"{"level":"info","ts":1741770842.31,"logger":"admin","msg":"admin endpoint started"}"#,
      #"{"level":"warn","ts":1741770842.31,"msg":"Caddyfile input is not formatted"}"#,
      #"{"level":"error","ts":1741770842.31,"logger":"http.log.error","msg":"dial tcp: refused","request":{"method":"GET","uri":"/"},"duration":0.01,"status":502}"#,
    ]
    let parsed = ParsedContent((messages + [access]).joined(separator: "\n"), as: .caddy)
    #expect(parsed.closes && parsed.tally.ignored == 3 && parsed.tally.events == 1)
    for line in [
      #"{"level":"info","ts":1741770842.31,"logger":"http.log.access","msg":"handled request"}"#,
      #"{"level":"info","ts":1741770842.31,"logger":"admin""#, "panic: runtime error",
    ] {
      #expect(ParsedContent(line, as: .caddy).tally.rejects == 1, "\(line)")
    }
  }

  @Test func `colours inside a request are no part of it, and what is said besides is ignored`() {
    expectEvent(
      "203.0.113.7 - - [12/Mar/2025 09:14:02] \"\u{1B}[31m\u{1B}[1mGET /a HTTP/1.1\u{1B}[0m\" 500 -",
      as: .werkzeug,
      [
        "method": "GET", "path": "/a", "protocol": "HTTP/1.1", "status": "500",
        "cause": "app_error",
      ])
    let parsed = ParsedContent(
      """
      203.0.113.7 - - [12/Mar/2025 09:14:02] code 404, message File not found
      203.0.113.7 - - [12/Mar/2025 09:14:02] "GET /x HTTP/1.1" 404 -
       * Restarting with stat
      """, as: .werkzeug)
    #expect(parsed.closes && parsed.tally.events == 1)
    #expect(parsed.tally.ignored == 1 && parsed.tally.rejects == 1)
  }
}
