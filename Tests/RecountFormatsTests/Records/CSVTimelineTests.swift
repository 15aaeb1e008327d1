// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct CSVTimelineTests {
  private static func told(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .csvTimeline)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.kind.rawValue) \($0.time.secondText) \($0.text)" }
  }

  private static func reasons(_ text: String) -> [RejectReason] {
    let parsed = ParsedContent(text, as: .csvTimeline)
    #expect(parsed.closes)
    return parsed.rejects.map(\.reason)
  }

  @Test(arguments: [
    "2025-03-12T09:14:02Z", "2025-03-12 09:14:02", "2025-03-12 09:14:02 UTC",
    "2025-03-12 10:14:02 +0100", "2025-03-12T10:14:02+01:00", "2025/03/12 09:14:02 GMT",
    "12.03.2025 09:14:02", "12 Mar 2025 09:14:02", "March 12th, 2025 at 9:14:02 AM",
    "Mar 12 2025, 09:14:02", "1741770842", "1741770842000", "2025-03-12 05:14:02 EDT",
    "2025-03-12 17:14:02 CST (UTC+8)", "2025-03-12 14:44:02 UTC+5:30", "13/13/2025",
  ])
  func `times are read in the forms that people write`(time: String) {
    let text = "time,event\n\"\(time)\",x\n"
    if time == "13/13/2025" {
      #expect(Self.reasons(text) == [.malformedTime])
    } else {
      #expect(Self.told(text) == ["note 2025-03-12 09:14:02 x"])
    }
  }

  @Test(arguments: [
    "soon", "2025-02-30 09:14", "2025-03-12 24:14", "2025-03-12 09:14 IST", "09:14", "2025",
    "2025-03-12 09:14 and so on", "2025-03-12 13:14 PM", "99999999999999999999",
    "2025-03-12 09:14 +99:00", "12 Foo 2025 09:14", "31 Feb 2025",
  ])
  func `what is no clear time is refused`(time: String) {
    #expect(Self.reasons("time,event\n\"\(time)\",x\n") == [.malformedTime])
  }

  @Test func `a zone that is written makes times exact, and its absence is told`() {
    let exact = ParsedContent("time,event\n2025-03-12 09:14Z,x", as: .csvTimeline)
    #expect(exact.quality == .exact)
    let named = ParsedContent("Time (UTC),event\n2025-03-12 09:14,x", as: .csvTimeline)
    #expect(named.quality == .exact && named.milestones.count == 1)
    let assumed = ParsedContent("time,event\n2025-03-12 09:14,x", as: .csvTimeline)
    #expect(assumed.quality == .zoneAssumed)
    #expect(Self.reasons("Time (CET),event\n2025-03-12 09:14,x") == [.malformedTime])
    #expect(Self.reasons("time,tz,event\n2025-03-12 09:14,Paris,x") == [.malformedTime])
    #expect(
      Self.told("time,tz,event\n2025-03-12 09:14,+01:00,x") == ["note 2025-03-12 08:14:00 x"])
  }

  @Test(arguments: [
    ("Time (hh:mm)", TimeQuality.zoneAssumed), ("Time [approx.]", .zoneAssumed),
    ("time_utc", .exact),
    ("UTC time", .exact), ("Timestamp [GMT]", .exact),
  ])
  func `a heading can name the zone, and other remarks are none`(name: String, quality: TimeQuality)
  {
    let parsed = ParsedContent("\(name),event\n2025-03-12 09:14,x", as: .csvTimeline)
    #expect(parsed.milestones.map(\.time.clockText) == ["09:14"] && parsed.quality == quality)
    let split = ParsedContent("Date (UTC),Time,event\n2025-03-12,09:14,x", as: .csvTimeline)
    #expect(split.milestones.map(\.time.clockText) == ["09:14"] && split.quality == .exact)
  }

  @Test(arguments: ["x\",\"\"\"\n", "\"\"\n", ",\"\n", "\"", ",", "\n", "time,event\n"])
  func `a long run of one mark takes no longer than its length`(mark: String) {
    let text = "time,event\n" + String(repeating: mark, count: (1 << 17) / mark.utf8.count)
    #expect(ParsedContent(text, as: .csvTimeline).closes)
  }

  @Test func `lines beyond the bound are refused, never dropped`() {
    let line = [UInt8](repeating: 0x78, count: 1 << 20)
    let batches = (1...6).map { number in
      LineBatch(bytes: line, starts: [0], ends: [Int32(line.count)], firstLine: Int64(number))
    }
    let parsed = ParsedContent(batches, as: .csvTimeline)
    #expect(parsed.closes && parsed.tally.lines == 6)
    #expect(parsed.rejects.count { $0.reason == .overlong } == 3)
  }

  @Test func `one value above twelve tells the order of day and month for all rows`() {
    #expect(
      Self.told("date,event\n03/04/2025 09:14,a\n31/03/2025 09:14,b") == [
        "note 2025-04-03 09:14:00 a", "note 2025-03-31 09:14:00 b",
      ])
    #expect(
      Self.told("date,event\n03/04/2025 09:14,a\n3/31/2025 9:14 PM,b") == [
        "note 2025-03-04 09:14:00 a", "note 2025-03-31 21:14:00 b",
      ])
    let open = "date,event\n03/04/2025 09:14,a\n2025-03-31 09:14,b\n04/05/2025 09:14,c"
    #expect(Self.reasons(open) == [.malformedTime, .malformedTime])
    #expect(Self.told(open) == ["note 2025-03-31 09:14:00 b"])
    let both = "date,event\n31/03/2025 09:14,a\n03/31/2025 09:14,b"
    #expect(Self.reasons(both) == [.malformedTime, .malformedTime])
  }

  @Test func `date and time may be two columns, in any order and case`() {
    #expect(
      Self.told("Event,TIME,Date,Status\nx,09:14,2025-03-12,Resolved") == [
        "resolved 2025-03-12 09:14:00 x"
      ])
    #expect(
      Self.told("Description,Timestamp,Date\nx,2025-03-12 09:14,2025-03-12") == [
        "note 2025-03-12 09:14:00 x"
      ])
  }

  @Test(arguments: [
    ("detection", "detected"), ("alert", "alerted"), ("ACK", "acknowledged"),
    ("posted", "posted"), ("mitigated", "mitigated"), ("Recovery started", "recovery_started"),
    ("recovery_started", "recovery_started"), ("resolved", "resolved"), ("end", "ended"),
    ("deploy", "deployed"), ("start", "onset"), ("decision", "note"), ("", "note"),
  ])
  func `words of the kind become milestones`(word: String, kind: String) {
    #expect(
      Self.told("time,kind,event\n2025-03-12 09:14,\(word),x") == [
        "\(kind) 2025-03-12 09:14:00 x"
      ])
  }

  @Test func `precision is that of the digits`() {
    let parsed = ParsedContent(
      "time,event\n2025-03-12,a\n2025-03-12 09:14,b\n2025-03-12 09:14:02,c\n"
        + "2025-03-12 09:14:02.310,d\n~2025-03-12 09:14,e\n", as: .csvTimeline)
    #expect(
      parsed.milestones.map(\.plusMinus) == [
        .hours(12), .seconds(30), TimeSpan(microseconds: 500_000), TimeSpan(microseconds: 500),
        .minutes(15),
      ])
    #expect(parsed.milestones.first?.time.clockText == "12:00")
  }

  @Test func `quotes hold separators, quotes and line ends`() {
    let text =
      "time;event\r\n2025-03-12 09:14;\"a; \"\"b\"\"\r\nc\"\r\n2025-03-12 09:15;5\" disk\r\n"
    #expect(
      Self.told(text) == [
        "note 2025-03-12 09:14:00 a; \"b\" c", "note 2025-03-12 09:15:00 5\" disk",
      ])
    let parsed = ParsedContent(text, as: .csvTimeline)
    #expect(parsed.tally.lines == 4 && parsed.tally.continuationLines == 1)
    #expect(parsed.milestones.map(\.evidence) == ["2", "4"])
  }

  @Test func `a quote that is never closed costs its own row only`() {
    let rows = (10..<60).map { "2025-03-12 09:\($0),x" }
    let text = "time,event\n2025-03-12 09:09,\"open\n" + rows.joined(separator: "\n") + "\n"
    #expect(Self.reasons(text) == [.malformedField])
    #expect(Self.told(text).count == 50)
    #expect(
      Self.reasons("time,event\n2025-03-12 09:09,\"open\na\nb") == [
        .truncated, .truncated, .truncated,
      ])
  }

  @Test func `a text without quotes keeps its commas in the last column and is refused elsewhere`()
  {
    #expect(
      Self.told("time,event\n2025-03-12 09:14,a, b,,") == ["note 2025-03-12 09:14:00 a, b"])
    #expect(Self.reasons("event,time\na, b,2025-03-12 09:14") == [.malformedField])
    #expect(Self.reasons("time,event,team\n2025-03-12 09:14,a,b,c") == [.malformedField])
  }

  @Test func `tabs, a further header, comments, empty rows and a mark of the order of bytes`() {
    let text =
      "\u{FEFF}time\tevent\n2025-03-12 09:14\ta\n\n# x\n\t\nevent\twhen\nb\t2025-03-12 09:15\n"
    #expect(
      Self.told(text) == ["note 2025-03-12 09:14:00 a", "note 2025-03-12 09:15:00 b"])
  }

  @Test func `without a header every row is refused`() {
    #expect(Self.reasons("2025-03-12 09:14,a\nx") == [.notThisFormat, .notThisFormat])
    #expect(Self.reasons("time,level,message\n2025-03-12 09:14,INFO,a").count == 2)
  }

  @Test func `a long text is cut`() {
    let text = String(repeating: "é", count: 5000)
    let parsed = ParsedContent("time,event\n2025-03-12 09:14,\(text)", as: .csvTimeline)
    #expect(parsed.milestones.first?.text.unicodeScalars.count == 2000)
  }

  @Test(arguments: [
    "time,event\n2025-03-12 09:14,a", "When;What happened\n2025-03-12 09:14;a",
    "sep=;\nDate;Event\n2025-03-12 09:14;a", "Timestamp (UTC)\tDescription\n1\t2",
  ])
  func `a header tells the format`(text: String) {
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "csv-timeline")
  }

  @Test(arguments: [
    "timestamp,level,message\n2025-03-12,INFO,x", "id,name\n1,2", "Some time, an event happened",
    "2025-03-12 09:14:02,310 INFO start", "Date: today, event: x",
  ])
  func `what only looks like one is left alone`(text: String) {
    let sample = LineBatches.whole(Array(text.utf8))
    #expect(FormatDetector.detect(entry: nil, sample).format == nil)
  }
}
