// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct StatuspageTests {
  private static func update(
    _ status: String, _ display: String?, created: String? = nil, body: String = "b"
  ) -> String {
    var members = [#""status":"\#(status)","body":"\#(body)""#]
    if let display { members.append(#""display_at":"2025-03-12T\#(display)Z""#) }
    if let created { members.append(#""created_at":"2025-03-12T\#(created)Z""#) }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func incident(_ updates: [String]) -> String {
    #"{"id":"p3","name":"Errors","status":"resolved","incident_updates":[\#(updates.joined(separator: ","))]}"#
  }

  private static func told(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.time.clockText)" }
  }

  private static let newestFirst = incident([
    update("postmortem", "15:00:00"), update("resolved", "11:02:00"),
    update("monitoring", "10:20:00"), update("identified", "09:40:00"),
    update("investigating", "09:25:00", created: "09:31:10.12"),
  ])
  private static let milestones = [
    "posted 09:25", "note 09:40", "mitigated 10:20", "resolved 11:02", "note 15:00",
  ]

  @Test func `a list, a single incident, an array and one a line say the same`() {
    let one = Self.newestFirst
    #expect(Self.told(one) == Self.milestones)
    #expect(Self.told(#"{"page":{"id":"k"},"incidents":[\#(one)]}"#) == Self.milestones)
    #expect(Self.told(#"{"incident":\#(one)}"#) == Self.milestones)
    #expect(Self.told("[\(one),\(one)]") == Self.milestones + Self.milestones)
    #expect(Self.told("\(one)\n\n\(one)\r\n") == Self.milestones + Self.milestones)
    #expect(Self.told("{\n\"incidents\":\n[\(one)\n]}\n") == Self.milestones)
  }

  @Test func `updates are put in the order of their making`() {
    // Oldest first, in no order, and with one stamp newest first and oldest first.
    #expect(
      Self.told(
        Self.incident([
          Self.update("investigating", "09:25:00"), Self.update("resolved", "11:02:00"),
        ])) == ["posted 09:25", "resolved 11:02"])
    #expect(
      Self.told(
        Self.incident([
          Self.update("monitoring", "10:20:00"), Self.update("resolved", "11:02:00"),
          Self.update("investigating", "09:25:00"),
        ])) == ["posted 09:25", "mitigated 10:20", "resolved 11:02"])
    let equal = [Self.update("resolved", "11:02:00"), Self.update("monitoring", "11:02:00")]
    let first = Self.update("investigating", "09:25:00")
    #expect(
      Self.told(Self.incident(equal + [first])) == [
        "posted 09:25", "mitigated 11:02", "resolved 11:02",
      ])
    #expect(
      Self.told(Self.incident([first] + equal.reversed()))
        == ["posted 09:25", "mitigated 11:02", "resolved 11:02"])
  }

  @Test func `positions order the milestones of one stamp`() {
    let parsed = ParsedContent(Self.newestFirst, as: .statuspage)
    #expect(parsed.milestones.map(\.position) == [0, 1, 2, 3, 4])
    #expect(parsed.milestones.map(\.evidence) == ["2", "3", "4", "5", "6"])
    #expect(parsed.tally.lines == 6 && parsed.tally.events == 5)
  }

  @Test func `posted and resolved in one update are two milestones`() {
    #expect(
      Self.told(Self.incident([Self.update("resolved", "11:02:00")]))
        == ["posted 11:02", "resolved 11:02"])
    #expect(
      Self.told(
        Self.incident([Self.update("resolved", "11:02:00"), Self.update("monitoring", "10:20:00")]))
        == ["posted 10:20", "mitigated 10:20", "resolved 11:02"])
  }

  @Test func `the public time counts, and the time of writing where there is none`() {
    #expect(
      Self.told(Self.incident([Self.update("investigating", "09:25:00", created: "09:31:00")]))
        == ["posted 09:25"])
    #expect(
      Self.told(Self.incident([Self.update("investigating", nil, created: "09:31:00")]))
        == ["posted 09:31"])
    #expect(
      Self.told(
        #"{"incident_updates":[{"status":"investigating","display_at":"2025-03-12T01:25:00-08:00","body":null}]}"#
      ) == ["posted 09:25"])
  }

  @Test func `a stamp on a whole minute is known to half a minute`() {
    let spans = ParsedContent(
      Self.incident([Self.update("resolved", "11:02:00"), Self.update("x", "09:25:10.12")]),
      as: .statuspage
    ).milestones.map(\.plusMinus.microseconds)
    #expect(spans == [500_000, 30_000_000])
  }

  @Test func `an update without a time is refused and the others stay`() {
    let parsed = ParsedContent(
      Self.incident([Self.update("resolved", "11:02:00"), Self.update("investigating", nil)]),
      as: .statuspage)
    #expect(parsed.closes)
    #expect(parsed.rejects.map(\.reason) == [.malformedTime])
    #expect(parsed.milestones.map(\.kind) == [.posted, .resolved])
  }

  @Test func `one bad line among many is refused with its place`() {
    let text = "\(Self.newestFirst)\r\nnot JSON\r\n\(Self.newestFirst)\n"
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(parsed.closes)
    #expect(parsed.rejects.map(\.reason) == [.malformedJSON])
    #expect(parsed.rejects.first?.byteOffset == Int64(Self.newestFirst.utf8.count + 2))
    #expect(parsed.milestones.count == 10)
  }

  @Test(arguments: [
    "{}", "[]", "{\"incidents\":7}", "{\"incidents\":[7]}", "null", "7", "{\"incident_updates\":",
    "{\"name\":\"x\"}",
  ])
  func `what is no Statuspage is refused`(text: String) {
    let parsed = ParsedContent(text, as: .statuspage)
    #expect(parsed.closes && parsed.milestones.isEmpty)
    let reason: RejectReason = text.hasSuffix(":") ? .truncated : .malformedJSON
    #expect(parsed.rejects.map(\.reason) == [reason])
  }

  @Test func `a page without incidents is recognised and empty`() {
    let parsed = ParsedContent(#"{"page":{},"incidents":[]}"#, as: .statuspage)
    #expect(parsed.closes && parsed.rejects.isEmpty && parsed.milestones.isEmpty)
  }

  @Test func `lines beyond the bound of a document are refused, never dropped`() {
    let line = [UInt8](repeating: 0x20, count: 1 << 20)
    var batches: [LineBatch] = []
    for number in 1...66 {
      batches.append(
        LineBatch(
          bytes: line, starts: [0], ends: [Int32(line.count)], firstLine: Int64(number)))
    }
    let parsed = ParsedContent(batches, as: .statuspage)
    #expect(parsed.closes && parsed.tally.lines == 66)
    #expect(parsed.rejects.map(\.reason) == [.overlong, .overlong, .overlong])
  }
}
