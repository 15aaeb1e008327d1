// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct PagerDutyTests {
  private static func entry(
    _ verb: String, _ clock: String, id: String = "", more: String = ""
  ) -> String {
    let name = id.isEmpty ? "" : #""id":"\#(id)","#
    return
      #"{\#(name)"type":"\#(verb)_log_entry","created_at":"2025-03-12T\#(clock)","summary":"s"\#(more)}"#
  }

  private static func event(_ type: String, id: String, data: String) -> String {
    #"{"event":{"id":"\#(id)","event_type":"\#(type)","resource_type":"incident","occurred_at":"2025-03-12T09:20:01Z","data":\#(data)}}"#
  }

  @Test(arguments: [
    ("trigger", "alerted"), ("acknowledge", "acknowledged"), ("resolve", "resolved"),
    ("escalate", "note"), ("assign", "note"), ("annotate", "note"), ("notify", "note"),
    ("snooze", "note"), ("unacknowledge", "note"), ("repeat_escalation_path", "note"),
  ])
  func `an entry is the milestone of its verb`(verb: String, kind: String) {
    let parsed = ParsedContent(Self.entry(verb, "09:20:00Z"), as: .pagerduty)
    #expect(parsed.milestones.map(\.kind.rawValue) == [kind])
    #expect(parsed.milestones.map(\.clock) == [.pager])
    #expect(
      parsed.milestones.first?.text == verb.replacing("_", with: " ") + ": s")
  }

  @Test func `a list, an array, single entries and one a line say the same`() {
    let entries = [Self.entry("resolve", "11:00:00Z"), Self.entry("trigger", "09:20:00Z")]
    let told = ["alerted 09:20:00 -: trigger: s", "resolved 11:00:00 -: resolve: s"]
    let joined = entries.joined(separator: ",")
    expectMilestones(#"{"log_entries":[\#(joined)]}"#, as: .pagerduty, told, records: 2)
    expectMilestones("[\(joined)]", as: .pagerduty, told, records: 2)
    expectMilestones("\(entries[1])\n\(entries[0])\n", as: .pagerduty, told, records: 2)
    expectMilestones(
      #"{"log_entry":\#(entries[1])}"# + "\n" + #"{"log_entry":\#(entries[0])}"#, as: .pagerduty,
      told, records: 2)
  }

  @Test func `entries of one stamp keep the order in which they were made`() {
    let newestFirst = [
      Self.entry("resolve", "11:00:00Z"), Self.entry("acknowledge", "09:20:00Z"),
      Self.entry("trigger", "09:20:00Z"),
    ]
    let parsed = ParsedContent("[\(newestFirst.joined(separator: ","))]", as: .pagerduty)
    #expect(parsed.milestones.map(\.kind) == [.alerted, .acknowledged, .resolved])
    #expect(parsed.milestones.map(\.position) == [0, 1, 2])
  }

  @Test(arguments: [
    (#","agent":{"type":"user_reference"}"#, "resolve by a person: s"),
    (#","agent":{"type":"service_reference"}"#, "resolve by a service: s"),
    (#","agent":{"type":"events_api_v2_inbound_integration"}"#, "resolve by a service: s"),
    (
      #","agent":{"type":"service_reference"},"channel":{"type":"auto"}"#,
      "resolve automatically: s"
    ),
    (#","agent":null,"channel":{"type":"timeout"}"#, "resolve automatically: s"),
    (#","agent":null"#, "resolve: s"),
  ])
  func `the text tells who resolved`(members: String, text: String) {
    let parsed = ParsedContent(Self.entry("resolve", "11:00:00Z", more: members), as: .pagerduty)
    #expect(parsed.milestones.map(\.text) == [text])
  }

  @Test(arguments: [
    (#","service":{"summary":"Cart"},"incident":{"service":{"summary":"Shop"}}"#, "Cart"),
    (#","service":{"id":"P1"},"incident":{"service":{"summary":"Shop"}}"#, "Shop"),
    (#","service":null,"incident":{"summary":"i"}"#, nil),
  ])
  func `the service is the entry's, else its incident's`(members: String, service: String?) {
    let parsed = ParsedContent(Self.entry("trigger", "11:00:00Z", more: members), as: .pagerduty)
    #expect(parsed.milestones.map(\.service) == [service])
  }

  @Test func `an entry that was delivered again is counted and gives nothing`() {
    let entry = Self.entry("trigger", "09:20:00Z", id: "R1")
    expectMilestones(
      "\(entry)\n\(entry)\n", as: .pagerduty, ["alerted 09:20:00 -: trigger: s"], records: 2)
  }

  @Test func `an entry without a time or a verb is refused and the others stay`() {
    let text = """
      {"log_entries":[\(Self.entry("trigger", "09:20:00Z")),{"type":"x","created_at":"2025-03-12T09:21:00Z"},
      \(Self.entry("acknowledge", "soon")),{"type":"resolve_log_entry"}]}
      """
    expectMilestones(
      text, as: .pagerduty, ["alerted 09:20:00 -: trigger: s"],
      rejects: [.missingField, .malformedTime, .missingField], records: 4)
  }

  @Test(arguments: [
    ("incident.triggered", "alerted 09:20:01 Cart: trigger: t"),
    ("incident.acknowledged", "acknowledged 09:20:01 Cart: acknowledge: t"),
    ("incident.resolved", "resolved 09:20:01 Cart: resolve: t"),
    ("incident.reopened", "note 09:20:01 Cart: reopened: t"),
    ("incident.priority_updated", "note 09:20:01 Cart: priority updated: t"),
  ])
  func `a webhook of version 3 is the milestone of its event`(type: String, told: String) {
    let data = #"{"type":"incident","title":"t","service":{"summary":"Cart"}}"#
    expectMilestones(Self.event(type, id: "1", data: data), as: .pagerduty, [told], records: 1)
  }

  @Test func `notes of an incident have its service, and settings give nothing`() {
    let note =
      #"{"type":"incident_note","content":"restarted","incident":{"summary":"i","service":{"summary":"Cart"}}}"#
    let text = [
      Self.event("incident.annotated", id: "1", data: note),
      Self.event("service.updated", id: "2", data: #"{"type":"service","summary":"Cart"}"#),
      Self.event("pagey.ping", id: "3", data: #"{"message":"Hello"}"#),
    ].joined(separator: "\n")
    expectMilestones(
      text, as: .pagerduty, ["note 09:20:01 Cart: annotated: restarted"], records: 3)
  }

  @Test func `messages of version 2 are read with their entries or without`() {
    let incident = #"{"title":"t","service":{"name":"Cart"}}"#
    let entry = Self.entry("acknowledge", "09:27:00Z", more: #","agent":{"type":"user"}"#)
    let text =
      #"{"messages":[{"id":"m1","event":"incident.trigger","created_on":"2025-03-12T09:20:00Z","incident":\#(incident)},{"id":"m2","event":"incident.acknowledge","created_on":"2025-03-12T09:27:01Z","log_entries":[\#(entry)],"incident":\#(incident)}]}"#
    expectMilestones(
      text, as: .pagerduty,
      [
        "alerted 09:20:00 Cart: trigger: t",
        "acknowledged 09:27:00 Cart: acknowledge by a person: s",
      ],
      records: 2)
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "pagerduty")
  }

  @Test(arguments: ["{}", "[]", "[7]", "null", #"{"type":"x"}"#, #"{"event":"x"}"#, "[{}]"])
  func `what is no record of PagerDuty is refused`(text: String) {
    expectMilestones(text, as: .pagerduty, [], rejects: [.malformedJSON])
  }
}
