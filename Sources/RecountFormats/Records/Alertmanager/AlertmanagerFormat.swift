// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let alertmanager = LogFormat(
    name: "alertmanager",
    title: "Alertmanager alerts",
    family: .record, stamp: .start, specificity: 1, isDocument: true,
    notes: """
      Messages of the webhook (version 4), one or one a line, or the list of `/api/v2/alerts`. An \
      alert is the milestone `alerted` at `startsAt`, which lies after the `for` of its rule. A \
      resolved one gives a note at `endsAt`, which can be late by the time after which an alert \
      counts as resolved. While it fires, its end is no time and gives nothing. An alert that is \
      sent again, with the same fingerprint (or labels) and `startsAt`, counts once. The service \
      is the label `service`, else `job`. Alerts that the server cut off a message \
      (`truncatedAlerts`) are not in it.
      """,
    examples: [
      Example(
        #"{"version":"4","groupKey":"{}:{alertname=\"High5xx\"}","truncatedAlerts":0,"status":"firing","receiver":"web\\.hook","groupLabels":{"alertname":"High5xx"},"commonLabels":{"alertname":"High5xx","service":"cart"},"commonAnnotations":{},"externalURL":"http://am:9093","alerts":[{"status":"firing","labels":{"alertname":"High5xx","service":"cart","severity":"page"},"annotations":{"summary":"5xx > 5%"},"startsAt":"2025-03-12T09:19:02.310Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom:9090/graph","fingerprint":"9f1c2d3e4f5a6b7c"}]}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"alerted","plus_minus_us":500,"service":"cart","text":"High5xx: 5xx > 5%","time":"2025-03-12T09:19:02.310000Z"}
          """#),
      Example(
        #"{"version":"4","groupKey":"{}","status":"resolved","receiver":"web","alerts":[{"status":"resolved","labels":{"alertname":"High5xx","job":"shop/cart"},"annotations":{"description":"Errors in the cart"},"startsAt":"2025-03-12T09:19:02.31Z","endsAt":"2025-03-12T11:04:17.31Z","fingerprint":"9f1c2d3e4f5a6b7c"}]}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"alerted","plus_minus_us":5000,"service":"shop/cart","text":"High5xx: Errors in the cart","time":"2025-03-12T09:19:02.310000Z"}
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":5000,"service":"shop/cart","text":"alert resolved: High5xx: Errors in the cart","time":"2025-03-12T11:04:17.310000Z"}
          """#),
      Example(
        """
        [
          {
            "annotations": {"summary": "No replicas left"},
            "endsAt": "2025-03-12T09:26:40.000Z",
            "fingerprint": "5c8d0f1e2a3b4c5d",
            "receivers": [{"name": "web"}],
            "startsAt": "2025-03-12T09:21:40.000Z",
            "status": {"inhibitedBy": [], "silencedBy": [], "state": "active"},
            "updatedAt": "2025-03-12T09:22:40.000Z",
            "labels": {"alertname": "NoReplicas", "namespace": "shop"}
          }
        ]
        """,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"alerted","plus_minus_us":500,"text":"NoReplicas: No replicas left","time":"2025-03-12T09:21:40.000000Z"}
          """#),
    ],
    refusals: [
      Refusal(#"{"version":"4","alerts":[{"labels":{},"startsAt":17}]}"#, because: .malformedJSON),
      Refusal(
        #"[{"labels":{"alertname":"a"},"startsAt":"0001-01-01T00:00:00Z"}]"#,
        because: .malformedTime),
    ],
    matches: { AlertmanagerParser.matches($0) },
    makeParser: { _ in AlertmanagerParser() })
}
