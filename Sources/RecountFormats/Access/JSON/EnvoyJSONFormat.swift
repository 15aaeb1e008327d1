// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let envoyJSON = LogFormat(
    name: "envoy-json", title: "Envoy and Istio (JSON)",
    family: .access, stamp: .start, specificity: 0.97, linesStandAlone: true,
    notes: """
      JSON lines with the names that Istio, Envoy Gateway and the examples of Envoy give to the \
      operators. The stamp is the start of the request and durations are milliseconds, as numbers or \
      texts. The authority is kept as the service. A code of 0 means that no response was sent; the \
      response flags tell why, and where they are silent the response code details. A line without \
      method, path and protocol is a TCP connection, a success unless the flags say otherwise. A 5xx \
      is the application's where the details are `via_upstream`, or without details an upstream host \
      is named.
      """,
    examples: [
      Example(
        #"{"authority":"cart:8080","bytes_received":0,"bytes_sent":152,"connection_termination_details":null,"downstream_remote_address":"10.244.2.19:55058","duration":3,"method":"GET","path":"/v1/cart?id=9","protocol":"HTTP/1.1","request_id":"4e43168a-01e6-907c-ba17-2f72fad816a8","response_code":503,"response_code_details":"upstream_reset_before_response_started{connection_failure}","response_flags":"UF","start_time":"2025-03-12T09:14:02.310Z","upstream_cluster":"outbound|8080||cart.shop.svc.cluster.local","upstream_service_time":null,"user_agent":"curl/8.5.0","x_forwarded_for":null}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":152,"cause":"connect_refused","client":"10.244.2.19","duration_us":3000,"end":"2025-03-12T09:14:02.313000Z","extra":{"response_flags":"UF"},"host":"cart:8080","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","service":"cart:8080","start":"2025-03-12T09:14:02.310000Z","status":503,"status_by":"proxy","trace":"4e43168a-01e6-907c-ba17-2f72fad816a8"}"#
      ),
      Example(
        #"{"start_time":"2025-03-12T09:14:02.310Z","method":"GET","path":"/","response_code":"0","response_flags":"-","response_code_details":"downstream_remote_disconnect","duration":"5002"}"#,
        gives:
          #"{"cause":"client_abort","duration_us":5002000,"end":"2025-03-12T09:14:07.312000Z","kind":"request","method":"GET","outcome":"cancelled","path":"/","start":"2025-03-12T09:14:02.310000Z"}"#
      ),
      Example(
        #"{"start_time":"2025-03-12T09:14:02.310Z","method":"GET","x-envoy-origin-path":"/v1/cart","protocol":"HTTP/2","response_code":200,"response_flags":"-","response_code_details":"via_upstream","bytes_sent":94,"duration":31,"x-envoy-upstream-service-time":"30","x-forwarded-for":"203.0.113.7",":authority":"cart","upstream_host":"10.0.2.1:80"}"#,
        gives:
          #"{"body_bytes":94,"client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.341000Z","host":"cart","kind":"request","method":"GET","outcome":"success","path":"/v1/cart","protocol":"HTTP/2","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":200,"status_by":"upstream","upstream_duration_us":30000,"upstream_statuses":[200]}"#
      ),
      Example(
        #"{"start_time":"2025-03-12T09:14:02.310Z","method":null,"path":null,"protocol":null,"response_code":0,"response_flags":"-","bytes_sent":1392,"duration":76,"downstream_remote_address":"10.0.0.9:52840","upstream_host":"10.0.0.5:3306"}"#,
        gives:
          #"{"body_bytes":1392,"client":"10.0.0.9","duration_us":76000,"end":"2025-03-12T09:14:02.386000Z","kind":"request","outcome":"success","start":"2025-03-12T09:14:02.310000Z"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"start_time":"2025-03-12T09:14:02.310Z","response_code":200,"duration":3}"#,
        because: .notThisFormat),
      Refusal(
        #"{"start_time":"soon","response_code":200,"response_flags":"UF","duration":3}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(EnvoyFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<EnvoyFlavour>>($0) })
}

/// Envoy's operators under their usual names.
///
/// Source: https://istio.io/latest/docs/tasks/observability/logs/access-log/
enum EnvoyFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.startTime, ["start_time", "startTime", "timestamp", "time", "@timestamp"]),
    (.status, ["response_code", "status", "responseCode"]),
    (.flags, ["response_flags", "responseFlags"]),
    (.details, ["response_code_details", "connection_termination_details"]),
    (.upstreamAddress, ["upstream_host"]),
    (.upstreamMilliseconds, ["upstream_service_time", "x-envoy-upstream-service-time"]),
    // Why the upstream could not be reached.
    (.variant, ["upstream_transport_failure_reason"]),
    (.mark, ["upstream_cluster"]),
    (.method, ["method"]),
    (.target, ["path", "uri_path", "x-envoy-origin-path"]),
    (.version, ["protocol"]),
    (
      .client,
      [
        "x_forwarded_for", "x-forwarded-for", "downstream_remote_address",
        "downstream_direct_remote_address",
      ]
    ),
    (.agent, ["user_agent", "user-agent"]),
    (.referrer, ["referer"]),
    (.host, ["authority", ":authority", "host"]),
    (.trace, ["request_id", "x-request-id", "trace_id"]),
    (.bytes, ["bytes_sent"]),
    (.milliseconds, ["duration", "response_duration"]),
  ])

  static var needsStatus: Bool { false }
  static var causeMember: String? { "response_flags" }

  static func isOurs(_ seen: MemberFields) -> Bool {
    let isMarked =
      seen.contains(.mark) || seen.contains(.upstreamAddress) || seen.contains(.variant)
      || seen.contains(.upstreamMilliseconds)
    return isMarked && (seen.contains(.status) || seen.contains(.method))
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    fields.service = fields.host
    var cause = EnvoyCause()
    cause.flags = evidence.flags
    cause.details = evidence.details
    cause.transportFailure = evidence.variant
    cause.namesHost = !evidence.upstreamAddresses.isEmpty
    cause.decide(bytes, into: &fields)
    // Then the status is that of the upstream as well.
    if fields.status > 0, EnvoyDetails.isViaUpstream(bytes, evidence.details) {
      fields.upstreamStatuses = evidence.status
    }
  }
}
