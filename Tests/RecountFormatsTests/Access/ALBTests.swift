// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct ALBTests {
  private static let arn =
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/cart/73e2d6bc24d8a067"
  private static let newTail = #"""
    "Root=1-67d1505a-23a8c769" "shop.example" "arn:aws:acm:x" 20 2025-03-12T09:14:02.000000Z "waf,forward" "-" "-" "10.0.0.5:80" "500" "-" "-" TID_dc57 "-" "-" "-" more
    """#

  private static func line(
    _ fields: String = "203.0.113.7:46532 10.0.0.5:80 0.001 0.120 0.000 200 200 512 337",
    request: String = "GET https://shop.example:443/a?b=1 HTTP/1.1", agent: String = "curl/8.5.0",
    group: String = arn, tail: String = ""
  ) -> String {
    "https 2025-03-12T09:14:02.186641Z app/shop/50dc6c495c0c9188 \(fields) \"\(request)\" "
      + "\"\(agent)\" ECDHE TLSv1.2 \(group)\(tail.isEmpty ? "" : " " + tail)"
  }

  @Test func `seventeen old fields are enough`() {
    expectEvent(
      Self.line(), as: .awsALB,
      [
        "client": "203.0.113.7", "method": "GET", "path": "/a", "query": "b=1",
        "host": "shop.example:443", "protocol": "HTTP/1.1", "status": "200", "body_bytes": "337",
        "upstream_statuses": "200", "duration_us": "121000", "service": "cart", "trace": "",
        "start": "2025-03-12T09:14:02.065641Z", "end": "2025-03-12T09:14:02.186641Z",
      ])
  }

  @Test func `fields that newer balancers append are taken along`() {
    expectEvent(
      Self.line(tail: Self.newTail), as: .awsALB,
      [
        "trace": "Root=1-67d1505a-23a8c769", "host": "shop.example", "status": "200",
        "start": "2025-03-12T09:14:02.000000Z", "end": "2025-03-12T09:14:02.186641Z",
        "extra.elb": "app/shop/50dc6c495c0c9188",
      ])
  }

  @Test(arguments: ["h2", "http", "https", "grpcs", "ws", "wss"])
  func `all kinds of connection are taken`(kind: String) {
    expectEvent(kind + Self.line().dropFirst(5), as: .awsALB, ["status": "200"])
  }

  @Test(arguments: [
    ("203.0.113.7:46532", "203.0.113.7"), ("2001:db8::7:46532", "2001:db8::7"),
    ("[2001:db8::7]:46532", "2001:db8::7"), ("203.0.113.7", "203.0.113.7"),
  ])
  func `the port is no part of the client`(text: String, client: String) {
    expectEvent(
      Self.line("\(text) 10.0.0.5:80 0.001 0.120 0.000 200 200 512 337"), as: .awsALB,
      ["client": client])
  }

  /// Target, times, statuses -> duration, outcome, cause, statuses of the target.
  @Test(arguments: [
    ("10.0.0.5:80 0.001 0.120 0.000 500 500", "121000", "failure", "app_error", "500"),
    ("10.0.0.5:80 0.001 0.120 0.000 503 503", "121000", "failure", "app_error", "503"),
    ("10.0.0.5:80 0.001 0.120 0.000 504 504", "121000", "timeout", "app_error", "504"),
    ("10.0.0.5:80 0.001 0.120 0.000 502 -", "121000", "failure", "backend_reset", ""),
    ("10.0.0.5:80 -1 -1 -1 502 -", "", "failure", "connect_refused", ""),
    ("10.0.0.5:80 0.001 0.120 0.000 502 200", "121000", "failure", "protocol", "200"),
    ("10.0.0.5:80 0.001 0.120 -1 502 200", "", "failure", "backend_reset", "200"),
    ("10.0.0.5:80 0.001 0.120 -1 504 200", "", "timeout", "backend_timeout", "200"),
    ("10.0.0.5:80 0.001 0.120 0.000 502 500", "121000", "failure", "app_error", "500"),
    // The sum of what was reached is not the duration.
    ("10.0.0.5:80 0.001 30.000 -1 504 -", "", "timeout", "backend_timeout", ""),
    ("10.0.0.5:80 0.001 -1 -1 504 -", "", "timeout", "backend_timeout", ""),
    ("- -1 -1 -1 504 -", "", "timeout", "connect_timeout", ""),
    ("- -1 -1 -1 503 -", "", "failure", "no_backend", ""),
    ("10.0.0.5:80 -1 -1 -1 503 -", "", "failure", "overload", ""),
    ("10.0.0.5:80 0.001 12.000 -1 460 -", "", "cancelled", "client_abort", ""),
    ("10.0.0.5:80 0.001 0.002 0.000 464 -", "3000", "success", "protocol", ""),
    ("- -1 -1 -1 561 -", "", "failure", "auth", ""),
    ("- -1 -1 -1 429 -", "", "failure", "rate_limit", ""),
    ("- -1 -1 -1 500 -", "", "failure", "", ""),
    ("- -1 -1 -1 400 -", "", "success", "", ""),
    ("10.0.0.5:80 0.000 0.001 0.000 101 101", "1000", "success", "", "101"),
    ("10.0.0.5:80 -1 -1 -1 - -", "", "cancelled", "", ""),
  ])
  func `target, times and statuses tell whose failure it is`(
    fields: String, duration: String, outcome: String, cause: String, upstream: String
  ) {
    let status = fields.split(separator: " ")[4]
    expectEvent(
      Self.line("203.0.113.7:46532 \(fields) 512 337"), as: .awsALB,
      [
        "duration_us": duration, "outcome": outcome, "cause": cause, "upstream_statuses": upstream,
        "status": status == "-" ? "" : String(status),
      ])
  }

  @Test(arguments: [
    ("0.001 -1 -1 504 -", "02.000000Z", "186641", ""),
    ("0.001 0.120 0.000 200 200", "01.180000Z", "1006641", "120000"),
    ("-1 -1 -1 502 -", "02.180000Z", "6641", ""),
    // The clock went back.
    ("0.001 0.120 0.000 200 200", "02.187000Z", "121000", "120000"),
    ("0.001 -1 -1 504 -", "02.187000Z", "", ""),
  ])
  func `a request lasts from its creation to its end`(
    times: String, created: String, duration: String, upstream: String
  ) {
    expectEvent(
      Self.line(
        "203.0.113.7:46532 10.0.0.5:80 \(times) 512 337",
        tail: #""-" "-" "-" 0 2025-03-12T09:14:\#(created) "forward""#), as: .awsALB,
      [
        "duration_us": duration, "upstream_duration_us": upstream,
        "end": "2025-03-12T09:14:02.186641Z",
      ])
  }

  @Test func `a request of which a part is missing starts at its end, not a part before it`() {
    expectEvent(
      Self.line("203.0.113.7:46532 10.0.0.5:80 0.001 -1 -1 504 - 512 337"), as: .awsALB,
      ["start": "2025-03-12T09:14:02.186641Z", "duration_us": "", "upstream_duration_us": ""])
  }

  /// Times and statuses, actions -> cause, who made the status.
  @Test(arguments: [
    ("- -1 -1 -1 503 -", "fixed-response", "", "proxy"),
    ("- -1 -1 -1 503 -", "waf,fixed-response", "", "proxy"),
    ("- -1 -1 -1 503 -", "forward", "no_backend", "proxy"),
    ("- -1 -1 -1 503 -", "waf", "", "proxy"),
    ("- -1 -1 -1 403 -", "waf", "auth", "proxy"),
    ("- -1 -1 -1 403 -", "fixed-response", "", "proxy"),
    ("- -1 -1 -1 429 -", "waf", "rate_limit", "proxy"),
    ("- -1 -1 -1 401 -", "authenticate", "auth", "proxy"),
    ("10.0.0.5:80 0.001 0.120 0.000 401 401", "waf,forward", "", "upstream"),
    ("10.0.0.5:80 0.001 0.120 0.000 403 403", "waf,forward", "", "upstream"),
    ("10.0.0.5:80 0.000 0.010 0.000 400 -", "forward", "", "proxy"),
    ("10.0.0.5:80 0.000 0.010 0.000 502 200", "forward", "protocol", "proxy"),
    ("10.0.0.5:80 0.000 0.010 0.000 502 502", "forward", "app_error", "upstream"),
    ("10.0.0.5:80 0.000 0.010 0.000 200 200", "forward", "", "upstream"),
  ])
  func `the balancer's actions tell its own statuses from those of the target`(
    fields: String, actions: String, cause: String, maker: String
  ) {
    expectEvent(
      Self.line(
        "203.0.113.7:46532 \(fields) 512 337",
        tail: #""-" "-" "-" 0 2025-03-12T09:14:02.000000Z "\#(actions)""#), as: .awsALB,
      ["cause": cause, "status_by": maker])
  }

  /// Times and statuses of a classic balancer -> duration, cause, who made the status.
  @Test(arguments: [
    ("0.000073 -1 -1 504 0", "", "backend_timeout", "proxy"),
    ("0.000073 0.001048 -1 502 200", "", "backend_reset", "proxy"),
    ("0.000073 0.001048 0.000057 502 200", "1178", "protocol", "proxy"),
    ("0.000073 0.001048 0.000057 400 0", "1178", "", "proxy"),
    ("0.000073 0.001048 0.000057 503 503", "1178", "app_error", "upstream"),
  ])
  func `a classic balancer's parts and statuses follow the same rules`(
    times: String, duration: String, cause: String, maker: String
  ) {
    let start = duration.isEmpty ? "2025-03-12T09:14:02.945958Z" : "2025-03-12T09:14:02.944780Z"
    expectEvent(
      #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 10.0.0.1:80 \#(times) 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -"#,
      as: .awsELB,
      ["duration_us": duration, "cause": cause, "status_by": maker, "start": start])
  }

  @Test(arguments: [
    ("GET http://a.tk/x+ a.tk/y HTTP/1.1", "GET", "/x+ a.tk/y", "a.tk", "HTTP/1.1"),
    ("- http://shop.example:80- ", "", "", "shop.example:80", ""),
    ("- - - ", "", "", "", ""), ("-", "", "", "", ""), ("- ", "", "", "", ""), ("", "", "", "", ""),
    ("GET https://shop.example:443/a-b- HTTP/2.0", "GET", "/a-b-", "shop.example:443", "HTTP/2.0"),
    (
      #"GET https://shop.example:443/\"q\" HTTP/1.1"#, "GET", #"/\"q\""#, "shop.example:443",
      "HTTP/1.1"
    ),
    (
      #"GET https://shop.example:443/"q" HTTP/1.1"#, "GET", #"/"q""#, "shop.example:443", "HTTP/1.1"
    ),
  ])
  func `a request may be cut or hold spaces and quotes`(
    request: String, method: String, path: String, host: String, version: String
  ) {
    expectEvent(
      Self.line(request: request), as: .awsALB,
      ["method": method, "path": path, "host": host, "protocol": version, "agent": "curl/8.5.0"])
  }

  @Test(arguments: [
    ("arn:aws:elasticloadbalancing:us-east-2:123456789123", ""), ("-", ""),
    ("arn:x:targetgroup/uploads", "uploads"), ("arn:x:targetgroup/", ""), (arn, "cart"),
  ])
  func `the service is the target group`(group: String, service: String) {
    expectEvent(Self.line(group: group), as: .awsALB, ["service": service])
  }

  @Test func `an agent may hold bare quotes`() {
    expectEvent(
      Self.line(agent: #"a "b" c"#), as: .awsALB, ["agent": #"a "b" c"#, "service": "cart"])
  }

  @Test(arguments: [
    ("203.0.113.7:1 - x -1 -1 200 - 1 1", RejectReason.malformedField),
    ("203.0.113.7:1 - -2 -1 -1 200 - 1 1", .malformedField),
    ("203.0.113.7:1 - 9000000000000 9000000000000 9000000000000 200 - 1 1", .malformedField),
    ("203.0.113.7:1 - 99999999999999999999 -1 -1 200 - 1 1", .malformedField),
    ("203.0.113.7:1 - -1 -1 -1 20 - 1 1", .malformedStatus),
    ("203.0.113.7:1 - -1 -1 -1 200 - x 1", .malformedField),
    ("203.0.113.7:1 - -1 -1 -1 200 - 1 -1", .malformedField),
    (#"203.0.113.7:1 - "" -1 -1 200 - 1 1"#, .malformedField),
  ])
  func `numbers that are none are refused`(fields: String, reason: RejectReason) {
    expectReject(Self.line(fields), as: .awsALB, reason)
  }

  @Test func `a line that ends early is refused wherever it ends`() {
    let line = Self.line()
    let group = line.ranges(of: "arn:")[0].lowerBound
    for end in line.indices where end < group && end > line.startIndex {
      let parsed = ParsedContent(String(line[..<end]), as: .awsALB)
      #expect(parsed.rejects.count == 1, "\(line[..<end])")
    }
  }

  @Test func `a classic balancer's line is not taken for it, but read among its lines`() {
    let line =
      #"2025-03-12T09:14:02.945958Z my-lb 203.0.113.7:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.38.0" - -"#
    #expect(!LogFormat.awsALB.matches(Array(line.utf8)))
    let parsed = ParsedContent("\(Self.line())\n\(line)", as: .awsALB)
    #expect(parsed.tally.events == 2 && parsed.members[1]["extra.elb"] == "my-lb")
  }
}
