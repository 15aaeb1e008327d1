// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let kong = LogFormat(
    name: "kong", title: "Kong (JSON of its log plugins)",
    family: .access, stamp: .start, specificity: 0.98, linesStandAlone: true,
    notes: """
      The stamp is the start in epoch milliseconds, and latencies are milliseconds. `source` tells \
      who made the status: the upstream, a plugin, or Kong in an error.
      """,
    examples: [
      Example(
        #"{"request":{"method":"GET","uri":"/v1/cart?id=9","size":"120","headers":{"host":"shop.example","user-agent":"curl/8.5.0"}},"response":{"status":502,"size":"157"},"upstream_status":"504, 502","tries":[{"ip":"10.0.0.5","port":8080,"state":"failed","code":502}],"latencies":{"request":31,"kong":2,"proxy":29},"client_ip":"203.0.113.7","started_at":1741770842309,"source":"upstream","service":{"name":"cart"},"route":{"name":"r"}}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":157,"cause":"app_error","client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.340000Z","extra":{"source":"upstream"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.309000Z","status":502,"status_by":"upstream","upstream_duration_us":29000,"upstream_statuses":[504,502]}"#
      )
    ],
    refusals: [
      Refusal(
        #"{"started_at":1741770842309,"response":{"status":502}}"#, because: .notThisFormat),
      Refusal(
        #"{"started_at":0,"response":{"status":502},"latencies":{"request":31}}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(KongFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<KongFlavour>>($0) })
}

/// What Kong's log plugins write.
///
/// Source: https://docs.konghq.com/hub/kong-inc/file-log/
enum KongFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.startTime, ["started_at"]),
    (.status, ["response.status"]),
    (.upstreamStatus, ["upstream_status"]),
    (.method, ["request.method"]),
    (.target, ["request.uri", "request.url", "upstream_uri"]),
    (.client, ["client_ip"]),
    (.user, ["consumer.username", "authenticated_entity.id"]),
    (.agent, ["request.headers.user-agent"]),
    (.referrer, ["request.headers.referer"]),
    (.host, ["request.headers.host"]),
    (.service, ["service.name", "service.host"]),
    (.trace, ["request.id", "request.headers.x-request-id"]),
    (.bytes, ["response.size"]),
    (.milliseconds, ["latencies.request"]),
    (.upstreamMilliseconds, ["latencies.proxy"]),
    (.flags, ["source"]),
  ])

  static var causeMember: String? { "source" }

  static func isOurs(_ seen: MemberFields) -> Bool {
    seen.contains(.status) && seen.contains(.milliseconds)
  }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    let isUpstream =
      evidence.flags.isEmpty
      ? evidence.upstreamStatus > 0 : bytes.equals(evidence.flags, "upstream")
    fields.decide(.ofProxy(fields.status, hasAnswer: isUpstream))
  }
}
