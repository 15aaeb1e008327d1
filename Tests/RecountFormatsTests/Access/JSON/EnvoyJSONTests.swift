// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Who answered, and TCP connections, in Envoy's JSON lines.
@Suite struct EnvoyJSONTests {
  @Test(arguments: [
    (#""response_code":503,"upstream_host":"10.0.2.1:80""#, "app_error", "upstream"),
    (#""response_code":503,"upstream_host":"-""#, "", ""),
    (#""response_code":503,"upstream_host":null"#, "", ""),
    (#""response_code":503,"upstream_service_time":"30""#, "app_error", "upstream"),
    (#""response_code":503,"response_code_details":"direct_response""#, "", ""),
    (#""response_code":200,"response_code_details":"via_upstream""#, "", "upstream"),
    (#""response_code":"404","response_code_details":"via_upstream""#, "", "upstream"),
    (
      #""user_agent":"a \"b\"","response_code": 200,"response_code_details":"via_upstream""#, "",
      "upstream"
    ),
    (#""response_code":200,"upstream_service_time":"30""#, "", "upstream"),
    (#""response_code":200,"x-envoy-upstream-service-time":30"#, "", "upstream"),
    (#""response_code":200,"upstream_service_time":"-""#, "", ""),
  ])
  func `Envoy's reply is the application's only where an upstream gave it`(
    members: String, cause: String, maker: String
  ) {
    let line =
      #"{"start_time":"2025-03-12T09:14:02Z","response_flags":"-","method":"GET",\#(members)}"#
    let isTimed = members.contains(#"time":"30"#) || members.contains(#"time":30"#)
    // Behind a line that is refused its places are others.
    for text in [line, #"{"response_flags":"-"}"# + "\n" + line] {
      let parsed = ParsedContent(text, as: .envoyJSON)
      let event = parsed.members.last { $0["kind"] == "request" }
      #expect(parsed.closes)
      #expect(event?["cause"] ?? "" == cause)
      #expect(event?["status_by"] ?? "" == maker)
      #expect(event?["upstream_duration_us"] ?? "" == (isTimed ? "30000" : ""))
    }
  }

  @Test(arguments: [
    (#""upstream_reset_before_response_started{connection_timeout}""#, "null", "connect_timeout"),
    ("null", #""TLS_error:|268435581:TLS_error_end""#, "tls"),
    ("null", #""delayed_connect_error:_111""#, "connect_refused"),
    ("null", "null", "connect_refused"),
  ])
  func `the reason of Envoy's failed connection tells its kind`(
    details: String, reason: String, cause: String
  ) {
    expectEvent(
      #"{"start_time":"2025-03-12T09:14:02Z","response_code":503,"response_flags":"UF","response_code_details":\#(details),"upstream_transport_failure_reason":\#(reason),"method":"GET"}"#,
      as: .envoyJSON, ["cause": cause, "status_by": "proxy"])
  }

  @Test(arguments: [
    (#""method":null,"path":null,"protocol":null,"response_flags":"-""#, "success", ""),
    (#""method":"-","path":"-","protocol":"-","response_flags":"-""#, "success", ""),
    (#""response_flags":"-""#, "success", ""),
    (#""response_flags":"UF""#, "error", "connect_refused"),
    (#""method":"GET","response_flags":"-""#, "cancelled", "client_abort"),
    (
      #""response_flags":"-","connection_termination_details":"rbac_access_denied_matched_policy[none]""#,
      "error", "auth"
    ),
  ])
  func `a TCP connection through Envoy has no request`(
    members: String, outcome: String, cause: String
  ) {
    expectEvent(
      #"{"start_time":"2025-03-12T09:14:02Z","response_code":0,\#(members)}"#, as: .envoyJSON,
      ["outcome": outcome, "cause": cause, "path": "", "protocol": ""])
  }
}
