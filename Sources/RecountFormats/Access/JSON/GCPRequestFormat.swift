// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let gcpRequest = LogFormat(
    name: "gcp-request", title: "Google Cloud requests (load balancer, Cloud Run; JSON lines)",
    family: .access, stamp: .start, specificity: 0.99, linesStandAlone: true,
    notes: """
      Log entries with an `httpRequest`, as exported one a line. The stamp is the start of the \
      request; its latency tells the end. A balancer leaves out the status where it sent none, and \
      says why in `statusDetails` or `proxyStatus`. Sampled logs hold a part of the requests only: \
      counts are those of the lines.
      """,
    examples: [
      Example(
        #"{"insertId":"1oek5rg3l3fxj7","jsonPayload":{"@type":"type.googleapis.com/google.cloud.loadbalancing.type.LoadBalancerLogEntry","statusDetails":"failed_to_pick_backend"},"httpRequest":{"requestMethod":"GET","requestUrl":"https://shop.example/v1/cart?id=9","requestSize":"577","status":503,"responseSize":"157","userAgent":"curl/8.5.0","remoteIp":"203.0.113.7:46532","serverIp":"10.0.0.5","latency":"0.123s"},"resource":{"type":"http_load_balancer","labels":{"backend_service_name":"cart"}},"timestamp":"2025-03-12T09:14:02.078651Z","severity":"WARNING","trace":"projects/p/traces/241d69833e64b3bf83fabac8c873d992","receiveTimestamp":"2025-03-12T09:14:02.588272510Z"}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":157,"cause":"no_backend","client":"203.0.113.7","duration_us":123000,"end":"2025-03-12T09:14:02.201651Z","extra":{"status_details":"failed_to_pick_backend"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.078651Z","status":503,"status_by":"proxy","trace":"projects/p/traces/241d69833e64b3bf83fabac8c873d992"}"#
      ),
      Example(
        #"{"httpRequest":{"latency":"30.001s","remoteIp":"203.0.113.7","requestMethod":"GET","requestUrl":"https://shop.example/"},"jsonPayload":{"proxyStatus":"error=\"http_response_timeout\"; details=\"backend_timeout\""},"resource":{"type":"http_load_balancer"},"timestamp":"2025-03-12T09:14:02Z"}"#,
        gives:
          #"{"cause":"backend_timeout","client":"203.0.113.7","duration_us":30001000,"end":"2025-03-12T09:14:32.001000Z","host":"shop.example","kind":"request","method":"GET","outcome":"timeout","path":"/","start":"2025-03-12T09:14:02.000000Z"}"#
      ),
      Example(
        #"{"httpRequest":{"latency":"0.004s","remoteIp":"203.0.113.7","requestMethod":"GET","requestUrl":"https://shop.example/","status":502},"jsonPayload":{"statusDetails":"failed_to_negotiate_alpn"},"resource":{"type":"http_load_balancer"},"timestamp":"2025-03-12T09:14:02Z"}"#,
        gives:
          #"{"cause":"tls","client":"203.0.113.7","duration_us":4000,"end":"2025-03-12T09:14:02.004000Z","extra":{"status_details":"failed_to_negotiate_alpn"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/","start":"2025-03-12T09:14:02.000000Z","status":502,"status_by":"proxy"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"insertId":"1","textPayload":"started","resource":{"type":"k8s_container"},"timestamp":"2025-03-12T09:14:02Z"}"#,
        because: .notThisFormat),
      Refusal(
        #"{"httpRequest":{"requestMethod":"GET","requestUrl":"/","status":200},"resource":{"type":"cloud_run_revision"}}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(GCPFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<GCPFlavour>>($0) })
}

/// Log entries of Google Cloud that carry a request.
///
/// Source: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest and
/// https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring
enum GCPFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.startTime, ["timestamp", "receiveTimestamp"]),
    (.status, ["httpRequest.status"]),
    (.method, ["httpRequest.requestMethod"]),
    (.target, ["httpRequest.requestUrl"]),
    (.version, ["httpRequest.protocol"]),
    (.client, ["httpRequest.remoteIp"]),
    (.agent, ["httpRequest.userAgent"]),
    (.referrer, ["httpRequest.referer"]),
    (
      .service,
      [
        "resource.labels.backend_service_name", "resource.labels.service_name",
        "resource.labels.module_id",
      ]
    ),
    (.trace, ["trace"]),
    (.bytes, ["httpRequest.responseSize"]),
    (.text, ["httpRequest.latency"]),
    (.mark, ["resource.type", "logName", "insertId"]),
    (.flags, ["jsonPayload.statusDetails"]),
    (.details, ["jsonPayload.proxyStatus"]),
  ])

  static var needsStatus: Bool { false }
  static var causeMember: String? { "status_details" }

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.mark) && seen.contains(.target)
      && (seen.contains(.status) || seen.contains(.flags) || seen.contains(.details))
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    let named =
      words.cause(bytes, evidence.flags) ?? words.cause(bytes, detail(bytes, evidence.details))
    switch named {
    case .appError where !(500...599).contains(fields.status): fields.decide(.none)
    case .some(let cause): fields.decide(cause)
    case nil: fields.decide(.ofStatus(fields.status))
    }
  }

  /// The word in `error="…"; details="backend_timeout"`, whose quotes are escaped.
  private static func detail(_ bytes: Span<UInt8>, _ status: ByteRange) -> ByteRange {
    var start = Int(status.start)
    let end = Int(status.end)
    while start < end, !bytes.hasPrefix("details=", at: start) { start += 1 }
    start += 8
    while start < end, bytes[start] == 0x5C || bytes[start] == 0x22 { start += 1 }
    guard start < end else { return .absent }
    var stop = start
    while stop < end, bytes[stop] != 0x5C, bytes[stop] != 0x22 { stop += 1 }
    return ByteRange(start, stop)
  }

  private static let words = CauseWords([
    ("client_disconnected_before_any_response", .clientAbort),
    ("client_disconnected_after_partial_response", .clientAbort),
    ("client_timed_out", .clientAbort), ("failed_to_connect_to_backend", .connectRefused),
    ("failed_to_pick_backend", .noBackend), ("backend_timeout", .backendTimeout),
    ("backend_connection_closed_before_data_sent_to_client", .backendReset),
    ("backend_connection_closed_after_partial_response_sent", .backendReset),
    ("backend_connection_closed", .backendReset), ("backend_response_corrupted", .protocolError),
    ("malformed_chunked_body", .protocolError), ("body_not_allowed", .protocolError),
    ("early_response", .backendReset), ("denied_by_security_policy", .auth),
    ("handled_by_identity_aware_proxy", .auth),
    ("ssl_certificate_san_verification_failed", .tls),
    ("ssl_certificate_chain_verification_failed", .tls),
    ("failed_to_negotiate_alpn", .tls), ("internal_error", .protocolError),
    ("response_sent_by_backend", .appError),
  ])
}
