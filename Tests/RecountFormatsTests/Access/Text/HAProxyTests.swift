// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct HAProxyTests {
  private static func request(
    server: String = "cart/c1", timers: String = "0/0/0/1/1", status: String = "200",
    state: String = "----", tail: String = #"{a|b} {} "GET /a HTTP/1.1""#
  ) -> String {
    "203.0.113.7:33317 [12/Mar/2025:09:14:01.655] web \(server) \(timers) \(status) 5 - - \(state) "
      + "1/1/0/0/0 0/0 \(tail)"
  }

  /// The cause matrix of termination states.
  @Test(arguments: [
    ("SC--", "cart/c1", "503", "connect_refused", "failure"),
    ("SC--", "cart/<NOSRV>", "503", "no_backend", "failure"),
    ("sC--", "cart/c1", "503", "connect_timeout", "failure"),
    ("SH--", "cart/c1", "502", "backend_reset", "failure"),
    ("sH--", "cart/c1", "504", "backend_timeout", "timeout"),
    ("SD--", "cart/c1", "200", "backend_reset", "success"),
    ("sQ--", "cart/<NOSRV>", "503", "overload", "failure"),
    ("PC--", "cart/<NOSRV>", "503", "overload", "failure"),
    ("RC--", "cart/<NOSRV>", "500", "overload", "failure"),
    ("PR--", "web/<NOSRV>", "403", "auth", "success"),
    ("PR--", "web/<NOSRV>", "429", "rate_limit", "failure"),
    ("PR--", "web/<NOSRV>", "400", "protocol", "success"),
    ("PT--", "web/<NOSRV>", "500", "", "failure"), ("LR--", "web/<NOSRV>", "302", "", "success"),
    ("PH--", "cart/c1", "502", "protocol", "failure"),
    ("CD--", "cart/c1", "200", "client_abort", "success"),
    ("CH--", "cart/c1", "-1", "client_abort", "cancelled"),
    ("cR--", "web/<NOSRV>", "408", "client_abort", "success"),
    ("--NI", "cart/c1", "500", "app_error", "failure"),
    ("----", "cart/c1", "404", "", "success"),
  ])
  func `the termination state tells the cause`(
    state: String, server: String, status: String, cause: String, outcome: String
  ) {
    expectEvent(
      Self.request(server: server, status: status, state: state), as: .haproxy,
      ["cause": cause, "outcome": outcome, "extra.termination_state": state])
  }

  @Test(arguments: [
    ("SC", "error", "connect_refused"), ("sD", "timeout", "backend_timeout"),
    ("CD", "cancelled", "client_abort"), ("--", "success", ""),
  ])
  func `a session without a status is judged by its end`(
    state: String, outcome: String, cause: String
  ) {
    expectEvent(
      "203.0.113.7:1 [12/Mar/2025:09:14:01.655] sql db/d1 0/3/5007 212 \(state) 0/0/0/0/3 0/0",
      as: .haproxy,
      [
        "outcome": outcome, "cause": cause, "status": "", "duration_us": "5007000",
        "upstream_duration_us": "3000", "service": "db", "body_bytes": "212",
      ])
  }

  @Test(arguments: [
    ("10/0/30/69/109", "109000", "99000"), ("10/0/30/69/+109", "109000", "99000"),
    ("0/-1/-1/-1/7", "7000", ""), ("-1/-1/-1/-1/5000", "5000000", ""), ("0/0/1/-1/-1", "", ""),
    ("0/0/-1/4/9", "9000", "4000"),
  ])
  func `a timer of a phase that was never reached adds nothing`(
    timers: String, duration: String, upstream: String
  ) {
    expectEvent(
      Self.request(timers: timers), as: .haproxy,
      ["duration_us": duration, "upstream_duration_us": upstream])
  }

  @Test(arguments: [
    ("9/0/7/-1/14", "503", "DH--", "proxy"), ("9/0/7/-1/14", "502", "IH--", "proxy"),
    ("-1/-1/-1/-1/0", "400", "PR--", "proxy"), ("0/-1/-1/-1/0", "403", "PR--", "proxy"),
    ("0/-1/-1/-1/0", "429", "PR--", "proxy"), ("0/-1/-1/-1/0", "500", "PT--", "proxy"),
    ("0/-1/-1/-1/0", "302", "LR--", "proxy"), ("9/0/7/5/14", "503", "----", "upstream"),
    ("9/0/7/5/14", "200", "SD--", "upstream"), ("9/0/7/-1/14", "-1", "CH--", ""),
  ])
  func `a status before the headers of a server is HAProxy's own`(
    timers: String, status: String, state: String, maker: String
  ) throws {
    let line = Self.request(timers: timers, status: status, state: state)
    expectEvent(line, as: .haproxy, ["status_by": maker])
    let seen = ParsedContent(line, as: try FormatString.parse("haproxy:httplog").get().format)
    #expect(maker == "upstream" || seen.members.first?["status_by"] != "upstream")
    #expect(
      seen.members.first?["upstream_duration_us"]
        == ParsedContent(line, as: .haproxy).members.first?["upstream_duration_us"])
  }

  @Test func `a request that HAProxy could not read has no parts`() throws {
    let line = Self.request(
      server: "web/<NOSRV>", timers: "-1/-1/-1/-1/0", status: "400", state: "PR--",
      tail: #"{|} {} "<BADREQ>""#)
    let none = ["path": "", "method": "", "protocol": "", "cause": "protocol"]
    expectEvent(line, as: .haproxy, none)
    expectEvent(line, as: try FormatString.parse("haproxy:httplog").get().format, none)
    expectEvent(
      "[12/Mar/2025:09:14:01.655] 400 PR-- <BADREQ> <BADREQ> <BADREQ>",
      as: try FormatString.parse("haproxy:[%tr] %ST %tsc %HM %HP %HV").get().format, none)
  }

  @Test(arguments: [
    (#"{a|b} {} \"GET /esc HTTP/1.1\""#, "/esc", "HTTP/1.1"),
    (#"\"GET /esc HTTP/1.1\" 0/0000000000000000/0/0/0 a/TLSv1.3/T"#, "/esc", "HTTP/1.1"),
    (#"{a \"b\"} \"GET /esc HTT"#, "/esc HTT", ""), (#"\"<BADREQ>\""#, "", ""),
  ])
  func `a request whose quotes syslog escaped is read`(
    tail: String, path: String, version: String
  ) {
    expectEvent(Self.request(tail: tail), as: .haproxy, ["path": path, "protocol": version])
  }

  @Test(arguments: [
    (#""GET /a?b=c HTTP/1.1""#, "/a", "GET"), (#"{} "GET /a HTTP/1.1""#, "/a", "GET"),
    (#"{a b|c "d} {x} "GET /a HTTP/1.1""#, "/a", "GET"), (#""<BADREQ>""#, "", ""),
    (#"{} "GET /a/very/long"#, "/a/very/long", "GET"),
    (#""GET /a HTTP/1.1" 0/0000000000000000/0/0/0 a.example/TLSv1.3/TLS_AES"#, "/a", "GET"),
  ])
  func `captures, cut requests and what httpslog appends do not shift the request`(
    tail: String, path: String, method: String
  ) {
    expectEvent(Self.request(tail: tail), as: .haproxy, ["path": path, "method": method])
  }

  @Test(arguments: [
    "", "Mar 12 09:14:02 lb1 haproxy[14389]: ", "<134>Mar 12 09:14:02 haproxy[1]: ",
    "2025-03-12T09:14:02.003Z lb1 haproxy[7]: ",
  ])
  func `a syslog header may stand before a line`(header: String) {
    expectEvent(header + Self.request(), as: .haproxy, ["client": "203.0.113.7"])
  }

  @Test func `the zone of the accept date is assumed`() {
    #expect(ParsedContent(Self.request(), as: .haproxy).quality == .zoneAssumed)
  }

  @Test(arguments: [
    ("Connection closed during SSL handshake", "tls"), ("Timeout during SSL handshake", "tls"),
    ("Received something which does not look like a PROXY protocol header", "protocol"),
  ])
  func `a connection without a request is cancelled`(message: String, cause: String) {
    expectEvent(
      "203.0.113.7:56059 [12/Mar/2025:09:14:02.380] frt/f1: \(message)", as: .haproxy,
      ["cause": cause, "outcome": "cancelled", "extra.error": message, "status": ""])
  }

  @Test(arguments: [
    "Mar 12 09:14:02 lb1 haproxy[1]: Proxy web started.",
    "Mar 12 09:14:02 lb1 haproxy[1]: Server cart/c1 is DOWN, reason: Layer4 connection problem",
    "Mar 12 09:14:02 lb1 haproxy[1]: backend cart has no server available!",
    "[NOTICE]   (1) : New worker (8) forked",
    "[ALERT]  (1) : backend 'cart' has no server available!",
  ])
  func `what HAProxy says of itself is ignored`(line: String) {
    let parsed = ParsedContent("\(line)\n\(Self.request())", as: .haproxy)
    #expect(parsed.tally.ignored == 1 && parsed.tally.events == 1 && parsed.closes)
  }

  @Test func `lines of a format of one's own are refused`() {
    expectReject(
      "Mar 12 09:14:02 lb1 haproxy[1]: 203.0.113.7 200 /a 31", as: .haproxy, .notThisFormat)
  }
}
