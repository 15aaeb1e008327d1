// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let envoy = LogFormat(
    name: "envoy",
    title: "Envoy and Istio, default text formats",
    family: .access, stamp: .start, specificity: 0.97, linesStandAlone: true,
    notes: """
      The stamp is the start of the request and the duration is in milliseconds, so both ends are \
      known. The response flags give the cause, where they are silent the response code details; a \
      code of 0 means that no response was sent, most often because the client had left. Of a response \
      `via_upstream` the status is the upstream's own; a 5xx without it is so where there are no \
      details and an upstream host is named. A line without method, path and protocol is a TCP \
      connection, a success unless the flags say otherwise.
      """,
    examples: [
      Example(
        #"[2025-03-12T09:14:02.310Z] "POST /v1/cart HTTP/2" 503 UF,URX 154 91 226 - "203.0.113.7" "okhttp/4" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "cart" "10.0.2.1:80""#,
        gives:
          #"{"agent":"okhttp/4","body_bytes":91,"cause":"connect_refused","client":"203.0.113.7","duration_us":226000,"end":"2025-03-12T09:14:02.536000Z","extra":{"response_flags":"UF,URX"},"host":"cart","kind":"request","method":"POST","outcome":"failure","path":"/v1/cart","protocol":"HTTP/2","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":503,"status_by":"proxy","trace":"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2"}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart/77 HTTP/1.1" 200 - 0 1045 12 11 "203.0.113.7, 10.0.0.1" "curl/8.5.0" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "cart" "10.0.2.1:80""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":1045,"client":"203.0.113.7","duration_us":12000,"end":"2025-03-12T09:14:02.322000Z","host":"cart","kind":"request","method":"GET","outcome":"success","path":"/v1/cart/77","protocol":"HTTP/1.1","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":200,"status_by":"upstream","trace":"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2","upstream_duration_us":11000}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 0 DC 0 0 5002 - "-" "curl/8.5.0" "-" "cart" "-""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":0,"cause":"client_abort","duration_us":5002000,"end":"2025-03-12T09:14:07.312000Z","extra":{"response_flags":"DC"},"host":"cart","kind":"request","method":"GET","outcome":"cancelled","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart","start":"2025-03-12T09:14:02.310000Z"}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 504 UT 0 24 15000 - "-" "curl/8.5.0" "-" "cart" "10.0.2.1:80""#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":24,"cause":"backend_timeout","duration_us":15000000,"end":"2025-03-12T09:14:17.310000Z","extra":{"response_flags":"UT"},"host":"cart","kind":"request","method":"GET","outcome":"timeout","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":504,"status_by":"proxy"}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 503 UF upstream_reset_before_response_started{connection_failure,delayed_connect_error:_111} - "delayed_connect_error:_111" 0 152 3 - "-" "curl/8.5.0" "4e43168a-01e6-907c-ba17-2f72fad816a8" "cart:8080" "10.244.1.15:8080" outbound|8080||cart.shop.svc.cluster.local - 10.96.81.152:8080 10.244.2.19:55058 - default"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":152,"cause":"connect_refused","client":"10.244.2.19","duration_us":3000,"end":"2025-03-12T09:14:02.313000Z","extra":{"response_code_details":"upstream_reset_before_response_started{connection_failure,delayed_connect_error:_111}","response_flags":"UF"},"host":"cart:8080","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart:8080","start":"2025-03-12T09:14:02.310000Z","status":503,"status_by":"proxy","trace":"4e43168a-01e6-907c-ba17-2f72fad816a8"}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 500 - via_upstream - "-" 0 52 3 2 "-" "curl/8.5.0" "4e43168a-01e6-907c-ba17-2f72fad816a8" "cart:8080" "10.244.1.15:8080" inbound|8080|| 127.0.0.6:40063 10.244.1.15:8080 10.244.2.19:55058 - default"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":52,"cause":"app_error","client":"10.244.2.19","duration_us":3000,"end":"2025-03-12T09:14:02.313000Z","extra":{"response_code_details":"via_upstream"},"host":"cart:8080","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart:8080","start":"2025-03-12T09:14:02.310000Z","status":500,"status_by":"upstream","trace":"4e43168a-01e6-907c-ba17-2f72fad816a8","upstream_duration_us":2000,"upstream_statuses":[500]}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "GET /v1/cart HTTP/1.1" 503 FI fault_filter_abort - "-" 0 18 0 - "-" "curl/8.5.0" "4e43168a-01e6-907c-ba17-2f72fad816a8" "cart:8080" "-" outbound|8080||cart.shop.svc.cluster.local - 10.96.81.152:8080 10.244.2.19:55058 - default"#,
        gives:
          #"{"agent":"curl/8.5.0","body_bytes":18,"client":"10.244.2.19","duration_us":0,"end":"2025-03-12T09:14:02.310000Z","extra":{"response_code_details":"fault_filter_abort","response_flags":"FI"},"host":"cart:8080","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","service":"cart:8080","start":"2025-03-12T09:14:02.310000Z","status":503,"trace":"4e43168a-01e6-907c-ba17-2f72fad816a8"}"#
      ),
      Example(
        #"[2025-03-12T09:14:02.310Z] "- - -" 0 - - - "-" 2462 1392 76 - "-" "-" "-" "-" "10.0.0.5:3306" outbound|3306||mysql.db.svc.cluster.local 10.0.0.9:52846 10.96.0.7:3306 10.0.0.9:52840 - -"#,
        gives:
          #"{"body_bytes":1392,"client":"10.0.0.9","duration_us":76000,"end":"2025-03-12T09:14:02.386000Z","kind":"request","outcome":"success","start":"2025-03-12T09:14:02.310000Z"}"#
      ),
    ],
    refusals: [
      Refusal(
        #"[2025-03-12T09:14:02.310Z] "GET / HTTP/1.1" 200 - 0 1045 12"#, because: .missingField),
      Refusal(
        #"[2025-03-12T09:14:02.310Z] "GET / HTTP/1.1" OK - 0 1045 12 11 "-" "-" "-" "cart" "-""#,
        because: .malformedStatus),
      Refusal(
        #"[yesterday] "GET / HTTP/1.1" 200 - 0 1045 12 11 "-" "-" "-" "cart" "-""#,
        because: .malformedTime),
    ],
    matches: { isRequestLine(EnvoyFormat.self, $0) },
    makeParser: { RequestParser<EnvoyFormat>($0) })
}
