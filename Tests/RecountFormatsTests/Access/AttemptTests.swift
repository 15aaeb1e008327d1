// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import Testing

/// What each attempt upstream gave, and who made the status.
@Suite struct AttemptTests {
  private static func line(_ text: String, as format: LogFormat) throws -> String {
    try #require(ParsedContent(text, as: format).lines.first)
  }

  @Test func `ingress-nginx's lists are kept attempt by attempt`() throws {
    let line = try Self.line(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "x" 80 0.532 [shop] [] 10.0.0.5:80, [2001:db8::7]:80 : unix:/run/x.sock -, 0 : 5 0.5, - : 0.031 502, 504 : 200 0f1e2d3c4b5a69788796a5b4c3d2e1f0"#,
      as: .ingressNginx)
    #expect(
      line.contains(
        #""extra":{"upstream_attempts":[{"address":"10.0.0.5:80","duration_us":500000,"status":502},{"address":"[2001:db8::7]:80","status":504},{"address":"unix:/run/x.sock","duration_us":31000,"status":200}]}"#
      ), "\(line)")
    #expect(line.contains(#""upstream_statuses":[502,504,200]"#))
    #expect(line.contains(#""status_by":"upstream""#))
  }

  @Test func `the times of nginx's attempts are kept`() throws {
    let retried = try Self.line(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "x" 0.531 0.500, 0.031 0f1e2d3c4b5a69788796a5b4c3d2e1f0"#,
      as: .nginxTimed)
    #expect(
      retried.contains(#""upstream_attempts":[{"duration_us":500000},{"duration_us":31000}]"#))
    let once = try Self.line(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5 "-" "x" 0.531 0.500 0f1e2d3c4b5a69788796a5b4c3d2e1f0"#,
      as: .nginxTimed)
    #expect(!once.contains("extra") && once.contains(#""status_by":"upstream""#))
  }

  @Test func `JSON by nginx's names keeps them as well`() throws {
    let line = try Self.line(
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","request_method":"GET","request_uri":"/a","status":"200","upstream_addr":"10.0.0.5:80, 10.0.0.6:80","upstream_status":"502, 200","upstream_response_time":"0.500, 0.031"}"#,
      as: .jsonAccess)
    #expect(
      line.contains(
        #""upstream_attempts":[{"address":"10.0.0.5:80","duration_us":500000,"status":502},{"address":"10.0.0.6:80","duration_us":31000,"status":200}]"#
      ), "\(line)")
    let odd = try Self.line(
      #"{"time_iso8601":"2025-03-12T09:14:02+00:00","request_method":"GET","request_uri":"/a","status":"200","upstream_addr":"10.0.0.5:80, 10.0.0.6:80","upstream_status":"502"}"#,
      as: .jsonAccess)
    #expect(!odd.contains("upstream_attempts"))
  }

  @Test(arguments: [("3", "3", ""), ("+2", "2", "1"), ("0", "", ""), ("+0", "0", "1")])
  func `HAProxy tells how often it tried again`(
    text: String, retries: String, redispatched: String
  ) {
    expectEvent(
      #"203.0.113.7:33317 [12/Mar/2025:09:14:01.655] https-in~ cart/cart2 10/0/30/69/109 200 2750 - - ---- 12/11/5/3/\#(text) 0/0 "GET /v1/cart HTTP/1.1""#,
      as: .haproxy, ["extra.retries": retries, "extra.redispatched": redispatched])
    expectEvent(
      "203.0.113.7:33313 [12/Mar/2025:09:14:01.443] sql orders/db1 0/0/5007 212 -- 0/0/0/0/\(text) 0/0",
      as: .haproxy, ["extra.retries": retries, "extra.redispatched": redispatched])
  }

  @Test(arguments: [
    ("envoy", #""GET / HTTP/1.1" 503 UF 0 91 226 - "-" "x" "-" "cart" "-""#, "proxy"),
    ("envoy", #""GET / HTTP/1.1" 0 DC 0 0 5002 - "-" "x" "-" "cart" "-""#, ""),
    ("envoy", #""GET / HTTP/1.1" 500 - 0 91 226 225 "-" "x" "-" "cart" "-""#, "upstream"),
    ("envoy", #""GET / HTTP/1.1" 200 - 0 91 226 225 "-" "x" "-" "cart" "-""#, "upstream"),
    ("envoy", #""GET / HTTP/1.1" 301 - 0 91 0 - "-" "x" "-" "cart" "-""#, ""),
  ])
  func `who made the status is told where the line tells`(
    name: String, rest: String, maker: String
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    expectEvent("[2025-03-12T09:14:02.310Z] " + rest, as: format, ["status_by": maker])
  }

  @Test func `a log that tells of no upstream does not tell who made the status`() {
    for status in [200, 429, 502] {
      expectEvent(
        #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" \#(status) 5"#,
        as: .combined, ["status_by": "", "status": "\(status)"])
    }
    expectEvent(
      #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 499 0"#, as: .combined,
      ["status_by": "client"])
  }
}
