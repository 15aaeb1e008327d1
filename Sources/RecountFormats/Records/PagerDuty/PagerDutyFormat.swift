// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let pagerduty = LogFormat(
    name: "pagerduty",
    title: "PagerDuty log entries and webhooks",
    family: .record, stamp: .start, specificity: 1, isDocument: true,
    notes: """
      Log entries of the API, as a list, alone or one a line, and messages of webhooks of version \
      3 and 2. `trigger` is the milestone `alerted`, `acknowledge` is `acknowledged`, `resolve` is \
      `resolved`; whatever else happened to an incident is a note. The text says whether a person \
      or a service acknowledged and resolved: monitoring that resolves its own alert is no sign of \
      anybody's work. The service is the one that the entry names, else that of its incident. \
      Events delivered again, by their id, count once; events of settings give nothing.
      """,
    examples: [
      Example(
        #"{"id":"R02XY5","type":"acknowledge_log_entry","summary":"Acknowledged by A. Ops.","created_at":"2025-03-12T09:27:14Z","agent":{"id":"PXPGF42","type":"user_reference","summary":"A. Ops"},"channel":{"type":"mobile"},"incident":{"id":"PT4KHLK","type":"incident_reference"},"service":{"id":"PIJ90N7","type":"service_reference","summary":"Cart"}}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"acknowledged","plus_minus_us":500000,"service":"Cart","text":"acknowledge by a person: Acknowledged by A. Ops.","time":"2025-03-12T09:27:14.000000Z"}
          """#),
      Example(
        #"{"log_entries":[{"id":"R3","type":"resolve_log_entry","summary":"Resolved through the integration API.","created_at":"2025-03-12T12:04:21+01:00","agent":{"type":"service_reference","summary":"Cart"},"channel":{"type":"api"},"incident":{"summary":"[#7] High5xx","service":{"summary":"Cart"}}},{"id":"R2","type":"escalate_log_entry","summary":"Escalated to B. Ops.","created_at":"2025-03-12T10:25:00+01:00","agent":null,"channel":{"type":"timeout"}},{"id":"R1","type":"trigger_log_entry","summary":"Triggered through the API.","created_at":"2025-03-12T10:20:00+01:00"}],"limit":100,"offset":0,"more":false}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"alerted","plus_minus_us":500000,"text":"trigger: Triggered through the API.","time":"2025-03-12T09:20:00.000000Z"}
          {"clock":"pager","kind":"milestone","milestone":"note","plus_minus_us":500000,"text":"escalate: Escalated to B. Ops.","time":"2025-03-12T09:25:00.000000Z"}
          {"clock":"pager","kind":"milestone","milestone":"resolved","plus_minus_us":500000,"service":"Cart","text":"resolve by a service: Resolved through the integration API.","time":"2025-03-12T11:04:21.000000Z"}
          """#),
      Example(
        #"{"event":{"id":"01DE","event_type":"incident.triggered","resource_type":"incident","occurred_at":"2025-03-12T09:20:01.112Z","agent":{"id":"PIJ90N7","type":"service_reference"},"client":null,"data":{"id":"PT4KHLK","type":"incident","title":"High5xx","service":{"id":"PIJ90N7","summary":"Cart","type":"service_reference"}}}}"#,
        gives: #"""
          {"clock":"pager","kind":"milestone","milestone":"alerted","plus_minus_us":500,"service":"Cart","text":"trigger: High5xx","time":"2025-03-12T09:20:01.112000Z"}
          """#),
    ],
    refusals: [
      Refusal(#"{"type":"trigger_log_entry","created_at":17}"#, because: .malformedJSON),
      Refusal(#"{"type":"trigger_log_entry","created_at":"soon"}"#, because: .malformedTime),
      Refusal(#"{"log_entries":[{"type":"trigger_log_entry"}]}"#, because: .missingField),
    ],
    matches: { PagerDutyParser.matches($0) },
    makeParser: { _ in PagerDutyParser() })
}
