// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct EnvoyTests {
  private static func line(
    _ code: String, _ flags: String, _ numbers: String = "154 91 226 -",
    request: String = "POST /v1/cart HTTP/2", agent: String = "okhttp/4"
  ) -> String {
    #"[2025-03-12T09:14:02.310Z] "\#(request)" \#(code) \#(flags) \#(numbers) "203.0.113.7" "\#(agent)" "cc21" "cart" "10.0.2.1:80""#
  }

  @Test(arguments: [
    ("200", "-", "success", ""), ("200", "DC", "success", "client_abort"),
    ("0", "DC", "cancelled", "client_abort"), ("0", "-", "cancelled", "client_abort"),
    ("0", "UF", "error", "connect_refused"), ("0", "DR", "cancelled", "client_abort"),
    ("503", "UF,URX", "failure", "connect_refused"), ("503", "UH", "failure", "no_backend"),
    ("503", "UO", "failure", "overload"), ("503", "UC", "failure", "backend_reset"),
    ("503", "-", "failure", "app_error"), ("503", "XX", "failure", "app_error"),
    ("404", "NR", "success", "no_backend"), ("504", "UT", "timeout", "backend_timeout"),
    ("429", "RL", "failure", "rate_limit"), ("429", "-", "failure", "rate_limit"),
    ("403", "UAEX", "success", "auth"), ("400", "DPE", "success", "protocol"),
    ("503", "DF", "failure", "dns"), ("408", "SI", "success", "backend_timeout"),
    ("503", "LH,UH", "failure", "no_backend"), ("500", "FI", "failure", "app_error"),
    ("503", "UpstreamConnectionFailure,UpstreamRetryLimitExceeded", "failure", "connect_refused"),
    ("0", "DownstreamConnectionTermination", "cancelled", "client_abort"),
    ("503", "NoHealthyUpstream", "failure", "no_backend"),
    ("504", "UpstreamRequestTimeout", "timeout", "backend_timeout"),
    ("503", "custom_flag1", "failure", "app_error"),
  ])
  func `code and flags give outcome and cause`(
    code: String, flags: String, outcome: String, cause: String
  ) {
    expectEvent(
      Self.line(code, flags), as: .envoy,
      [
        "status": code == "0" ? "" : code, "outcome": outcome, "cause": cause,
        "extra.response_flags": flags == "-" ? "" : flags, "body_bytes": "91",
        "start": "2025-03-12T09:14:02.310000Z", "end": "2025-03-12T09:14:02.536000Z",
        "duration_us": "226000", "service": "cart", "client": "203.0.113.7", "trace": "cc21",
      ])
  }

  @Test(arguments: [
    (#"GET /a"b HTTP/1.1"#, #"/a"b"#, "x"), (#"GET /" 20 HTTP/1.1"#, #"/" 20"#, #"a "b" c"#),
    ("GET /a HTTP/1.1", "/a", #"Nokia 5" x"#), ("- - HTTP/1.1", "-", "-"),
  ])
  func `requests and agents are written as they came, quotes included`(
    request: String, path: String, agent: String
  ) {
    expectEvent(
      Self.line("200", "-", request: request, agent: agent), as: .envoy,
      ["path": path, "agent": agent == "-" ? "" : agent, "host": "cart", "status": "200"])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1", "200", "-", "x 1045 12 11", RejectReason.malformedField),
    ("GET / HTTP/1.1", "200", "-", "0 x 12 11", .malformedField),
    ("GET / HTTP/1.1", "200", "-", "0 1045 1.5 11", .malformedField),
    ("GET / HTTP/1.1", "200", "-", "0 1045 12 x", .malformedField),
    ("GET / HTTP/1.1", "200", "-", "0 1045 999999999999999999 -", .malformedField),
    ("GET / HTTP/1.1", "200", "a;b", "0 1045 12 11", .malformedField),
    ("GET / HTTP/1.1", "20", "-", "0 1045 12 11", .malformedStatus),
    ("GET / HTTP/1.1", "2000", "-", "0 1045 12 11", .malformedStatus),
    ("GET / HTTP/1.1", "-", "-", "0 1045 12 11", .malformedStatus),
  ])
  func `numbers that are none are refused`(
    request: String, code: String, flags: String, numbers: String, reason: RejectReason
  ) {
    expectReject(Self.line(code, flags, numbers, request: request), as: .envoy, reason)
  }

  /// With details, as old and new versions of Istio write them, and with spaces in braces.
  @Test(arguments: [
    (#"UF upstream_reset - "-""#, "upstream_reset"),
    (
      #"UF upstream_reset{remote reset,why} - "delayed connect error: 111""#,
      "upstream_reset{remote reset,why}"
    ),
    (#"UF "-" "-""#, ""),
  ])
  func `the lines of Istio have details and the parties`(details: String, kept: String) {
    expectEvent(
      #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 503 \#(details) 0 152 3 - "-" "curl" "4e43" "cart:8080" "10.244.1.15:8080" outbound|8080||cart - - 10.244.2.19:55058 - default"#,
      as: .envoy,
      [
        "status": "503", "cause": "connect_refused", "body_bytes": "152", "duration_us": "3000",
        "client": "10.244.2.19", "host": "cart:8080", "agent": "curl", "trace": "4e43",
        "extra.response_code_details": kept, "status_by": "proxy",
      ])
  }

  @Test func `a line that ends early is refused wherever it ends`() {
    let line = Self.line("200", "-")
    for end in line.indices.dropFirst() {
      let parsed = ParsedContent(String(line[..<end]), as: .envoy)
      #expect(parsed.rejects.count == 1, "\(line[..<end])")
    }
  }

  @Test func `the client is the first forwarded address`() {
    let line = Self.line("200", "-").replacing(
      #""203.0.113.7""#, with: #""2001:db8::7, 10.0.0.1, 10.0.0.2""#)
    expectEvent(line, as: .envoy, ["client": "2001:db8::7"])
  }
}
