// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct CalendarTests {
  private static func event(_ lines: String...) -> String {
    (["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:x"] + lines + ["END:VEVENT", "END:VCALENDAR"])
      .joined(separator: "\r\n") + "\r\n"
  }

  private static func told(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .calendar)
    #expect(parsed.closes)
    return parsed.milestones.map { "\($0.time.minuteText) \($0.text)" }
  }

  private static func rejects(_ text: String) -> [String] {
    let parsed = ParsedContent(text, as: .calendar)
    #expect(parsed.closes)
    return parsed.rejects.map { "\($0.line) \($0.reason)" }
  }

  @Test(arguments: [
    ("DTSTART:20250312T091400Z", "2025-03-12 09:14"),
    ("DTSTART:20250312T091400", "2025-03-12 09:14"),
    ("DTSTART;TZID=UTC:20250312T091400", "2025-03-12 09:14"),
    ("DTSTART;TZID=\"Etc/GMT\":20250312T091400", "2025-03-12 09:14"),
    ("DTSTART;TZID=Etc/GMT+5:20250312T041400", "2025-03-12 09:14"),
    ("DTSTART;TZID=Etc/GMT-2:20250312T111400", "2025-03-12 09:14"),
    ("DTSTART;TZID=Europe/Berlin:20250312T101400", "2025-03-12 09:14"),
    ("DTSTART;TZID=Europe/Berlin:20250712T111400", "2025-07-12 09:14"),
    ("DTSTART;TZID=/freeassociation.example/Europe/Berlin:20250712T111400", "2025-07-12 09:14"),
    ("DTSTART;TZID=America/Argentina/Buenos_Aires:20250712T061400", "2025-07-12 09:14"),
    ("DTSTART;TZID=Asia/Kolkata:20250312T144400", "2025-03-12 09:14"),
    // Twice in the autumn night: the first of the two, and skipped in spring: as before the gap.
    ("DTSTART;TZID=Europe/Berlin:20251026T023000", "2025-10-26 00:30"),
    ("DTSTART;TZID=Europe/Berlin:20251026T030000", "2025-10-26 02:00"),
    ("DTSTART;TZID=Europe/Berlin:20250330T023000", "2025-03-30 01:30"),
    ("DTSTART;TZID=Europe/Berlin:20250330T030000", "2025-03-30 01:00"),
    ("DTSTART;VALUE=DATE:20250312", "2025-03-12 12:00"),
    ("dtstart;x-a=\"b:c\":20250312T091400Z", "2025-03-12 09:14"),
  ])
  func `starts are read`(line: String, time: String) {
    #expect(Self.told(Self.event(line)) == ["\(time) x begins"])
  }

  @Test(arguments: [
    "DTSTART;TZID=Europe/Atlantis:20250312T101402", "DTSTART;TZID=CST:20250312T101402",
    "DTSTART;TZID=Eastern Standard Time:20250312T101402",
    "DTSTART:20250230T091402Z", "DTSTART:20250312T251402Z", "DTSTART:", "DTSTART:20250312T09",
    "DTSTART;TZID=Etc/GMT+99:20250312T101402",
  ])
  func `a zone by name and what is no time refuse the event at that line`(line: String) {
    #expect(Self.rejects(Self.event(line, "DTEND:20250312T101402Z")) == ["4 malformedTime"])
    #expect(Self.told(Self.event(line, "DTEND:20250312T101402Z")).isEmpty)
  }

  @Test func `an end is stated, or follows from a length, or is the end of whole days`() {
    let start = "DTSTART:20250312T091400Z"
    #expect(
      Self.told(Self.event(start, "DURATION:PT1H30M"))
        == ["2025-03-12 09:14 x begins", "2025-03-12 10:44 x ends"])
    #expect(Self.told(Self.event(start, "DURATION:P1DT2H")).last == "2025-03-13 11:14 x ends")
    #expect(Self.rejects(Self.event(start, "DURATION:PT")) == ["5 malformedTime"])
    #expect(
      Self.told(Self.event("DTSTART;VALUE=DATE:20250312", "DTEND;VALUE=DATE:20250314"))
        == ["2025-03-12 12:00 x begins", "2025-03-13 12:00 x ends"])
  }

  @Test func `texts are unfolded and freed of escapes`() {
    let text = Self.event("DTSTART:20250312T091400Z", "SUMMARY:a\\, b\\; c", "  d", "\te\\nf \\\\")
    #expect(Self.told(text) == ["2025-03-12 09:14 a, b; c de f \\ begins"])
    #expect(ParsedContent(text, as: .calendar).tally.continuationLines == 2)
  }

  @Test func `alarms have texts of their own, and cancelled events give nothing`() {
    let alarm = ["BEGIN:VALARM", "DESCRIPTION:no", "SUMMARY:no", "END:VALARM"]
    let text = Self.event(
      "DTSTART:20250312T091400Z", alarm[0], alarm[1], alarm[2], alarm[3], "DESCRIPTION:yes")
    #expect(Self.told(text) == ["2025-03-12 09:14 x begins: yes"])
    #expect(Self.told(Self.event("DTSTART:20250312T091400Z", "STATUS:CANCELLED")).isEmpty)
  }

  @Test func `a calendar that ends inside an event keeps the events before it`() {
    let text = Self.event("DTSTART:20250312T091400Z")
    let cut = text.replacing("END:VCALENDAR\r\n", with: "") + "BEGIN:VEVENT\r\nDTSTART:20250313"
    #expect(Self.told(cut).count == 1 && Self.rejects(cut) == ["6 truncated"])
    let twice = "BEGIN:VEVENT\nSUMMARY:lost\n" + text
    #expect(Self.told(twice).count == 1 && Self.rejects(twice) == ["1 truncated"])
  }
}
