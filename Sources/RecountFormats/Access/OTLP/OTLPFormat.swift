// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let otlp = LogFormat(
    name: "otlp", title: "OpenTelemetry file lines (OTLP JSON: traces and logs)",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      Each line is a batch of spans or log records, as the file exporter of the collector writes \
      them. A span of a server with HTTP attributes, old or new, is a request; spans of clients tell \
      of the same requests from the other side and are left out, as are spans and log records \
      without such attributes: a line that holds only those is taken and gives nothing. The service \
      is that of the resource. A span without a status was not answered.
      """,
    examples: [
      Example(
        #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},"scopeSpans":[{"scope":{"name":"http"},"spans":[{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"051581bf3cb55c13","name":"GET /v1/cart","kind":2,"startTimeUnixNano":"1741770842310000000","endTimeUnixNano":"1741770842341000000","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.path","value":{"stringValue":"/v1/cart"}},{"key":"url.query","value":{"stringValue":"id=9"}},{"key":"http.response.status_code","value":{"intValue":"503"}},{"key":"client.address","value":{"stringValue":"203.0.113.7"}}],"status":{"code":2}},{"name":"SELECT","kind":3,"startTimeUnixNano":"1741770842311000000","endTimeUnixNano":"1741770842312000000","attributes":[{"key":"db.system","value":{"stringValue":"mysql"}}]}]}]}]}"#,
        gives:
          #"{"client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.341000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":503,"trace":"5b8aa5a2d2c872e8321cf37308d69df2"}"#
      ),
      Example(
        #"{"resourceLogs":[{"resource":{},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1741770842310000000","body":{"stringValue":"started"}},{"timeUnixNano":"1741770842310000000","attributes":[{"key":"http.method","value":{"stringValue":"GET"}},{"key":"http.target","value":{"stringValue":"\/a"}},{"key":"http.status_code","value":{"intValue":200}}]}]}]}]}"#,
        gives:
          #"{"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/a","start":"2025-03-12T09:14:02.310000Z","status":200}"#
      ),
    ],
    refusals: [
      Refusal(#"{"resource":{"attributes":[]},"scopeSpans":[]}"#, because: .notThisFormat),
      Refusal(#"{"resourceSpans":[{"scopeSpans":[}]}"#, because: .malformedJSON),
    ],
    matches: { isRequestList(OTLPLines.self, $0) },
    makeParser: { RequestListParser<OTLPLines>($0) })
}

/// Attributes of HTTP spans and log records by the old and the new conventions.
///
/// Source: https://opentelemetry.io/docs/specs/semconv/http/http-spans/
enum OTLPFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["endTimeUnixNano", "timeUnixNano", "observedTimeUnixNano"]),
    (.startTime, ["startTimeUnixNano"]),
    (.status, ["http.response.status_code", "http.status_code"]),
    (.method, ["http.request.method", "http.method"]),
    (.target, ["url.path", "http.target", "url.full", "http.url"]),
    (.query, ["url.query"]),
    (.version, ["network.protocol.version", "http.flavor"]),
    (.client, ["client.address", "http.client_ip", "net.sock.peer.addr", "network.peer.address"]),
    (.user, ["enduser.id", "user.id"]),
    (.agent, ["user_agent.original", "http.user_agent"]),
    (.host, ["server.address", "http.host", "net.host.name"]),
    (.service, ["service.name"]),
    (.trace, ["traceId"]),
    (.bytes, ["http.response.body.size", "http.response_content_length"]),
    (.flags, ["status.code"]),
    (.variant, ["kind"]),
  ])

  static var needsStatus: Bool { false }
  static var endsTellDuration: Bool { true }

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.status) || (seen.contains(.method) && seen.contains(.variant))
  }

  /// Whether a span or record of this kind is a request as its server saw it.
  static func isServer(_ bytes: Span<UInt8>, _ evidence: MemberEvidence) -> Bool {
    let kind = evidence.variant
    return kind.isEmpty || bytes.equals(kind, "2") || bytes.equals(kind, "0")
      || bytes.equals(kind, "SPAN_KIND_SERVER") || bytes.equals(kind, "SPAN_KIND_UNSPECIFIED")
  }

  /// A span without a status and in error is one that its service gave up.
  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    fields.outcome = .ofStatus(fields.status)
    fields.cause = .ofStatus(fields.status)
    let isError =
      bytes.equals(evidence.flags, "2") || bytes.equals(evidence.flags, "STATUS_CODE_ERROR")
    if fields.status == 0, isError { fields.outcome = .error }
  }
}
