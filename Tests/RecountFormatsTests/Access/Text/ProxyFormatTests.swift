// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct ProxyFormatTests {
  private static func line(_ status: String, _ tail: String) -> String {
    #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" \#(status) 5 "-" "x" \#(tail)"#
  }

  // MARK: - ingress-nginx

  @Test(arguments: [
    ("200", "10.0.0.5:80 5 0.030 200", "200", "30000", ""),
    ("200", "10.0.0.5:80, 10.0.0.6:80 0, 5 3.000, 0.030 502, 200", "502,200", "3030000", ""),
    (
      "504", "10.0.0.5:80, 10.0.0.6:80 0, 0 30.000, 30.001 504, 504", "504,504", "60001000",
      "backend_timeout"
    ),
    ("200", "10.0.0.5:80 : 10.0.0.6:80 0 : 5 0.001 : 0.002 404 : 200", "404,200", "3000", ""),
    ("502", "10.0.0.5:80 0 0.001 502", "502", "1000", "backend_reset"),
    ("502", "10.0.0.5:80 157 0.001 502", "502", "1000", "app_error"),
    ("502", "shop-cart-8080 0 - 502", "502", "", "no_backend"),
    ("503", "- - - -", "", "", "overload"),
    ("500", "10.0.0.5:80 5 0.030 500", "500", "30000", "app_error"),
    ("499", "10.0.0.5:80 0 5.000 -", "", "5000000", "client_abort"),
  ])
  func `attempts upstream keep their fields apart`(
    status: String, upstream: String, statuses: String, time: String, cause: String
  ) {
    for alternative in [" []", " [other]", ""] {
      expectEvent(
        Self.line(status, "462 60.001 [shop-cart-8080]\(alternative) \(upstream) 7521"),
        as: .ingressNginx,
        [
          "upstream_statuses": statuses, "upstream_duration_us": time, "cause": cause,
          "service": "shop-cart-8080", "trace": "7521", "duration_us": "60001000",
        ])
    }
  }

  @Test(arguments: [
    "462 60.001 [a] [] 10.0.0.5:80, 10.0.0.6:80 0 0.001 502 id",
    "462 60.001 [a] [] 10.0.0.5:80 0 0.001 502 id more", "462 x [a] [] - - - - id",
    "462 60.001 [a] [] 10.0.0.5:80 0 a 502 id", "462 60.001 [a] [] 10.0.0.5:80 b 0.1 502 id",
  ])
  func `lists that do not belong together are refused, never shifted`(tail: String) {
    expectReject(Self.line("502", tail), as: .ingressNginx, .malformedField)
  }

  @Test func `the controller's own lines are ignored`() {
    let own = "E0312 09:14:02.123456       7 controller.go:163] no endpoints"
    let error = "2025/03/12 09:14:02 [error] 31#31: *9 upstream timed out"
    let request = Self.line("200", "462 0.001 [a] [] 10.0.0.5:80 5 0.030 200 7521")
    let parsed = ParsedContent("\(own)\n\(request)\n\(error)", as: .ingressNginx)
    #expect(parsed.tally.ignored == 2 && parsed.tally.events == 1 && parsed.closes)
  }

  // MARK: - Traefik

  @Test(arguments: [
    ("200", #""cart@docker" "http://10.0.0.5:80" 31ms"#, "cart@docker", ""),
    ("503", #""cart@docker" "http://10.0.0.5:80" 31ms"#, "cart@docker", "app_error"),
    ("502", #""cart@docker" "http://10.0.0.5:80" 31ms"#, "cart@docker", ""),
    ("503", #""cart@docker" "-" 31ms"#, "cart@docker", "no_backend"),
    ("404", #""-" "-" 31ms"#, "", ""), ("499", #""a" "" 31ms"#, "a", "client_abort"),
    ("504", #""a" "http://10.0.0.5:80" 31ms"#, "a", "backend_timeout"),
  ])
  func `Traefik's router is the service`(
    status: String, tail: String, service: String, cause: String
  ) {
    expectEvent(
      Self.line(status, "7 \(tail)"), as: .traefik,
      [
        "service": service, "cause": cause, "duration_us": "31000",
        "start": "2025-03-12T09:14:02.000000Z", "end": "2025-03-12T09:14:02.031000Z",
      ])
  }

  // MARK: - Squid

  @Test(arguments: [
    ("TCP_MISS/200", "HIER_DIRECT/10.0.0.5", "200", "success", ""),
    ("TCP_MISS/503", "HIER_NONE/-", "503", "failure", "no_backend"),
    ("TCP_MISS/503", "HIER_DIRECT/10.0.0.5", "503", "failure", ""),
    ("TCP_MISS_ABORTED/000", "HIER_DIRECT/10.0.0.5", "", "cancelled", "client_abort"),
    ("TCP_MISS_TIMEDOUT/000", "HIER_DIRECT/10.0.0.5", "", "timeout", "backend_timeout"),
    ("TCP_DENIED/407", "HIER_NONE/-", "407", "success", "auth"),
    ("NONE_NONE/000", "HIER_NONE/-", "", "cancelled", "client_abort"),
    ("TCP_MISS/504", "HIER_NONE/-", "504", "timeout", "backend_timeout"),
  ])
  func `Squid's result tells the cause`(
    result: String, peer: String, status: String, outcome: String, cause: String
  ) {
    expectEvent(
      "1741770842.310    226 203.0.113.7 \(result) 4012 GET http://shop.example/ - \(peer) text/html",
      as: .squid,
      [
        "status": status, "outcome": outcome, "cause": cause, "duration_us": "226000",
        "start": "2025-03-12T09:14:02.084000Z", "host": "shop.example",
      ])
  }

  @Test(arguments: [
    ("UDP_HIT/000", "ICP_QUERY"), ("UDP_MISS/000", "ICP_QUERY"), ("UDP_MISS/000", "HTCP_TST"),
  ])
  func `questions between caches are no requests`(result: String, method: String) {
    let question =
      "1741770842.310      1 203.0.113.7 \(result) 71 \(method) http://shop.example/ua - HIER_NONE/- -"
    let request =
      "1741770842.310     12 203.0.113.7 TCP_HIT/200 12 GET http://shop.example/ - HIER_NONE/- -"
    let parsed = ParsedContent("\(question)\n\(request)", as: .squid)
    #expect(parsed.tally.ignored == 1 && parsed.tally.events == 1 && parsed.closes)
  }

  @Test(arguments: ["http://shop.example/a b", "http://shop.example/a b/c d/e"])
  func `a target with spaces is refused, never shifted`(target: String) {
    expectReject(
      "1741770842.310     12 203.0.113.7 TCP_MISS/200 12 GET \(target) - HIER_DIRECT/10.0.0.5 text/html",
      as: .squid, .malformedField)
  }

  @Test func `a clock that was set back leaves no duration`() {
    expectEvent(
      "1741770842.310     -7 203.0.113.7 TCP_HIT/200 12 GET http://shop.example/ - HIER_NONE/- -",
      as: .squid, ["duration_us": "", "end": "2025-03-12T09:14:02.310000Z"])
  }
}
