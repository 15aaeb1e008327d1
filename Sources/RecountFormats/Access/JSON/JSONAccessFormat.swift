// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let jsonAccess = LogFormat(
    name: "json-access",
    title: "JSON lines with an HTTP status (ECS, OpenTelemetry, and their cousins)",
    family: .access, stamp: .end, specificity: 0.9, linesStandAlone: true,
    notes: """
      One JSON object a line with a time and an HTTP status, under any of the names that ECS, \
      OpenTelemetry old and new, nginx, pino and others use, dotted or nested. The stamp is the \
      end of the request unless only a start is given. Durations are read where their name or \
      text says their unit, and left out where it does not. A time is a text or an epoch number, \
      whose unit follows from its size. Of a member that stands twice the first is taken. Members \
      called like nginx's variables of the upstream tell the cause as they do in its text. What \
      writes by fixed names has a format of its own, which knows its units and causes.
      """,
    examples: [
      Example(
        #"{"@timestamp":"2025-03-12T09:14:02.310Z","ecs.version":"8.6","service.name":"webhooks","http.request.method":"POST","url.path":"/deliver/42","http.response.status_code":503,"event.duration":31000000,"trace.id":"4bf92f3577b34da6a3ce929d0e0e4736"}"#,
        gives:
          #"{"duration_us":31000,"end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"POST","outcome":"failure","path":"/deliver/42","service":"webhooks","start":"2025-03-12T09:14:02.279000Z","status":503,"trace":"4bf92f3577b34da6a3ce929d0e0e4736"}"#
      ),
      Example(
        #"{"time":1741770842.31,"service":{"name":"cart"},"http":{"request":{"method":"GET"},"response":{"status_code":200,"body":{"bytes":17}}},"url":{"path":"/a","query":"b=1"},"client":{"ip":"203.0.113.7"},"user_agent":{"original":"x \"quoted\" \u00e9"}}"#,
        gives:
          #"{"agent":"x \"quoted\" é","body_bytes":17,"client":"203.0.113.7","end":"2025-03-12T09:14:02.310000Z","kind":"request","method":"GET","outcome":"success","path":"/a","query":"b=1","service":"cart","start":"2025-03-12T09:14:02.310000Z","status":200}"#
      ),
      Example(
        #"{"start_time":"2025-03-12T09:14:02.310Z","duration":"31ms","status":"504","method":"GET","path":"/a"}"#,
        gives:
          #"{"duration_us":31000,"end":"2025-03-12T09:14:02.341000Z","kind":"request","method":"GET","outcome":"timeout","path":"/a","start":"2025-03-12T09:14:02.310000Z","status":504}"#
      ),
      Example(
        #"{"time_local":"12/Mar/2025:09:14:02 +0000","remote_addr":"203.0.113.7","request":"GET /v1/cart?id=9 HTTP/1.1","status":"502","request_time":"0.031","upstream_addr":"backend","upstream_status":"502","upstream_response_time":"0.000"}"#,
        gives:
          #"{"cause":"no_backend","client":"203.0.113.7","duration_us":31000,"end":"2025-03-12T09:14:02.000000Z","kind":"request","method":"GET","outcome":"failure","path":"/v1/cart","protocol":"HTTP/1.1","query":"id=9","start":"2025-03-12T09:14:01.969000Z","status":502,"status_by":"proxy","upstream_duration_us":0,"upstream_statuses":[502]}"#
      ),
      Example(
        #"{"time":"2025-03-12T09:14:02Z","http.method":"GET","http.url":"https://shop.example/v1?id=9","http.status_code":502}"#,
        gives:
          #"{"end":"2025-03-12T09:14:02.000000Z","host":"shop.example","kind":"request","method":"GET","outcome":"failure","path":"/v1","query":"id=9","start":"2025-03-12T09:14:02.000000Z","status":502}"#
      ),
    ],
    refusals: [
      Refusal(
        #"{"@timestamp":"2025-03-12T09:14:02.310Z","message":"started"}"#, because: .missingField),
      Refusal(#"{"status":200,"path":"/"}"#, because: .malformedTime),
      Refusal(
        #"{"@timestamp":"2025-03-12T09:14:02.310Z","path":"/","status":99999}"#,
        because: .malformedStatus),
      Refusal(#"{"@timestamp":"2025-03-12T09:14:02.310Z","status":200"#, because: .malformedJSON),
      Refusal("plain text", because: .notThisFormat),
    ],
    matches: { isJSONRequest(GenericFlavour.self, $0) },
    makeParser: { RequestParser<JSONRequestFormat<GenericFlavour>>($0) })
}
