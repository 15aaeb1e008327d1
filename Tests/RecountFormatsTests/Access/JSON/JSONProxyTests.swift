// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Causes and stamps of the JSON dialects of proxies, balancers and networks.
@Suite struct JSONProxyTests {
  // MARK: - Causes

  @Test(arguments: [
    (503, "UH", "no_healthy_upstream", "failure", "no_backend"),
    (503, "UF,URX", "-", "failure", "connect_refused"),
    (504, "UT", "-", "timeout", "backend_timeout"),
    (503, "-", "via_upstream", "failure", "app_error"),
    (
      503, "-", "upstream_reset_before_response_started{connection_termination}", "failure",
      "backend_reset"
    ),
    (404, "NR", "route_not_found", "success", "no_backend"),
    (429, "RL", "-", "failure", "rate_limit"),
    (0, "DC", "downstream_remote_disconnect", "cancelled", "client_abort"),
    (0, "UT", "-", "error", "backend_timeout"), (0, "-", "-", "cancelled", "client_abort"),
    (200, "-", "via_upstream", "success", ""),
  ])
  func `the flags and details of Envoy tell the cause`(
    code: Int, flags: String, details: String, outcome: String, cause: String
  ) {
    expectEvent(
      #"{"start_time":"2025-03-12T09:14:02Z","response_code":\#(code),"response_flags":"\#(flags)","response_code_details":"\#(details)","method":"GET"}"#,
      as: .envoyJSON, ["outcome": outcome, "cause": cause, "status": code == 0 ? "" : String(code)])
  }

  @Test(arguments: [
    (502, #","OriginStatus":0"#, "connect_refused", ""), (502, "", "connect_refused", ""),
    (502, #","OriginStatus":502"#, "", "502"), (500, #","OriginStatus":500"#, "app_error", "500"),
    (504, #","OriginStatus":504"#, "backend_timeout", "504"), (503, "", "no_backend", ""),
    (499, "", "client_abort", ""), (0, "", "client_abort", ""), (429, "", "rate_limit", ""),
    (404, #","OriginStatus":404"#, "", "404"),
  ])
  func `the two statuses of Traefik tell the cause`(
    status: Int, origin: String, cause: String, upstream: String
  ) {
    expectEvent(
      #"{"StartUTC":"2025-03-12T09:14:02Z","DownstreamStatus":\#(status)\#(origin)}"#,
      as: .traefikJSON, ["cause": cause, "upstream_statuses": upstream])
  }

  @Test(arguments: [
    (520, "failure", "backend_reset"), (521, "failure", "connect_refused"),
    (522, "timeout", "connect_timeout"), (523, "failure", "no_backend"),
    (524, "timeout", "backend_timeout"), (525, "failure", "tls"), (530, "failure", "dns"),
    (499, "cancelled", "client_abort"), (0, "cancelled", "client_abort"),
    (429, "failure", "rate_limit"),
    (502, "failure", ""), (200, "success", ""),
  ])
  func `the statuses of Cloudflare tell the cause`(status: Int, outcome: String, cause: String) {
    expectEvent(
      #"{"EdgeStartTimestamp":1741770842,"EdgeResponseStatus":\#(status)}"#, as: .cloudflare,
      ["outcome": outcome, "cause": cause])
  }

  @Test(arguments: [("0", "connect_refused", ""), ("502", "app_error", "502")])
  func `an origin status that stands there tells who answered`(
    origin: String, cause: String, upstream: String
  ) {
    expectEvent(
      #"{"EdgeStartTimestamp":1741770842,"EdgeResponseStatus":502,"OriginResponseStatus":\#(origin)}"#,
      as: .cloudflare, ["cause": cause, "upstream_statuses": upstream])
  }

  @Test(arguments: [
    (
      #""status":502,"#, #""statusDetails":"failed_to_connect_to_backend""#, "failure",
      "connect_refused"
    ),
    (
      #""status":502,"#, #""statusDetails":"backend_connection_closed_before_data_sent_to_client""#,
      "failure", "backend_reset"
    ),
    (#""status":500,"#, #""statusDetails":"response_sent_by_backend""#, "failure", "app_error"),
    (#""status":200,"#, #""statusDetails":"response_sent_by_backend""#, "success", ""),
    (#""status":403,"#, #""statusDetails":"denied_by_security_policy""#, "success", "auth"),
    (
      #""status":504,"#,
      #""proxyStatus":"error=\"http_response_timeout\"; details=\"backend_timeout\"""#, "timeout",
      "backend_timeout"
    ),
    (
      "", #""statusDetails":"client_disconnected_before_any_response""#, "cancelled", "client_abort"
    ),
    ("", #""statusDetails":"failed_to_pick_backend""#, "error", "no_backend"),
    (#""status":503,"#, #""proxyStatus":"details="#, "failure", ""),
  ])
  func `the details of Google Cloud tell the cause`(
    status: String, details: String, outcome: String, cause: String
  ) {
    let text = details.hasSuffix("=") ? details + "\"" : details
    expectEvent(
      #"{"httpRequest":{\#(status)"requestUrl":"https://h/"},"jsonPayload":{\#(text)},"insertId":"1","timestamp":"2025-03-12T09:14:02Z"}"#,
      as: .gcpRequest, ["outcome": outcome, "cause": cause])
  }

  @Test(arguments: [
    (#""httpStatusCode":"503","errorInfo":"OriginError""#, "failure", "no_backend"),
    (#""httpStatusCode":"502","errorInfo":"OriginInvalidResponse""#, "failure", "backend_reset"),
    (#""httpStatusCode":"500","ErrorInfo":"NoError""#, "failure", "app_error"),
    (#""httpStatusCode":"200","errorInfo":"NoError""#, "success", ""),
    (#""httpStatusCode":"0","errorInfo":"ClientDisconnected""#, "cancelled", "client_abort"),
    (#""httpStatusCode":"503","errorInfo":"DNSFailure""#, "failure", "dns"),
    (#""httpStatus":502,"serverStatus":"""#, "failure", "connect_refused"),
    (
      #""httpStatus":502,"serverStatus":"","error_info":"ERRORINFO_UPSTREAM_NO_LIVE""#, "failure",
      "no_backend"
    ),
    (#""httpStatus":502"#, "failure", ""),
    (
      #""httpStatus":503,"serverStatus":"503","error_info":"ERRORINFO_NO_ERROR""#, "failure",
      "app_error"
    ),
  ])
  func `the error information of Azure tells the cause`(
    members: String, outcome: String, cause: String
  ) {
    expectEvent(
      #"{"time":"2025-03-12T09:14:02Z","properties":{\#(members)}}"#, as: .azureAccess,
      ["outcome": outcome, "cause": cause])
  }

  @Test(arguments: [
    ("upstream", 500, "app_error"), ("error", 502, "connect_refused"), ("exit", 503, "no_backend"),
    ("error", 504, "backend_timeout"), ("exit", 429, "rate_limit"), ("upstream", 200, ""),
  ])
  func `the source of Kong tells who made the status`(source: String, status: Int, cause: String) {
    expectEvent(
      #"{"started_at":1741770842309,"response":{"status":\#(status)},"latencies":{"request":31},"source":"\#(source)"}"#,
      as: .kong, ["cause": cause, "extra.source": source])
  }

  @Test(arguments: [
    ("502", "OriginDnsError", "failure", "dns"),
    ("504", "OriginCommError", "timeout", "backend_timeout"),
    ("000", "AbortedOrigin", "error", "backend_reset"),
    ("403", "ClientGeoBlocked", "success", "auth"),
    ("503", "LimitExceeded", "failure", "rate_limit"),
    ("400", "InvalidRequestHeader", "success", "protocol"),
    ("000", "ClientCommError", "cancelled", "client_abort"),
    ("503", "CapacityExceeded", "failure", "overload"),
    ("200", "Hit", "success", ""), ("200", "Miss", "success", ""),
  ])
  func `the result type of CloudFront tells the cause`(
    status: String, type: String, outcome: String, cause: String
  ) {
    expectEvent(
      #"{"date":"2025-03-12","time":"09:14:02","sc-status":"\#(status)","x-edge-detailed-result-type":"\#(type)"}"#,
      as: .cloudfrontJSON,
      ["outcome": outcome, "cause": cause, "end": "2025-03-12T09:14:02.000000Z"])
  }

  // MARK: - Stamps

  @Test(arguments: [
    // Nanoseconds, milliseconds, and RFC 3339 with a fraction tell the duration; seconds do not.
    ("1741770842310000000", "1741770842541000000", "231000", "02.310000", "02.541000"),
    ("1741770842310", "1741770842541", "231000", "02.310000", "02.541000"),
    (
      #""2025-03-12T09:14:02.31Z""#, #""2025-03-12T09:14:02.541Z""#, "231000", "02.310000",
      "02.541000"
    ),
    ("1741770842", "1741770843", "", "02.000000", "03.000000"),
    (#""2025-03-12T09:14:02Z""#, #""2025-03-12T09:14:03Z""#, "", "02.000000", "03.000000"),
    // A clock that ran backwards.
    ("1741770842541000000", "1741770842310000000", "", "02.310000", "02.310000"),
  ])
  func `the edge's stamps tell the duration where they are exact`(
    start: String, end: String, duration: String, from: String, to: String
  ) {
    let parsed = ParsedContent(
      #"{"EdgeStartTimestamp":\#(start),"EdgeEndTimestamp":\#(end),"EdgeResponseStatus":200}"#
        + "\n" + #"{"EdgeStartTimestamp":\#(start),"EdgeResponseStatus":200}"#,
      as: .cloudflare)
    #expect(parsed.members[0]["duration_us"] ?? "" == duration)
    #expect(parsed.members[0]["start"] == "2025-03-12T09:14:\(from)Z")
    #expect(parsed.members[0]["end"] == "2025-03-12T09:14:\(to)Z")
    #expect(parsed.members[1]["duration_us"] == nil)
  }

  @Test func `a start without a duration leaves the end to the stamp`() {
    expectEvent(
      #"{"DownstreamStatus":200,"StartUTC":"2025-03-12T09:14:02.6Z","time":"2025-03-12T09:14:03Z"}"#,
      as: .traefikJSON,
      ["start": "2025-03-12T09:14:02.600000Z", "end": "2025-03-12T09:14:03.000000Z"])
    expectEvent(
      #"{"DownstreamStatus":200,"Duration":1000000000,"time":"2025-03-12T09:14:03Z"}"#,
      as: .traefikJSON,
      ["start": "2025-03-12T09:14:02.000000Z", "end": "2025-03-12T09:14:03.000000Z"])
  }

  // MARK: - Azure's records

  private static let shield =
    #"{"time":"2025-03-12T09:14:02Z","category":"FrontDoorAccessLog","properties":{"httpStatusCode":"503","isReceivedFromClient":false}}"#
  private static let request =
    #"{"time":"2025-03-12T09:14:02Z","category":"FrontDoorAccessLog","properties":{"httpStatusCode":"503","isReceivedFromClient":true,"timeTaken":"1.5"}}"#
  private static let firewall =
    #"{"time":"2025-03-12T09:14:02Z","category":"FrontDoorWebApplicationFirewallLog","properties":{"action":"Log"}}"#

  @Test func `a request that passed a shield counts once`() {
    let parsed = ParsedContent("\(Self.shield)\n\(Self.request)\n", as: .azureAccess)
    #expect(parsed.closes)
    #expect(parsed.tally.events == 1 && parsed.tally.ignored == 1 && parsed.tally.eventLines == 1)
  }

  @Test func `the records of one line are events of that line`() {
    let list = "{\"records\": [\(Self.request),\(Self.shield), \(Self.firewall),\(Self.request)]}"
    let parsed = ParsedContent("\(list)\n\(Self.request)", as: .azureAccess)
    #expect(parsed.closes && parsed.tally.events == 3 && parsed.tally.eventLines == 2)
    #expect(parsed.members.compactMap { $0["line"] } == ["1", "1", "2"])
    #expect(Set(parsed.members.compactMap { $0["offset"] }).count == 3)
    #expect(ParsedContent("{\"records\":[\(Self.shield)]}", as: .azureAccess).tally.ignored == 1)
    expectReject("{\"records\":[\(Self.firewall)]}", as: .azureAccess, .notThisFormat)
    expectReject("{\"records\":[]}", as: .azureAccess, .notThisFormat)
    expectReject("{\"records\":[\(Self.request),{]}", as: .azureAccess, .malformedJSON)
  }

  @Test(arguments: [
    (#""instanceId":"appgw_2","timeTaken":0.205"#, "ApplicationGatewayAccessLog", "205000"),
    (
      #""instanceId":"ApplicationGatewayRole_IN_0","timeTaken":205"#, "ApplicationGatewayAccessLog",
      "205000"
    ),
    (#""timeTaken":"205""#, "TrafficControllerAccessLog", "205000"),
    (#""timeTaken":"0.205""#, "FrontDoorAccessLog", "205000"),
  ])
  func `the unit of a gateway follows from its version`(
    members: String, category: String, duration: String
  ) {
    expectEvent(
      #"{"properties":{\#(members),"httpStatus":200},"category":"\#(category)","time":"2025-03-12T09:14:02Z"}"#,
      as: .azureAccess, ["duration_us": duration])
  }
}
