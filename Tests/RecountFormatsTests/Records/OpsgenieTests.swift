// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct OpsgenieTests {
  private static func message(
    _ action: String, created: String = "1741771142310", updated: String? = "1741771634501000120",
    id: String = "a1"
  ) -> String {
    let update = updated.map { #","updatedAt":\#($0)"# } ?? ""
    return
      #"{"action":"\#(action)","alert":{"alertId":"\#(id)","tinyId":"23","message":"m","createdAt":\#(created)\#(update)}}"#
  }

  private static func alert(_ report: String, created: String = "2025-03-12T09:19:02.310Z")
    -> String
  {
    #"{"id":"a1","tinyId":"23","message":"m","createdAt":"\#(created)","report":\#(report)}"#
  }

  @Test(arguments: [
    ("Create", "alerted 09:19:02 -: Create: m"),
    ("Acknowledge", "acknowledged 09:27:14 -: Acknowledge: m"),
    ("Close", "resolved 09:27:14 -: Close: m"), ("AddNote", "note 09:27:14 -: AddNote: m"),
    ("UnAcknowledge", "note 09:27:14 -: UnAcknowledge: m"),
    ("Escalate", "note 09:27:14 -: Escalate: m"),
  ])
  func `an action is a milestone at the time it was done`(action: String, told: String) {
    expectMilestones(Self.message(action), as: .opsgenie, [told], records: 1)
  }

  @Test(arguments: [
    ("1741771142", 500_000), ("1741771142310", 500), ("1741771142310512", 1),
    ("1741771142310512345", 1), ("\"1741771142310\"", 500),
  ])
  func `a number is read by its magnitude`(number: String, span: Int64) {
    let parsed = ParsedContent(Self.message("Create", created: number), as: .opsgenie)
    #expect(parsed.milestones.map(\.time.secondText) == ["2025-03-12 09:19:02"])
    #expect(parsed.milestones.map(\.plusMinus.microseconds) == [span])
    #expect(parsed.milestones.map(\.clock) == [.pager])
  }

  @Test func `an action without the time at which it was done is refused`() {
    expectMilestones(
      Self.message("Close", updated: nil), as: .opsgenie, [], rejects: [.missingField], records: 1)
    expectMilestones(
      Self.message("Create", created: "0"), as: .opsgenie, [], rejects: [.malformedTime])
    expectMilestones(
      Self.message("Create", created: "-5"), as: .opsgenie, [], rejects: [.malformedTime])
  }

  @Test func `a message that was delivered again is counted and gives nothing`() {
    let text = [Self.message("Close"), Self.message("Close"), Self.message("Close", id: "a2")]
      .joined(separator: "\n")
    expectMilestones(
      text, as: .opsgenie, ["resolved 09:27:14 -: Close: m", "resolved 09:27:14 -: Close: m"],
      records: 3)
  }

  @Test func `an alert of the API has its times from the lengths of its report`() {
    let told = [
      "alerted 09:19:02 -: Create: m", "acknowledged 09:27:14 -: Acknowledge by a@x: m",
      "resolved 11:04:21 -: Close: m",
    ]
    let alert = Self.alert(#"{"ackTime":492191,"closeTime":6318692,"acknowledgedBy":"a@x"}"#)
    for text in [alert, "[\(alert)]", #"{"data":\#(alert)}"#, #"{"data":[\#(alert)],"took":1}"#] {
      expectMilestones(text, as: .opsgenie, told, records: 1)
    }
    expectMilestones(Self.alert("null"), as: .opsgenie, [told[0]])
    expectMilestones(Self.alert("{}"), as: .opsgenie, [told[0]])
  }

  @Test(arguments: ["-1", "9223372036854775807", "4000000000000"])
  func `a length that cannot be one is refused and the rest stays`(length: String) {
    expectMilestones(
      Self.alert(#"{"ackTime":\#(length)}"#), as: .opsgenie, ["alerted 09:19:02 -: Create: m"],
      rejects: [.implausibleTime], records: 2)
  }

  @Test(arguments: ["{}", "[]", "[7]", "null", #"{"action":"Create"}"#, #"{"data":7}"#, "[{}]"])
  func `what is no record of Opsgenie is refused`(text: String) {
    expectMilestones(text, as: .opsgenie, [], rejects: [.malformedJSON])
  }

  @Test func `an empty list is recognised`() {
    expectMilestones(#"{"data":[],"took":0.1}"#, as: .opsgenie, [], records: 0)
  }
}
