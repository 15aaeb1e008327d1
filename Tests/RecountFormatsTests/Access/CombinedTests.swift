// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Lines as servers, clients and attackers really make them.
@Suite struct CombinedTests {
  private static let time = "[12/Mar/2025:09:14:02 +0000]"
  private static let answer = #""GET / HTTP/1.1" 200 5 "-" "curl/8.5.0""#

  // MARK: - Before the time

  @Test(arguments: [
    ("203.0.113.7 - -", "203.0.113.7", "", ""),
    ("- - -", "", "", ""),
    ("unix: - -", "unix:", "", ""),
    ("client.example.net - frank", "client.example.net", "frank", ""),
    ("2001:db8::7 - -", "2001:db8::7", "", ""),
    ("[2001:db8::7] - -", "2001:db8::7", "", ""),
    ("fe80::1%eth0 - -", "fe80::1%eth0", "", ""),
    ("203.0.113.7:5123 - -", "203.0.113.7:5123", "", ""),
    ("203.0.113.7, 10.0.0.1 - -", "203.0.113.7", "", ""),
    ("203.0.113.7, 10.0.0.2, 10.0.0.1 - alice", "203.0.113.7", "alice", ""),
    ("203.0.113.7,10.0.0.1 - -", "203.0.113.7", "", ""),
    ("203.0.113.7,10.0.0.2, 10.0.0.1 - alice", "203.0.113.7", "alice", ""),
    ("shop.example 203.0.113.7,10.0.0.1 - -", "203.0.113.7", "", "shop.example"),
    ("-,10.0.0.1 - -", "", "", ""),
    // Users: with spaces, brackets, quotes, an address, nothing.
    ("203.0.113.7 - j. r. r. doe", "203.0.113.7", "j. r. r. doe", ""),
    ("203.0.113.7 - doe [admin] x", "203.0.113.7", "doe [admin] x", ""),
    ("203.0.113.7 - [12/Mar]", "203.0.113.7", "[12/Mar]", ""),
    ("203.0.113.7 - alice@EXAMPLE.COM", "203.0.113.7", "alice@EXAMPLE.COM", ""),
    (#"203.0.113.7 - """#, "203.0.113.7", "", ""),
    ("203.0.113.7 ident alice", "203.0.113.7", "alice", ""),
    ("203.0.113.7 - - ", "203.0.113.7", "", ""),
    ("203.0.113.7 -", "203.0.113.7", "", ""),
    ("203.0.113.7 - [203.0.113.7] - -", "203.0.113.7", "", ""),
    ("203.0.113.7 - [203.0.113.7] - bob", "203.0.113.7", "bob", ""),
    // Virtual hosts, and what only looks like one.
    ("shop.example 203.0.113.7 - -", "203.0.113.7", "", "shop.example"),
    ("shop.example:443 203.0.113.7 - bob b", "203.0.113.7", "bob b", "shop.example:443"),
    ("shop.example:443 client.example.net - -", "client.example.net", "", "shop.example:443"),
    ("shop.example client.example.net - -", "client.example.net", "", "shop.example"),
    ("198.51.100.1 203.0.113.7 - -", "203.0.113.7", "", "198.51.100.1"),
    ("198.51.100.1:80 203.0.113.7 - -", "203.0.113.7", "", "198.51.100.1:80"),
    ("[2001:db8::1]:443 2001:db8::7 - -", "2001:db8::7", "", "[2001:db8::1]:443"),
    ("shop.example fe80::1%eth0 - -", "fe80::1%eth0", "", "shop.example"),
    ("- 203.0.113.7 - -", "203.0.113.7", "", ""),
    ("2001:db8::7 ident bob b", "2001:db8::7", "bob b", ""),
    ("cafe.ada.abba.de ident bob b", "cafe.ada.abba.de", "bob b", ""),
  ])
  func `client, user and virtual host are told apart`(
    prefix: String, client: String, user: String, host: String
  ) {
    expectEvent(
      "\(prefix) \(Self.time) \(Self.answer)", as: .combined,
      ["client": client, "user": user, "host": host, "status": "200", "path": "/"])
  }

  @Test(arguments: [
    ("203.0.113.7", RejectReason.missingField),
    ("203.0.113.7 - ", .missingField),
    (" 203.0.113.7 - -", .missingField),
    ("cart-1  | 203.0.113.7 - -", .missingField),
    ("203.0.113.7, 10.0.0.1", .missingField),
    ("203.0.113.7, 10.0.0.1 -", .missingField),
    ("Mar 12 09:14:02 web1 nginx: 203.0.113.7 - -", .malformedField),
    ("Mar 12 09:14:02 web1 nginx: 203.0.113.7 - bob", .malformedField),
    ("<134>1 web1 nginx 203.0.113.7 - - - -", .malformedField),
  ])
  func `a line with less or more before its time is refused, not shifted`(
    prefix: String, reason: RejectReason
  ) {
    expectReject("\(prefix) \(Self.time) \(Self.answer)", as: .combined, reason)
  }

  @Test func `a line that begins with its time has no client`() {
    expectReject("\(Self.time) \(Self.answer)", as: .combined, .missingField)
    expectReject(
      "[Thu Oct 13 12:24:49.880562 2022] auth_basic:error", as: .combined, .malformedTime)
  }

  // MARK: - Times

  @Test(arguments: [
    ("12/Mar/2025:10:14:02 +0100", "02.000000"), ("12/Mar/2025:09:14:02.310 +0000", "02.310000"),
    ("2025-03-12T09:14:02+00:00", "02.000000"), ("2025-03-12T10:14:02+0100", "02.000000"),
    ("2025-03-12T09:14:02Z", "02.000000"), ("2025-03-12T08:44:02.31-00:30", "02.310000"),
    ("2025-03-12T09:14:02.310019456Z", "02.310019"),
  ])
  func `a time has the form of the log or of ISO 8601`(text: String, seconds: String) {
    expectEvent(
      #"203.0.113.7 - bob [\#(text)] \#(Self.answer)"#, as: .combined,
      ["start": "2025-03-12T09:14:\(seconds)Z", "user": "bob", "path": "/", "agent": "curl/8.5.0"])
  }

  @Test(arguments: [
    "2025-03-12T09:14:02", "2025-13-12T09:14:02Z", "2025-03-12T25:14:02Z", "2025-03-12T09:14:0Z",
    "2025-03-12 09:14:02", "2025-03-12", "2025-03-12T",
  ])
  func `a time without a zone or of no day is refused`(text: String) {
    expectReject("203.0.113.7 - - [\(text)] \(Self.answer)", as: .combined, .malformedTime)
    expectReject("[\(text)] \(Self.answer)", as: .combined, .malformedTime)
  }

  @Test func `both forms of times may stand in one file`() {
    let iso = "203.0.113.7 - - [2025-03-12T09:14:02Z] \(Self.answer)"
    let parsed = ParsedContent(
      "\(iso)\n203.0.113.7 - - \(Self.time) \(Self.answer)\n\(iso)", as: .combined)
    #expect(parsed.tally.events == 3 && parsed.closes)
    #expect(Set(parsed.members.map { $0["start"] }) == ["2025-03-12T09:14:02.000000Z"])
  }

  // MARK: - Requests

  @Test(arguments: [
    ("GET /v1/cart?id=9 HTTP/1.1", "GET", "/v1/cart", "id=9", "HTTP/1.1", ""),
    ("GET /v1/cart? HTTP/2.0", "GET", "/v1/cart", "", "HTTP/2.0", ""),
    ("GET /a?b=c?d HTTP/3", "GET", "/a", "b=c?d", "HTTP/3", ""),
    ("GET /a b c HTTP/1.1", "GET", "/a b c", "", "HTTP/1.1", ""),
    ("GET  /a HTTP/1.1 ", "GET", "/a", "", "HTTP/1.1", ""),
    ("GET /old", "GET", "/old", "", "", ""),
    ("GET / HTTP/1.1/x", "GET", "/ HTTP/1.1/x", "", "", ""),
    ("GET HTTP/1.1", "GET", "", "", "HTTP/1.1", ""),
    ("OPTIONS * HTTP/1.1", "OPTIONS", "*", "", "HTTP/1.1", ""),
    ("CONNECT shop.example:443 HTTP/1.1", "CONNECT", "shop.example:443", "", "HTTP/1.1", ""),
    ("CONNECT shop.example:443", "CONNECT", "shop.example:443", "", "", ""),
    ("GET http://shop.example/a?b HTTP/1.0", "GET", "/a", "b", "HTTP/1.0", "shop.example"),
    ("GET http://shop.example:81 HTTP/1.0", "GET", "", "", "HTTP/1.0", "shop.example:81"),
    ("GET http://shop.example?b=1 HTTP/1.0", "GET", "", "b=1", "HTTP/1.0", "shop.example"),
    ("GET http:// HTTP/1.0", "GET", "", "", "HTTP/1.0", ""),
    ("GET http: HTTP/1.0", "GET", "http:", "", "HTTP/1.0", ""),
    ("M-SEARCH * HTTP/1.1", "M-SEARCH", "*", "", "HTTP/1.1", ""),
    ("-", "", "", "", "", ""),
    ("- - -", "", "", "", "", ""),
    ("- http://- -", "", "", "", "", ""),
    ("", "", "", "", "", ""),
    (" ", "", "", "", "", ""),
    ("User User", "", "User User", "", "", ""),
    ("GET", "", "GET", "", "", ""),
    (#"\x16\x03\x01\x02\x00\x01\x00"#, "", #"\x16\x03\x01\x02\x00\x01\x00"#, "", "", ""),
    (#"\x16\x03\x01 \x02"#, "", #"\x16\x03\x01 \x02"#, "", "", ""),
    (#"GET /a\"b HTTP/1.1"#, "GET", #"/a\"b"#, "", "HTTP/1.1", ""),
    (#"GET /a\x22b HTTP/1.1"#, "GET", #"/a\x22b"#, "", "HTTP/1.1", ""),
    (#"GET /a\\ HTTP/1.1"#, "GET", #"/a\\"#, "", "HTTP/1.1", ""),
    (#"GET /a"b"c HTTP/1.1"#, "GET", #"/a"b"c"#, "", "HTTP/1.1", ""),
    (#"GET /<script>alert("x") HTTP/1.1"#, "GET", #"/<script>alert("x")"#, "", "HTTP/1.1", ""),
    (#"GET /" 20 " HTTP/1.1"#, "GET", #"/" 20 ""#, "", "HTTP/1.1", ""),
    ("GET /%D8%B3%20?q=%22 HTTP/1.1", "GET", "/%D8%B3%20", "q=%22", "HTTP/1.1", ""),
    ("GET /straße HTTP/1.1", "GET", "/straße", "", "HTTP/1.1", ""),
    ("GET /a\u{85}b HTTP/1.1", "GET", "/a\u{85}b", "", "HTTP/1.1", ""),
  ])
  func `a request is split, whatever clients put there`(
    request: String, method: String, path: String, query: String, version: String, host: String
  ) {
    expectEvent(
      #"203.0.113.7 - - \#(Self.time) "\#(request)" 404 5 "-" "curl/8.5.0""#, as: .combined,
      [
        "method": method, "path": path, "query": query, "protocol": version, "host": host,
        "status": "404", "body_bytes": "5", "agent": "curl/8.5.0", "extra.tail": "",
      ])
  }

  // MARK: - Statuses and sizes

  @Test(arguments: [
    ("200", "200", "success", ""), ("304", "304", "success", ""), ("404", "404", "success", ""),
    ("429", "429", "failure", "rate_limit"), ("499", "499", "cancelled", "client_abort"),
    ("500", "500", "failure", ""), ("502", "502", "failure", ""), ("504", "504", "timeout", ""),
    ("599", "599", "failure", ""), ("600", "600", "success", ""), ("999", "999", "success", ""),
    ("000", "", "cancelled", ""), ("009", "", "cancelled", ""), ("-", "", "cancelled", ""),
  ])
  func `a status has its outcome, and none is none`(
    text: String, status: String, outcome: String, cause: String
  ) {
    expectEvent(
      #"203.0.113.7 - - \#(Self.time) "GET / HTTP/1.1" \#(text) 5"#, as: .combined,
      ["status": status, "outcome": outcome, "cause": cause, "body_bytes": "5"])
  }

  @Test(arguments: [
    ("0", "0"), ("-", "0"), ("157", "157"), ("4294967296", "4294967296"),
    ("999999999999999999", "999999999999999999"),
  ])
  func `a size is 64 bits, and a dash is 0`(text: String, bytes: String) {
    expectEvent(
      #"203.0.113.7 - - \#(Self.time) "GET / HTTP/1.1" 200 \#(text) "-" "-""#, as: .combined,
      ["body_bytes": bytes, "agent": "", "referrer": ""])
  }

  @Test(arguments: [
    (#""GET / HTTP/1.1" OK 5"#, RejectReason.malformedStatus),
    (#""GET / HTTP/1.1" 20 5"#, .malformedStatus),
    (#""GET / HTTP/1.1" 2000 5"#, .malformedStatus),
    (#""GET / HTTP/1.1"  200 5"#, .malformedStatus),
    (#""GET / HTTP/1.1" 200 -5"#, .malformedField),
    (#""GET / HTTP/1.1" 200 5k"#, .malformedField),
    (#""GET / HTTP/1.1" 200 1000000000000000000000"#, .malformedField),
    (#""GET / HTTP/1.1" 200 "#, .malformedField),
    (#""GET / HTTP/1.1" 200"#, .missingField),
    (#""GET / HTTP/1.1" "#, .malformedStatus),
    (#""GET / HTTP/1.1""#, .missingField),
    (#""GET / HTTP/1.1"#, .malformedRequest),
    (#"""#, .malformedRequest),
    (#"GET / HTTP/1.1 200 5"#, .malformedRequest),
    ("", .malformedRequest),
  ])
  func `a line that breaks off or errs says where`(rest: String, reason: RejectReason) {
    expectReject("203.0.113.7 - - \(Self.time) \(rest)", as: .combined, reason)
    expectReject("203.0.113.7 - - \(Self.time)\(rest)", as: .combined, .malformedRequest)
  }

  // MARK: - Referrer, agent and tail

  @Test(arguments: [
    (#""-" "-""#, "", "", ""),
    (#""https://shop.example/" "curl/8.5.0""#, "https://shop.example/", "curl/8.5.0", ""),
    (#""-" "a \"b\" c""#, "", #"a \"b\" c"#, ""),
    (#""-" "a \x22b\x22""#, "", #"a \x22b\x22"#, ""),
    (#""-" "a "b" c""#, "", #"a "b" c"#, ""),
    (#""-" "Nokia 5" x""#, "", #"Nokia 5" x"#, ""),
    (#""http://x/?q="y"" "curl""#, #"http://x/?q="y""#, "curl", ""),
    (#""-" "curl" "-""#, "", "curl", #""-""#),
    (#""-" "a "b" c" "203.0.113.9""#, "", #"a "b" c"#, #""203.0.113.9""#),
    (#""-" "curl" 0.031 "x""#, "", "curl", #"0.031 "x""#),
    (#""-""#, "", "", ""),
    (#""https://x/" "#, "https://x/", "", ""),
    (#""-" "Mozilla/5.0 (cut"#, "", "", #""Mozilla/5.0 (cut"#),
    (#""-" "#, "", "", ""),
    (#""-" ""#, "", "", #"""#),
    (#"""#, "", "", #"""#),
    (#""" """#, "", "", ""),
    ("kong_request_id: \"ab\"", "", "", "kong_request_id: \"ab\""),
  ])
  func `referrer and agent keep their quotes, and what follows is kept`(
    rest: String, referrer: String, agent: String, tail: String
  ) {
    expectEvent(
      #"203.0.113.7 - - \#(Self.time) "GET / HTTP/1.1" 200 5 \#(rest)"#, as: .combined,
      ["referrer": referrer, "agent": agent, "extra.tail": tail, "status": "200"])
  }
}
