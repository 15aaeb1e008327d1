// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let cloudfrontJSON = LogFormat(
    name: "cloudfront-json", title: "AWS CloudFront, standard logs v2 (JSON)",
    family: .access, stamp: .end, specificity: 0.98, linesStandAlone: true,
    notes: """
      All values are texts, and a dash is none. The stamp is the end of the request in UTC: \
      `timestamp(ms)` where it was chosen, else `date` and `time`. Durations are seconds. The detailed \
      result type tells the cause; where it names none, a status of 000 is a client that left. \
      Values keep their percent escapes.
      """,
    examples: [
      Example(
        #"{"date":"2025-03-12","time":"09:14:02","x-edge-location":"FRA56-P2","sc-bytes":"1045","c-ip":"203.0.113.7","cs-method":"GET","cs(Host)":"d111.cloudfront.net","cs-uri-stem":"/v1/cart","sc-status":"502","cs(Referer)":"-","cs(User-Agent)":"curl/8.5.0","cs-uri-query":"id=9","x-edge-result-type":"Error","x-edge-request-id":"SOX4xwn4XV6Q4rgb7XiVGOHms==","x-host-header":"shop.example","time-taken":"0.101","cs-protocol-version":"HTTP/2.0","x-edge-detailed-result-type":"OriginConnectError"}"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":1045,"cause":"connect_refused","client":"203.0.113.7","duration_us":101000,"end":"2025-03-12T09:14:02.000000Z","extra":{"result_type":"OriginConnectError"},"host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/2.0","query":"id=9","start":"2025-03-12T09:14:01.899000Z","status":502,"status_by":"proxy","trace":"SOX4xwn4XV6Q4rgb7XiVGOHms=="}"#
      ),
      Example(
        #"{"timestamp(ms)":"1741770842310","cs-method":"GET","cs-uri-stem":"/","sc-status":"000","time-taken":"5.002","x-edge-result-type":"Error"}"#,
        gives:
          #"{"cause":"client_abort","duration_us":5002000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"cancelled","path":"/","start":"2025-03-12T09:13:57.308000Z"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"date":"2025-03-12","time":"09:14:02","cs-method":"GET"}"#, because: .notThisFormat),
      Refusal(#"{"sc-status":"200","time":"09:14:02"}"#, because: .malformedTime),
    ],
    matches: { isJSONRequest(CloudFrontFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<CloudFrontFlavour>>($0) })
}

/// The fields of CloudFront's standard logs.
///
/// Source:
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
enum CloudFrontFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["timestamp(ms)", "timestamp"]),
    (.day, ["date"]),
    (.clock, ["time"]),
    (.status, ["sc-status"]),
    (.method, ["cs-method"]),
    (.target, ["cs-uri-stem"]),
    (.query, ["cs-uri-query"]),
    (.version, ["cs-protocol-version"]),
    (.client, ["c-ip"]),
    (.agent, ["cs(User-Agent)"]),
    (.referrer, ["cs(Referer)"]),
    (.host, ["x-host-header", "cs(Host)", "cs-host"]),
    (.trace, ["x-edge-request-id"]),
    (.bytes, ["sc-bytes"]),
    (.seconds, ["time-taken"]),
    (.flags, ["x-edge-detailed-result-type"]),
  ])

  static var causeMember: String? { "result_type" }

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.status) }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    CloudFrontCause.decide(bytes, evidence.flags, into: &fields)
  }
}
