// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Single lines with what must come of them.
@Suite struct FormatStringTests {
  private static func format(_ text: String) throws -> LogFormat {
    try FormatString.parse(text).get().format
  }

  // MARK: - Same as elsewhere

  /// The string of a built-in format makes the same of that format's own examples.
  @Test func `the strings of built-in formats give what these give`() throws {
    let pairs: [(LogFormat, String)] = [
      (
        .nginxTimed,
        #"nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $upstream_response_time $request_id"#
      ),
      (.envoy, "envoy:default"),
    ]
    for (builtIn, text) in pairs {
      let format = try Self.format(text)
      // Istio writes fields of its own between those of Envoy.
      for example in builtIn.examples where !example.line.contains("bound|") {
        var expected = ParsedContent(example.line, as: builtIn).members
        var seen = ParsedContent(example.line, as: format).members
        // The string keeps more: every field that has no column.
        expected = expected.map { $0.filter { !$0.key.hasPrefix("extra.") } }
        seen = seen.map { $0.filter { !$0.key.hasPrefix("extra.") } }
        #expect(seen == expected, "\(example.line)")
      }
    }
  }

  @Test func `lines that the combined format takes are taken by its string`() throws {
    let short = try Self.format("apache:common")
    let long = try Self.format("apache:combined")
    let hosted = try Self.format(
      #"apache:%v:%p %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#)
    // Apache writes `%t` in one form only.
    for example in LogFormat.combined.examples where example.line.contains("[12/Mar/2025:") {
      let fits = [short, long, hosted].filter { $0.matches(Array(example.line.utf8)) }
      #expect(fits.count == 1, "\(example.line)")
      for format in fits {
        #expect(
          ParsedContent(example.line, as: format).objects
            == ParsedContent(example.line, as: .combined).objects)
      }
    }
  }

  // MARK: - Outcome and cause

  private static let timed =
    #"nginx:[$time_iso8601] "$request" $status $request_time $upstream_status $upstream_response_time"#

  @Test(arguments: [
    ("502 0.002 502 0.001", "failure", "backend_reset", "502"),
    ("502 0.000 - -", "failure", "no_backend", ""),
    ("503 0.010 503 0.009", "failure", "app_error", "503"),
    ("503 0.000 - -", "failure", "overload", ""),
    ("504 60.001 504, 504 30.000, 30.001", "timeout", "backend_timeout", "504,504"),
    ("200 1.500 502, 200 : 200 0.500, 0.200 : 0.800", "success", "", "502,200,200"),
    ("499 5.000 - -", "cancelled", "client_abort", ""),
    ("000 5.000 - -", "cancelled", "", ""), ("429 0.000 - -", "failure", "rate_limit", ""),
  ])
  func `upstream times and statuses of nginx tell the cause`(
    tail: String, outcome: String, cause: String, statuses: String
  ) throws {
    expectEvent(
      #"[2025-03-12T10:14:02+01:00] "GET /a HTTP/1.1" \#(tail)"#, as: try Self.format(Self.timed),
      [
        "outcome": outcome, "cause": cause, "upstream_statuses": statuses,
        "end": "2025-03-12T09:14:02.000000Z",
      ])
  }

  @Test(arguments: [
    ("200", "----", "success", ""), ("500", "----", "failure", "app_error"),
    ("503", "SC--", "failure", "connect_refused"), ("503", "sC--", "failure", "connect_timeout"),
    ("502", "SH--", "failure", "backend_reset"), ("504", "sH--", "timeout", "backend_timeout"),
    ("503", "sQ--", "failure", "overload"), ("503", "PC--", "failure", "overload"),
    ("200", "CD--", "success", "client_abort"), ("-1", "CR--", "cancelled", "client_abort"),
    ("403", "PR--", "success", "auth"), ("429", "PR--", "failure", "rate_limit"),
    ("400", "PH--", "success", "protocol"), ("-1", "SH--", "error", "backend_reset"),
  ])
  func `the termination state of HAProxy tells the cause`(
    status: String, state: String, outcome: String, cause: String
  ) throws {
    // In these phases the headers of the answer never came.
    let isAnswered = !"RQCH".contains(state.dropFirst().first ?? "-")
    expectEvent(
      #"2001:db8::7:33317 [12/Mar/2025:09:14:01.655] in~ cart/cart2 10/0/30/69/+109 \#(status) +2750 - - \#(state) 12/11/5/3/+2 0/0 "GET /v1/cart HTTP/1.1""#,
      as: try Self.format("haproxy:httplog"),
      [
        "outcome": outcome, "cause": cause, "client": "2001:db8::7", "body_bytes": "2750",
        "duration_us": "109000", "upstream_duration_us": isAnswered ? "99000" : "",
        "service": "cart", "extra.termination_state": state, "start": "2025-03-12T09:14:01.655000Z",
      ])
  }

  @Test func `a request that HAProxy could not give to any server has no backend`() throws {
    let line = """
      203.0.113.7:1 [12/Mar/2025:09:14:01.655] in cart/<NOSRV> 0/-1/-1/-1/0 503 217 - - SC-- \
      1/1/0/0/0 0/0 {shop|curl 8} {} "<BADREQ>"
      """
    let parsed = ParsedContent(line, as: try Self.format("haproxy:httplog"))
    #expect(parsed.quality == .zoneAssumed)
    expectEvent(
      line, as: try Self.format("haproxy:httplog"),
      [
        "cause": "no_backend", "upstream_duration_us": "", "extra.request_headers": "shop|curl 8",
        "path": "",
      ])
  }

  @Test func `a request that HAProxy cut at its end is an event`() throws {
    expectEvent(
      #"203.0.113.7:1 [12/Mar/2025:09:14:01.655] in cart/a 0/1/1/1/3 200 217 - - ---- 1/1/0/0/0 0/0 "GET /long/pa"#,
      as: try Self.format("haproxy:httplog"), ["path": "/long/pa", "status": "200"])
  }

  @Test(arguments: [
    ("--", "success", ""), ("CD", "cancelled", "client_abort"),
    ("SC", "error", "connect_refused"), ("sD", "timeout", "backend_timeout"),
  ])
  func `a TCP session has the outcome of its end`(
    state: String, outcome: String, cause: String
  ) throws {
    expectEvent(
      "203.0.113.7:33313 [12/Mar/2025:09:14:01.443] fnt bck/srv1 0/0/5007 212 \(state) 0/0/0/0/3 0/0",
      as: try Self.format("haproxy:tcplog"),
      ["outcome": outcome, "cause": cause, "duration_us": "5007000", "status": ""])
  }

  @Test func `a client that left before the end of Apache's answer is the cause`() throws {
    let format = try Self.format(#"apache:%h %t "%r" %>s %X"#)
    let line = #"203.0.113.7 [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 "#
    expectEvent(line + "X", as: format, ["cause": "client_abort", "outcome": "success"])
    expectEvent(line + "+", as: format, ["cause": "", "outcome": "success"])
  }

  // MARK: - Odd lines

  @Test(arguments: [
    (#""GET /<a "b"> HTTP/1.1" 404 5 "-" "x""#, #"/<a "b">"#, "x"),
    (#""GET / HTTP/1.1" 404 5 "-" "a "b" c""#, "/", #"a "b" c"#),
    (#""" 400 0 "-" "-""#, "", ""), (#""-" 408 0 "-" "-""#, "", ""),
    (#""User User" 408 0 "-" "-""#, "User User", ""),
    (#""GET /\" 200 5 \"x HTTP/1.1" 404 5 "-" "\\""#, #"/\" 200 5 \"x"#, #"\\"#),
  ])
  func `requests and agents are what clients make of them`(
    rest: String, path: String, agent: String
  ) throws {
    expectEvent(
      "203.0.113.7 - doe [admin] x [12/Mar/2025:09:14:02 +0000] \(rest)",
      as: try Self.format("apache:combined"),
      ["path": path, "agent": agent, "user": "doe [admin] x"])
  }

  @Test(arguments: [
    (#""GET / HTTP/1.1" OK 5 "-" "x""#, RejectReason.malformedStatus),
    (#""GET / HTTP/1.1" 200 5k "-" "x""#, .malformedField),
    (#""GET / HTTP/1.1" 200 5 "-" "x" "203.0.113.9""#, .missingField),
    (#""GET / HTTP/1.1" 200 5 "-""#, .missingField),
    (#""GET / HTTP/1.1 200 5"#, .malformedRequest), ("", .malformedRequest),
  ])
  func `a line with less or more than its format is refused, not shifted`(
    rest: String, reason: RejectReason
  ) throws {
    expectReject(
      "203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \(rest)",
      as: try Self.format("apache:combined"), rest.isEmpty ? .missingField : reason)
  }

  @Test(arguments: [
    ("shop.example/a/b?c=1", "shop.example", "/a/b"), ("shop.example*", "shop.example", "*"),
    ("[2001:db8::1]:81/", "[2001:db8::1]:81", "/"),
  ])
  func `a host with a path behind it ends at its slash`(
    text: String, host: String, path: String
  ) throws {
    expectEvent(
      "1741770842.310 \(text) 200", as: try Self.format("nginx:$msec $host$request_uri $status"),
      ["host": host, "path": path])
  }

  @Test func `a virtual host before the client is refused where the format has none`() throws {
    expectReject(
      #"shop.example 203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5"#,
      as: try Self.format("apache:common"), .malformedField)
    expectReject(
      #"shop.example 203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "-""#,
      as: try Self.format("nginx:combined"), .malformedField)
  }

  @Test func `a bar in a path of a format with bars is refused`() throws {
    let format = try Self.format("nginx:$msec|$status|$request_uri|$request_time")
    expectEvent("1741770842.310|200|/a|0.031", as: format, ["path": "/a"])
    expectReject("1741770842.310|200|/a|b|0.031", as: format, .malformedField)
  }

  @Test func `escapes of JSON are taken out of values, and missing values are none`() throws {
    let format = try Self.format(
      #"nginx:escape=json {"t":"$time_iso8601","s":$status,"a":"$http_user_agent","u":$upstream_response_time,"x":"$my_var"}"#
    )
    let line =
      #"{"t":"2025-03-12T09:14:02+00:00","s":200,"a":"a \"b\" \\ \u00e9\n","u":,"x":"\"y\""}"#
    for text in [line, line + "\n" + line] {
      let parsed = ParsedContent(text, as: format)
      #expect(parsed.closes && parsed.tally.rejects == 0)
      for event in parsed.members {
        #expect(event["agent"] == "a \"b\" \\ é\n" && event["extra.my_var"] == "\"y\"")
        #expect(event["upstream_duration_us"] == nil)
      }
    }
  }

  @Test func `where batches are cut does not show`() throws {
    let format = try Self.format("apache:combined")
    let text = LogFormat.combined.examples.map(\.line).joined(separator: "\n")
    let bytes = Array((text + "\n\n# x\n" + text).utf8)
    let whole = ParsedContent([LineBatches.whole(bytes)], as: format)
    for count in [1, 3, 64] {
      let parts = ParsedContent(LineBatches.batches(bytes, linesEach: count), as: format)
      #expect(parts.json == whole.json && parts.tally == whole.tally && parts.closes)
    }
  }

  @Test func `a line whose middle was left out is refused`() throws {
    let line = Array(#"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5"#.utf8)
    let parsed = ParsedContent([LineBatches.oversized(line)], as: try Self.format("apache:common"))
    #expect(parsed.rejects.map(\.reason) == [.overlong] && parsed.closes)
  }

  @Test(arguments: ["\"", "\" ", "\\", "\\\"", "[", " [", " - ", ",", ", ", " : ", "1", "}"])
  func `a long line of one mark takes no longer than its length`(mark: String) throws {
    let filler = String(repeating: mark, count: (1 << 18) / mark.utf8.count)
    for text in [
      "apache:combined", "haproxy:httpslog", "envoy:istio", "goaccess:AWSELB", Self.timed,
    ] {
      #expect(ParsedContent(filler, as: try Self.format(text)).closes)
      #expect(
        ParsedContent(
          "203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] \"" + filler, as: try Self.format(text)
        ).closes)
    }
  }

  @Test func `damaged lines are events or rejects`() throws {
    for (text, builtIn) in [
      ("apache:combined", LogFormat.combined), ("envoy:default", .envoy),
      (
        #"nginx:escape=json $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $upstream_response_time $request_id"#,
        .nginxTimed
      ),
    ] {
      let string = try FormatString.parse(text).get()
      var mutator = LineMutator(builtIn, seed: 3)
      let lines = (0..<5000).map { _ in mutator.damaged() }
      let batches = lines.map { LineBatch(bytes: $0, starts: [0], ends: [Int32($0.count)]) }
      let parsed = ParsedContent(batches, as: string.format)
      #expect(parsed.closes && parsed.tally.lines == 5000)
      for line in lines {
        #expect((string.pattern.explain(line) == nil) == string.pattern.matches(line))
      }
    }
  }

  // MARK: - Names

  @Test func `a string has a name of its own, and a known format its name`() throws {
    #expect(try Self.format("apache:combined").name == "apache:combined")
    let first = try Self.format("nginx:$msec $status")
    #expect(first.name == (try Self.format("nginx:$msec $status")).name)
    #expect(first.name != (try Self.format("nginx:$msec  $status")).name)
    #expect(first.name.hasPrefix("nginx:") && first.name.count == 22)
    #expect(first.family == .access && first.stamp == .end && first.linesStandAlone)
    #expect(FormatString.isFormatString("nginx:x") && !FormatString.isFormatString("combined"))
  }

  @Test func `the stamp is the moment that the server stamps`() throws {
    #expect(try Self.format(#"apache:%t %>s"#).stamp == .start)
    #expect(try Self.format(#"apache:%{end:sec}t %>s"#).stamp == .end)
    #expect(try Self.format("haproxy:httplog").stamp == .start)
    #expect(try Self.format("goaccess:AWSALB").stamp == .end)
    #expect(try Self.format("goaccess:COMBINED").stamp == .start)
  }
}
