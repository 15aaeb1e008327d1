// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GrafanaAnnotationTests {
  private static func annotation(_ members: String, time: Int = 1_741_771_142_310) -> String {
    #"{"panelId":2,"time":\#(time),"text":"t"\#(members)}"#
  }

  private static func state(_ new: String, from before: String) -> String {
    annotation(#","newState":"\#(new)","prevState":"\#(before)""#)
  }

  @Test(arguments: [
    ("alerting", "ok", "alerted 09:19:02 -: alert alerting after ok: t"),
    ("Alerting", "Pending", "alerted 09:19:02 -: alert alerting after pending: t"),
    ("Alerting (NoData)", "Normal", "alerted 09:19:02 -: alert alerting after normal: t"),
    ("Alerting", "Alerting", "note 09:19:02 -: alert alerting after alerting: t"),
    ("ok", "alerting", "note 09:19:02 -: alert ok after alerting: t"),
    ("Normal (MissingSeries)", "Alerting", "note 09:19:02 -: alert normal after alerting: t"),
    ("no_data", "", "note 09:19:02 -: alert no_data: t"), ("", "", "note 09:19:02 -: t"),
  ])
  func `a change to alerting is an alert`(new: String, before: String, told: String) {
    expectMilestones(
      Self.state(new, from: before), as: .grafanaAnnotations, [told], records: 1)
  }

  @Test(arguments: [
    (#"["deploy"]"#, "deployed"), (#"["cart","Deployment:v41"]"#, "deployed"),
    (#"["release-41"]"#, "deployed"), (#"["undeployable"]"#, "note"), ("[]", "note"),
    ("null", "note"), ("7", "note"), (#"["freeze"]"#, "note"),
  ])
  func `tags tell a deployment`(tags: String, kind: String) {
    let text = Self.annotation(#","tags":\#(tags)"#)
    #expect(
      ParsedContent(text, as: .grafanaAnnotations).milestones.map(\.kind.rawValue) == [kind])
  }

  @Test func `a region has an end`() {
    expectMilestones(
      Self.annotation(#","timeEnd":1741771202310"#), as: .grafanaAnnotations,
      ["note 09:19:02 -: t", "note 09:20:02 -: end: t"], records: 1)
    for end in ["0", "null", "1741771142310"] {
      expectMilestones(
        Self.annotation(#","timeEnd":\#(end)"#), as: .grafanaAnnotations, ["note 09:19:02 -: t"])
    }
    expectMilestones(
      Self.annotation(#","timeEnd":1741771142309"#), as: .grafanaAnnotations,
      ["note 09:19:02 -: t"], rejects: [.implausibleTime], records: 2)
    expectMilestones(
      Self.annotation(#","timeEnd":5"#), as: .grafanaAnnotations,
      ["note 09:19:02 -: t"], rejects: [.malformedTime], records: 2)
  }

  @Test func `a list is put in order of time, and one without a time is refused`() {
    let later = Self.annotation(#","id":2"#, time: 1_741_771_202_310)
    let list = "[\(later),\(Self.annotation(#","id":1"#)),{\"text\":\"x\"},\(later)]"
    expectMilestones(
      list, as: .grafanaAnnotations, ["note 09:19:02 -: t", "note 09:20:02 -: t"],
      rejects: [.missingField], records: 4)
  }

  @Test func `words come from the text, the alert's name or the tags`() {
    let texts = [
      #"{"time":1741771142310,"text":" ","alertName":"High5xx"}"#,
      #"{"time":1741771142310,"tags":["a","b"]}"#, #"{"time":1741771142310}"#,
    ].map { ParsedContent($0, as: .grafanaAnnotations).milestones.first?.text }
    #expect(texts == ["High5xx", "a, b", "annotation"])
  }

  @Test(arguments: ["{}", "[]", "[7]", "null", #"{"time":"x"}"#, "[{}]", #"{"time":1e400}"#])
  func `what is no annotation is refused`(text: String) {
    expectMilestones(text, as: .grafanaAnnotations, [], rejects: [.malformedJSON])
  }
}
