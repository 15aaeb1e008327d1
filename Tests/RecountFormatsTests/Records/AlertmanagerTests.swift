// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct AlertmanagerTests {
  private static func alert(
    _ status: String, start: String = "2025-03-12T09:19:02.310Z",
    end: String = "0001-01-01T00:00:00Z", labels: String = #""alertname":"A""#,
    fingerprint: String? = "f1"
  ) -> String {
    let hash = fingerprint.map { #","fingerprint":"\#($0)""# } ?? ""
    return
      #"{"status":"\#(status)","labels":{\#(labels)},"startsAt":"\#(start)","endsAt":"\#(end)"\#(hash)}"#
  }

  private static func webhook(_ alerts: String...) -> String {
    #"{"version":"4","groupKey":"{}","status":"firing","alerts":[\#(alerts.joined(separator: ","))]}"#
  }

  private static let ended = alert("resolved", end: "2025-03-12T11:00:00Z")

  @Test func `an alert that is sent again counts once, and its end once`() {
    let text = [
      Self.webhook(Self.alert("firing")), Self.webhook(Self.alert("firing")),
      Self.webhook(Self.ended), Self.webhook(Self.ended),
    ].joined(separator: "\n")
    expectMilestones(
      text, as: .alertmanager, ["alerted 09:19:02 -: A", "note 11:00:00 -: alert resolved: A"],
      records: 8)
  }

  @Test func `an alert that fires again later is another`() {
    expectMilestones(
      Self.webhook(Self.alert("firing"), Self.alert("firing", start: "2025-03-12T10:19:02Z")),
      as: .alertmanager, ["alerted 09:19:02 -: A", "alerted 10:19:02 -: A"], records: 3)
  }

  @Test func `without a fingerprint labels tell alerts apart, in any order`() {
    let labels = [#""alertname":"A","job":"x""#, #""job":"x","alertname":"A""#, #""job":"y""#]
    let alerts = labels.map { Self.alert("firing", labels: $0, fingerprint: nil) }
    expectMilestones(
      Self.webhook(alerts[0], alerts[1], alerts[2]), as: .alertmanager,
      ["alerted 09:19:02 x: A", "alerted 09:19:02 y: alert"], records: 4)
  }

  @Test(arguments: [
    (#""service":"cart","job":"k""#, "cart"), (#""service":"","job":"k""#, "k"),
    (#""job":"k""#, "k"), (#""alertname":"A""#, nil),
  ])
  func `the service is its label, else the job`(labels: String, service: String?) {
    let text = Self.webhook(Self.alert("firing", labels: labels))
    #expect(ParsedContent(text, as: .alertmanager).milestones.map(\.service) == [service])
  }

  @Test func `the API's list has no end, and each alert is a record`() {
    let text = """
      [{"labels":{"alertname":"A"},"startsAt":"2025-03-12T09:19:02.310Z","endsAt":"2025-03-12T09:24:02.310Z","fingerprint":"f1","status":{"state":"active","silencedBy":[],"inhibitedBy":[]}},
      {"labels":{"alertname":"B"},"startsAt":"2025-03-12T09:20:02.310Z","endsAt":"2025-03-12T09:25:02.310Z","fingerprint":"f2","status":{"state":"suppressed","silencedBy":["s"],"inhibitedBy":[]}}]
      """
    expectMilestones(
      text, as: .alertmanager, ["alerted 09:19:02 -: A", "alerted 09:20:02 -: B"], records: 2)
  }

  @Test func `an end that cannot be one is refused and the beginning stays`() {
    for (end, reason) in [
      ("0001-01-01T00:00:00Z", RejectReason.malformedTime),
      ("2025-03-12T09:00:00Z", .implausibleTime),
    ] {
      expectMilestones(
        Self.webhook(Self.alert("resolved", end: end)), as: .alertmanager,
        ["alerted 09:19:02 -: A"], rejects: [reason], records: 3)
    }
  }

  @Test func `an alert without a beginning is refused and the others stay`() {
    expectMilestones(
      Self.webhook(Self.alert("firing", start: "0001-01-01T00:00:00Z"), Self.alert("firing")),
      as: .alertmanager, ["alerted 09:19:02 -: A"], rejects: [.malformedTime], records: 3)
  }

  @Test func `digits tell how exactly a time is known`() {
    let spans = ["09:19:02Z", "09:19:02.31Z", "09:19:02.310Z", "09:19:02.310512345+00:00"].map {
      ParsedContent(
        Self.webhook(Self.alert("firing", start: "2025-03-12T\($0)")), as: .alertmanager
      ).milestones.first?.plusMinus.microseconds
    }
    #expect(spans == [500_000, 5000, 500, 1])
  }

  @Test func `the clock is the telemetry's`() {
    let parsed = ParsedContent(Self.webhook(Self.alert("firing")), as: .alertmanager)
    #expect(parsed.milestones.map(\.clock) == [.telemetry] && parsed.quality == .exact)
  }

  @Test(arguments: ["{}", "[]", "[7]", #"{"alerts":7}"#, "null", #"{"labels":{}}"#, "[[]]"])
  func `what is no alert is refused`(text: String) {
    expectMilestones(text, as: .alertmanager, [], rejects: [.malformedJSON])
  }
}
