// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct EnvoyTests {
  private static func line(
    _ code: String, _ flags: String, _ numbers: String = "154 91 226 -",
    request: String = "POST /v1/cart HTTP/2", agent: String = "okhttp/4",
    host: String = "10.0.2.1:80"
  ) -> String {
    #"[2025-03-12T09:14:02.310Z] "\#(request)" \#(code) \#(flags) \#(numbers) "203.0.113.7" "\#(agent)" "cc21" "cart" "\#(host)""#
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
    ("503", "LH,UH", "failure", "no_backend"), ("500", "FI", "failure", ""),
    ("503", "LH", "failure", ""), ("503", "NFCF", "failure", ""),
    ("503", "DI", "failure", "app_error"),
    ("503", "UDO", "failure", "overload"), ("503", "DI,FaultInjected", "failure", ""),
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
    ("GET /a HTTP/1.1", "/a", #"Nokia 5" x"#), ("- - HTTP/1.1", "", "-"),
    ("CONNECT - HTTP/2", "", "x"), ("- /a -", "/a", "x"), ("GET /- - HTTP/1.1", "/- -", "x"),
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

  private static func istio(
    _ code: String, _ details: String, request: String = "GET /v1/cart HTTP/1.1",
    time: String = "-", host: String = "10.244.1.15:8080"
  ) -> String {
    #"[2025-03-12T09:14:02.310Z] "\#(request)" \#(code) \#(details) 0 152 3 \#(time) "-" "-" "-" "-" "\#(host)" outbound|8080||cart - - 10.244.2.19:55058 - default"#
  }

  @Test(arguments: [
    ("-", "10.0.2.1:80", "-", "app_error", "upstream"), ("-", "-", "-", "", ""),
    ("-", "-", "12", "app_error", "upstream"), ("FI", "-", "-", "", ""),
    ("DI", "-", "-", "", ""), ("DI", "10.0.2.1:80", "12", "app_error", "upstream"),
    ("custom_flag1", "-", "-", "", ""),
  ])
  func `a reply without an upstream is Envoy's own`(
    flags: String, host: String, time: String, cause: String, maker: String
  ) {
    expectEvent(
      Self.line("503", flags, "154 91 226 \(time)", host: host), as: .envoy,
      ["outcome": "failure", "cause": cause, "status_by": maker])
  }

  @Test(arguments: [
    ("503", "- direct_response", ""), ("503", "FI fault_filter_abort", ""),
    ("500", "- lua_response", ""), ("503", "- drop_overload", "overload"),
    ("404", "NR route_configuration_not_found", "no_backend"),
    ("503", "- no_healthy_upstream", "no_backend"),
    ("403", "- rbac_access_denied_matched_policy[none]", "auth"),
    ("429", "- local_rate_limited", "rate_limit"),
    ("503", "- upstream_reset_before_response_started{overflow}", "overload"),
    ("504", "- upstream_reset_before_response_started{connection_timeout}", "connect_timeout"),
  ])
  func `only the details via_upstream name the application`(
    code: String, details: String, cause: String
  ) {
    let parsed = ParsedContent(
      Self.istio(code, #"\#(details) - "-""#, host: "-"), as: .envoy)
    #expect(parsed.members.first?["cause"] ?? "" == cause)
    #expect(parsed.members.first?["status_by"] != "upstream")
    expectEvent(
      Self.istio("503", #"- via_upstream - "-""#, host: "-"), as: .envoy,
      ["cause": "app_error", "status_by": "upstream"])
  }

  @Test(arguments: [
    (#"upstream_reset_before_response_started{connection_timeout} - "-""#, "connect_timeout"),
    (
      #"upstream_reset_before_response_started{remote_connection_failure|TLS_error:_268435581} - "-""#,
      "tls"
    ),
    (#"- - "TLS error: 268435581:SSL routines:CERTIFICATE_VERIFY_FAILED""#, "tls"),
    (#"- - "TLS_error:|268435581:TLS_error_end""#, "tls"),
    (#"- - "delayed connect error: 110""#, "connect_timeout"),
    (#"- - "delayed_connect_error:_111""#, "connect_refused"), (#"- - "-""#, "connect_refused"),
  ])
  func `the reason of a failed connection tells its kind`(details: String, cause: String) {
    expectEvent(
      Self.istio("503", "UF,URX " + details), as: .envoy,
      ["cause": cause, "status_by": "proxy"])
  }

  @Test(arguments: [
    (#"- - - "-""#, "success", ""), (#"UF,URX - - "-""#, "error", "connect_refused"),
    (#"UH - - "-""#, "error", "no_backend"), (#"DC - - "-""#, "cancelled", "client_abort"),
    (#"UF - - "connection timeout""#, "error", "connect_timeout"),
    (#"- - rbac_access_denied_matched_policy[none] "-""#, "error", "auth"),
  ])
  func `a TCP connection has no request and is judged by its flags`(
    details: String, outcome: String, cause: String
  ) throws {
    let line = Self.istio("0", details, request: "- - -", host: "10.0.0.5:3306")
    expectEvent(
      line, as: .envoy,
      [
        "method": "", "path": "", "protocol": "", "status": "", "outcome": outcome, "cause": cause,
        "client": "10.244.2.19", "status_by": "",
      ])
    // Of the connection and its failure a format string keeps the words only.
    guard !details.hasPrefix("UF -"), cause != "auth" else { return }
    expectEvent(
      line, as: try FormatString.parse("envoy:istio").get().format,
      ["method": "", "path": "", "protocol": "", "outcome": outcome, "cause": cause])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1", "cancelled", "client_abort"),
    ("- - HTTP/1.1", "cancelled", "client_abort"), ("- - -", "success", ""),
  ])
  func `a code of 0 is a client that left only where there was HTTP`(
    request: String, outcome: String, cause: String
  ) throws {
    let string = try FormatString.parse("envoy:default").get().format
    for format in [LogFormat.envoy, string] {
      expectEvent(
        Self.line("0", "-", request: request), as: format, ["outcome": outcome, "cause": cause])
    }
    // Where the format says nothing of requests, a line cannot tell.
    let format = try FormatString.parse("envoy:%START_TIME% %RESPONSE_CODE% %RESPONSE_FLAGS%")
      .get().format
    expectEvent("2025-03-12T09:14:02.310Z 0 -", as: format, ["cause": "client_abort"])
  }

  @Test(arguments: [
    ("FI fault_filter_abort", "", ""), ("- direct_response", "", ""),
    ("- via_upstream", "app_error", "upstream"),
    ("UF upstream_reset_before_response_started{connection_timeout}", "connect_timeout", "proxy"),
  ])
  func `the details count in a format string as well`(
    details: String, cause: String, maker: String
  ) throws {
    expectEvent(
      Self.istio("503", #"\#(details) - "-""#),
      as: try FormatString.parse("envoy:istio").get().format,
      [
        "cause": cause, "status_by": maker,
        "extra.response_code_details": String(details.split(separator: " ").last ?? ""),
      ])
  }

  @Test(arguments: [
    "DOWNSTREAM_REMOTE_ADDRESS", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS",
    "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT",
  ])
  func `the peer of the connection is the client of a format string`(name: String) throws {
    let format = try FormatString.parse("envoy:%START_TIME% %RESPONSE_CODE% %\(name)%").get().format
    let address = name.hasSuffix("PORT") ? "10.0.0.9" : "10.0.0.9:52840"
    expectEvent(
      "2025-03-12T09:14:02.310Z 200 \(address)", as: format, ["client": "10.0.0.9"])
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
