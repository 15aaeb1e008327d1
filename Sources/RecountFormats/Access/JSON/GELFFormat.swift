// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let gelf = LogFormat(
    name: "gelf", title: "GELF messages of requests (Graylog)",
    family: .access, stamp: .end, specificity: 0.97, linesStandAlone: true,
    notes: """
      GELF messages whose additional fields hold a request, by the names that nginx and applications \
      use. `_request_time` is seconds; of other durations the name or the text has to say the unit. \
      `host` is the sender and no host of a request.
      """,
    examples: [
      Example(
        #"{"version":"1.1","host":"web1","short_message":"GET /v1/cart","timestamp":1741770842.31,"level":3,"_service":"cart","_remote_addr":"203.0.113.7","_request_method":"GET","_request_uri":"/v1/cart?id=9","_status":502,"_upstream_status":"502","_request_time":0.031}"#,
        gives:
          #"{"cause":"backend_reset","client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","query":"id=9","service":"cart","start":"2025-03-12T09:14:02.279000Z","status":502,"status_by":"proxy","upstream_statuses":[502]}"#
      )
    ],
    refusals: [
      Refusal(
        #"{"version":"1.1","host":"web1","short_message":"started","timestamp":1741770842.31}"#,
        because: .missingField),
      Refusal(
        #"{"host":"web1","timestamp":1741770842.31,"_status":502}"#, because: .notThisFormat),
      Refusal(
        #"{"version":"1.1","host":"web1","short_message":"GET /","_status":502}"#,
        because: .malformedTime),
    ],
    matches: { isJSONRequest(GELFFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<GELFFlavour>>($0) })
}

/// Additional fields of GELF, which begin with an underscore.
///
/// Source: https://go2docs.graylog.org/current/getting_in_log_data/gelf.html
enum GELFFlavour: RequestFlavour {
  static let keys = KeyTable<MemberField>([
    (.time, ["timestamp"]),
    (
      .status,
      ["_status", "_status_code", "_response_status", "_http_status", "_http_response_code"]
    ),
    (.upstreamStatus, ["_upstream_status"]),
    (.method, ["_request_method", "_method", "_http_method"]),
    (.target, ["_request_uri", "_request_path", "_path", "_uri", "_url", "_http_path"]),
    (.query, ["_args", "_query_string"]),
    (.requestLine, ["_request"]),
    (.version, ["_server_protocol", "_protocol"]),
    (.client, ["_remote_addr", "_client_ip", "_remote_ip", "_src_ip"]),
    (.user, ["_remote_user"]),
    (.agent, ["_http_user_agent", "_user_agent"]),
    (.referrer, ["_http_referrer", "_http_referer"]),
    (.host, ["_http_host", "_vhost"]),
    (.service, ["_service", "_app", "_application"]),
    (.trace, ["_request_id", "_trace_id", "_x_request_id"]),
    (.bytes, ["_body_bytes_sent", "_bytes_sent", "_response_size"]),
    (.seconds, ["_request_time"]),
    (.milliseconds, ["_duration_ms", "_took_ms", "_response_time_ms"]),
    (.text, ["_duration", "_took"]),
    (.upstreamSeconds, ["_upstream_response_time"]),
    (.upstreamAddress, ["_upstream_addr"]),
    (.mark, ["short_message"]),
  ])

  static func isOurs(_ seen: MemberFields) -> Bool { seen.contains(.mark) }

  static func decide(
    _ bytes: Span<UInt8>, _ evidence: MemberEvidence, into fields: inout RequestFields
  ) {
    NginxUpstream.decide(bytes, evidence, into: &fields)
  }
}
