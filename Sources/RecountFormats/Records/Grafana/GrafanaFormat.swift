// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let grafanaAnnotations = LogFormat(
    name: "grafana-annotations",
    title: "Grafana annotations",
    family: .record, stamp: .start, specificity: 1, isDocument: true,
    notes: """
      The list of `/api/annotations`, one annotation, or one a line. An alert that changes to \
      `alerting` is the milestone `alerted`; its other states, back to `ok` or `Normal` among \
      them, are notes. An annotation with a tag of a deploy or a release is `deployed`; others are \
      notes. A region gives a second note for its end. Numbers are read by their magnitude, as a \
      rule milliseconds. An annotation that stands in two answers, by its id, counts once.
      """,
    examples: [
      Example(
        #"{"id":1124,"dashboardUID":"jcIIG-07z","panelId":2,"time":1741770842310,"timeEnd":1741770902310,"text":"deploy cart v41","tags":["deploy"],"alertId":0,"newState":"","prevState":""}"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"deployed","plus_minus_us":500,"text":"deploy cart v41","time":"2025-03-12T09:14:02.310000Z"}
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500,"text":"end: deploy cart v41","time":"2025-03-12T09:15:02.310000Z"}
          """#),
      Example(
        #"[{"id":1131,"alertId":7,"alertName":"High5xx","dashboardUID":"jcIIG-07z","panelId":2,"newState":"Normal","prevState":"Alerting","time":1741777457310,"timeEnd":1741777457310,"text":"","tags":[],"data":{}},{"id":1125,"alertId":7,"alertName":"High5xx","dashboardUID":"jcIIG-07z","panelId":2,"newState":"Alerting","prevState":"Pending","time":1741771142310,"timeEnd":0,"text":"High5xx {service=cart} - B=7.2","tags":null}]"#,
        gives: #"""
          {"clock":"telemetry","kind":"milestone","milestone":"alerted","plus_minus_us":500,"text":"alert alerting after pending: High5xx {service=cart} - B=7.2","time":"2025-03-12T09:19:02.310000Z"}
          {"clock":"telemetry","kind":"milestone","milestone":"note","plus_minus_us":500,"text":"alert normal after alerting: High5xx","time":"2025-03-12T11:04:17.310000Z"}
          """#),
    ],
    refusals: [
      Refusal(#"{"panelId":2,"newState":"","time":"soon"}"#, because: .malformedJSON),
      Refusal(#"[{"panelId":2,"newState":"","time":0}]"#, because: .malformedTime),
    ],
    matches: { GrafanaParser.matches($0) },
    makeParser: { _ in GrafanaParser() })
}
