// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What all dialects of named members share.
@Suite struct JSONMemberTests {
  private static let stamp = #""ts":1741770842.31,"logger":"http.log.access""#

  @Test func `a name may be escaped`() {
    let line =
      #"{"\u0040timestamp":"2025-03-12T09:14:02Z","st\u0061tus":503,"url":{"p\u0061th":"\/a"}}"#
    expectEvent(line, as: .jsonAccess, ["status": "503", "path": "/a"])
  }

  @Test func `the first of two equal names is taken, wherever it stands`() {
    for line in [
      #"{"DownstreamStatus":502,"DownstreamStatus":200,"StartUTC":"2025-03-12T09:14:02Z"}"#,
      #"{"DownstreamStatus":502,"a":"\"","StartUTC":"2025-03-12T09:14:02Z","DownstreamStatus":200}"#,
    ] {
      expectEvent(line, as: .traefikJSON, ["status": "502"])
    }
  }

  @Test(arguments: [
    ("0.0123", "12300"), ("12345678", "12345"), ("0", "0"), ("2", "2000000"),
    (#""1m32.05s""#, "92050000"), (#""12.3ms""#, "12300"), ("5e-05", "50"), ("1.5E+1", "15000000"),
    ("3.0517578125e-05", "30"), ("1e-9", "0"), ("-1", ""), ("1e99", ""), ("1e", ""), ("e5", ""),
    ("null", ""), (#""""#, ""), (#""-""#, ""), ("999999999999999999e9", ""), ("1e+", ""),
    ("1.2.3e-2", ""), ("999999999999999999", "999999999999999"),
  ])
  func `a duration of Caddy has one of Go's forms`(text: String, duration: String) {
    expectEvent(
      #"{\#(Self.stamp),"status":200,"duration":\#(text)}"#, as: .caddy,
      ["duration_us": duration])
  }

  @Test(arguments: [
    ("1741770842.31", "2025-03-12T09:14:02.310000Z"),
    ("1741770842310", "2025-03-12T09:14:02.310000Z"),
    ("1741770842310000000", "2025-03-12T09:14:02.310000Z"),
    (#""2025-03-12T10:14:02.310+0100""#, "2025-03-12T09:14:02.310000Z"),
    (#""2025/03/12 09:14:02""#, "2025-03-12T09:14:02.000000Z"),
    (#""2025/03/12 09:14:02.310""#, "2025-03-12T09:14:02.310000Z"),
    (#""12/Mar/2025:09:14:02 +0000""#, "2025-03-12T09:14:02.000000Z"),
  ])
  func `a time of Caddy has one of its formats`(text: String, time: String) {
    let line = #"{"ts":\#(text),"logger":"http.log.access.log3","status":200}"#
    expectEvent(line, as: .caddy, ["end": time])
    let quality = ParsedContent(line, as: .caddy).quality
    #expect(quality == (text.contains("/03/") ? .zoneAssumed : .exact))
  }

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("203.0.113.7:46532", "203.0.113.7"),
    ("2001:db8::7", "2001:db8::7"), ("[2001:db8::7]:46532", "2001:db8::7"),
    ("203.0.113.7, 10.0.0.1", "203.0.113.7"), (" 203.0.113.7 ,10.0.0.1", "203.0.113.7"),
    ("unix:", "unix:"), (",", ""), ("[]", "[]"), ("-", ""), ("", ""),
  ])
  func `an address is the first of a list and has no port`(text: String, client: String) {
    expectEvent(
      #"{\#(Self.stamp),"status":200,"request":{"client_ip":"\#(text)"}}"#, as: .caddy,
      ["client": client])
  }

  @Test func `places hold when a value further on has to be unescaped`() {
    let line =
      #"{"StartUTC":"2025-03-12T09:14:02Z","ClientHost":"203.0.113.7","DownstreamStatus":"502","OriginStatus":500,"RequestMethod":"GET","unused":"\"","RequestPath":"\/a?b=\"c\"","ServiceName":"cart","request_User-Agent":"\u00e9","RequestHost":"h"}"#
    let expected = [
      "client": "203.0.113.7", "status": "502", "method": "GET", "path": "/a", "query": #"b="c""#,
      "service": "cart", "agent": "é", "host": "h", "upstream_statuses": "500",
    ]
    expectEvent(line, as: .traefikJSON, expected)
    let pair = ParsedContent("\(line)\n\(line)\n", as: .traefikJSON).members
    #expect(pair.count == 2 && pair[1]["path"] == "/a" && pair[1]["host"] == "h")
  }

  @Test(arguments: [
    (#""request":"GET /a?b=1 HTTP/1.1""#, "GET", "/a", "HTTP/1.1"),
    (#""request":"POST \/b\"c HTTP/2.0""#, "POST", "/b\"c", "HTTP/2.0"),
    (#""request":"""#, "", "", ""), (#""request":"-""#, "", "", ""),
    (#""request":"GET /a HTTP/1.1","request_method":"PUT","uri":"/z""#, "PUT", "/z", ""),
  ])
  func `a request line is split where no member has its parts`(
    member: String, method: String, path: String, version: String
  ) {
    expectEvent(
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","status":200,\#(member)}"#, as: .jsonAccess,
      ["method": method, "path": path, "protocol": version])
  }

  @Test(arguments: [
    ("502", "failed_to_negotiate_alpn", "tls"), ("500", "internal_error", "protocol"),
  ])
  func `an error of Google's balancer is its own`(status: String, details: String, cause: String) {
    expectEvent(
      #"{"httpRequest":{"status":\#(status),"requestUrl":"/"},"jsonPayload":{"statusDetails":"\#(details)"},"insertId":"1","timestamp":"2025-03-12T09:14:02Z"}"#,
      as: .gcpRequest, ["cause": cause, "status_by": "proxy"])
  }

  @Test(arguments: [
    (504, #""upstream_status":"504""#, "backend_timeout", "proxy"),
    (502, #""upstream_status":"502""#, "backend_reset", "proxy"),
    (502, #""upstream_status":"-","upstream_addr":"10.0.0.5:80""#, "no_backend", "proxy"),
    (502, #""upstream_status":"502","upstream_addr":"10.0.0.5:80""#, "backend_reset", "proxy"),
    (502, #""upstream_status":"502","upstream_addr":"unix:\/a.sock""#, "backend_reset", "proxy"),
    (502, #""upstream_status":"502","upstream_addr":"backend""#, "no_backend", "proxy"),
    (
      502, #""upstream_status":"502, 502","upstream_addr":"10.0.0.5:80, shop-cart-8080""#,
      "no_backend", "proxy"
    ),
    (503, #""upstream_status":"503""#, "app_error", "upstream"),
    (503, #""upstream_response_time":"-""#, "overload", "proxy"),
    (503, #""upstream_response_time":"0.010""#, "app_error", "upstream"),
    (500, #""upstream_status":"500""#, "app_error", "upstream"),
    (499, #""upstream_status":"""#, "client_abort", "client"),
    (200, #""upstream_status":"502, 200""#, "", "upstream"),
    // Where nothing was said of an upstream the status tells nothing.
    (502, #""upstream_addr":"10.0.0.5:80""#, "", ""), (502, #""path":"/""#, "", ""),
  ])
  func `members of nginx's upstreams tell the cause as its text does`(
    status: Int, members: String, cause: String, maker: String
  ) {
    expectEvent(
      #"{"time":1741770842.31,"status":\#(status),\#(members)}"#, as: .jsonAccess,
      ["cause": cause, "status_by": maker])
    let gelf = members.replacing(#""upstream_"#, with: #""_upstream_"#)
    expectEvent(
      #"{"version":"1.1","short_message":"x","timestamp":1741770842.31,"_status":\#(status),\#(gelf)}"#,
      as: .gelf, ["cause": cause, "status_by": maker])
  }

  @Test(arguments: [
    ("0.031", "31000"), ("0.010, 0.021", "31000"), ("0.010, - : 0.002", "12000"), ("-", ""),
    ("", ""), ("x", ""), (", :", ""),
  ])
  func `times upstream are added up`(text: String, duration: String) {
    expectEvent(
      #"{"time_iso8601":"2025-03-12T09:14:02Z","status":200,"upstream_response_time":"\#(text)"}"#,
      as: .jsonAccess, ["upstream_duration_us": duration])
  }
}
