// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let cloudflare = LogFormat(
    name: "cloudflare", title: "Cloudflare Logpush (HTTP requests, JSON)",
    family: .access, stamp: .end, specificity: 0.99, linesStandAlone: true,
    notes: """
      Start and end are the stamps of the edge, as RFC 3339 or as an epoch number in any unit. Where \
      they are finer than seconds the duration is the time between them. An origin status of 0 means \
      that the origin was not asked. The statuses from 520 on tell what went wrong between edge and \
      origin.
      """,
    examples: [
      Example(
        #"{"ClientIP":"203.0.113.7","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/v1/cart?id=9","ClientRequestUserAgent":"curl/8.5.0","ClientRequestProtocol":"HTTP/2","EdgeStartTimestamp":1741770842310000000,"EdgeEndTimestamp":1741770842541000000,"EdgeResponseBytes":157,"EdgeResponseStatus":522,"OriginResponseStatus":0,"OriginResponseDurationMs":0,"RayID":"3a6050bcbe121a87"}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":157,"cause":"connect_timeout","client":"203.0.113.7","duration_us":231000,"end":"2025-03-12T09:14:02.541000Z","host":"shop.example","kind":"request","method":"GET","outcome":"timeout","path":"/v1/cart","protocol":"HTTP/2","query":"id=9","start":"2025-03-12T09:14:02.310000Z","status":522,"status_by":"proxy","trace":"3a6050bcbe121a87","upstream_duration_us":0}"#
      ),
      Example(
        #"{"ClientIP":"2001:db8::7","ClientRequestMethod":"HEAD","ClientRequestURI":"/","EdgeEndTimestamp":"2025-03-12T09:14:02Z","EdgeResponseStatus":503,"EdgeStartTimestamp":"2025-03-12T09:14:02Z","OriginResponseStatus":503}"#,
        gives:
          #"{"cause":"app_error","client":"2001:db8::7","end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"HEAD","outcome":"failure","path":"/","start":"2025-03-12T09:14:02.000000Z","status":503,"status_by":"upstream","upstream_statuses":[503]}"#
      ),
    ],
    refusals: [
      Refusal(#"{"RayID":"3a6050bcbe121a87","Datetime":1741770842}"#, because: .notThisFormat),
      Refusal(#"{"EdgeResponseStatus":200,"ClientIP":"203.0.113.7"}"#, because: .malformedTime),
    ],
    matches: { isJSONRequest(CloudflareFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<CloudflareFlavour>>($0) })
}

/// The data set of HTTP requests of Cloudflare's Logpush.
///
/// Source: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/
enum CloudflareFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["EdgeEndTimestamp"]),
    (.startTime, ["EdgeStartTimestamp"]),
    (.status, ["EdgeResponseStatus"]),
    (.upstreamStatus, ["OriginResponseStatus"]),
    (.method, ["ClientRequestMethod"]),
    (.target, ["ClientRequestURI", "ClientRequestPath"]),
    (.version, ["ClientRequestProtocol"]),
    (.client, ["ClientIP"]),
    (.agent, ["ClientRequestUserAgent"]),
    (.referrer, ["ClientRequestReferer"]),
    (.host, ["ClientRequestHost"]),
    (.trace, ["RayID"]),
    (.bytes, ["EdgeResponseBytes"]),
    (.upstreamMilliseconds, ["OriginResponseDurationMs"]),
    (.upstreamNanoseconds, ["OriginResponseTime"]),
  ])

  static var endsTellDuration: Bool { true }

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.status) }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    if let cause = edgeCause(fields.status) {
      fields.decide(cause)
      if cause.isTimeout { fields.outcome = .timeout }
    } else {
      fields.decide(.ofProxy(fields.status, evidence))
    }
  }

  /// What the statuses between edge and origin say.
  ///
  /// Source: https://developers.cloudflare.com/support/troubleshooting/http-status-codes/
  private static func edgeCause(_ status: Int16) -> Cause? {
    switch status {
    case 520: .backendReset
    case 521: .connectRefused
    case 522: .connectTimeout
    case 523: .noBackend
    case 524: .backendTimeout
    case 525, 526: .tls
    case 530: .dns
    default: nil
    }
  }
}
