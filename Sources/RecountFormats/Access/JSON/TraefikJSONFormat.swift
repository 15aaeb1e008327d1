// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let traefikJSON = LogFormat(
    name: "traefik-json", title: "Traefik (JSON)",
    family: .access, stamp: .start, specificity: 0.99, linesStandAlone: true,
    notes: """
      Durations are nanoseconds. The start of a request is `StartUTC`, and its end follows from its \
      duration; `time` has whole seconds only and counts where `StartUTC` was dropped. An origin \
      status of 0 or none means that Traefik answered itself. A 502 or 503 with an origin status \
      has no cause: Traefik's own error pages carry one too.
      """,
    examples: [
      Example(
        #"{"ClientAddr":"203.0.113.7:48376","ClientHost":"203.0.113.7","ClientUsername":"-","DownstreamContentSize":11,"DownstreamStatus":504,"Duration":31067533,"OriginDuration":30928568,"OriginStatus":504,"Overhead":138965,"RequestHost":"shop.example","RequestMethod":"GET","RequestPath":"/v1/cart?id=9","RequestProtocol":"HTTP/1.1","RetryAttempts":1,"RouterName":"cart@docker","ServiceName":"cart@docker","ServiceAddr":"10.0.0.5:8080","StartUTC":"2025-03-12T09:14:02.609696286Z","entryPointName":"web","level":"info","msg":"","request_User-Agent":"curl/8.5.0","time":"2025-03-12T09:14:02Z"}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":11,"cause":"backend_timeout","client":"203.0.113.7","duration_us":31067,"end":"2025-03-12T09:14:02.640763Z","host":"shop.example","kind":"request","method":"GET","outcome":"timeout","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","service":"cart@docker","start":"2025-03-12T09:14:02.609696Z","status":504,"status_by":"proxy","upstream_duration_us":30928,"upstream_statuses":[504]}"#
      ),
      Example(
        #"{"ClientHost":"203.0.113.7","DownstreamStatus":503,"Duration":45000,"OriginStatus":0,"RequestMethod":"GET","RequestPath":"/","StartUTC":"2025-03-12T09:14:02.6Z","time":"2025-03-12T09:14:02Z"}"#,
        gives:
          #"{"cause":"no_backend","client":"203.0.113.7","duration_us":45,"end":"2025-03-12T09:14:02.600045Z","kind":"request","method":"GET","outcome":"failure","path":"/","start":"2025-03-12T09:14:02.600000Z","status":503,"status_by":"proxy"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"level":"info","msg":"Configuration loaded from flags.","time":"2025-03-12T09:14:02Z"}"#,
        because: .notThisFormat),
      Refusal(#"{"DownstreamStatus":200,"RequestMethod":"GET"}"#, because: .malformedTime),
    ],
    matches: { isJSONRequest(TraefikFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<TraefikFlavour>>($0) })
}

/// Traefik's access lines of versions 1 to 3.
///
/// Source: https://doc.traefik.io/traefik/observability/access-logs/
enum TraefikFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["time"]),
    (.startTime, ["StartUTC", "StartLocal"]),
    (.status, ["DownstreamStatus"]),
    (.upstreamStatus, ["OriginStatus"]),
    (.method, ["RequestMethod"]),
    (.target, ["RequestPath"]),
    (.version, ["RequestProtocol"]),
    (.client, ["ClientHost", "ClientAddr"]),
    (.user, ["ClientUsername"]),
    (.agent, ["request_User-Agent", "request_User_Agent"]),
    (.referrer, ["request_Referer"]),
    (.host, ["RequestHost", "RequestAddr"]),
    (.service, ["ServiceName", "BackendName"]),
    (.trace, ["TraceId", "request_X-Request-Id"]),
    (.bytes, ["DownstreamContentSize"]),
    (.nanoseconds, ["Duration"]),
    (.upstreamNanoseconds, ["OriginDuration"]),
  ])

  static var startDecides: Bool { true }

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.status) }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    switch (fields.status, evidence.upstreamStatus) {
    case (502, 1...), (503, 1...): fields.decide(.none)
    case (504, 1...): fields.decide(.backendTimeout)
    case (let status, let origin): fields.decide(.ofProxy(status, hasAnswer: origin > 0))
    }
  }
}
