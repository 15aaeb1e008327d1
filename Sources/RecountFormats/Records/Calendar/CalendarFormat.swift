// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let calendar = LogFormat(
    name: "calendar",
    title: "Calendar (ICS)",
    family: .record, stamp: .end, specificity: 1,
    notes: """
      Events of an iCalendar file, such as maintenance windows and change freezes: a note at the \
      start and one at the end. Times with `Z` are taken as they are, those with a zone of the IANA \
      data (`TZID=Europe/Berlin`) are read in it, those without a zone as UTC; a whole day is noon \
      give or take twelve hours. A time that comes twice in autumn is the first of the two. A zone \
      of another name (`TZID=CST`) is refused as malformed time, and the event with it. Of an event \
      that recurs only the first time is read; cancelled events give nothing.
      """,
    examples: [
      Example(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@shop.example\r\nDTSTART:20250312T091402Z\r\nDTEND;TZID=Etc/UTC:20250312T103000\r\nSUMMARY:Database upgrade\\, primary\r\nDESCRIPTION:Expect short re\r\n connects\\nand retries\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        gives: #"""
          {"clock":"report","kind":"milestone","milestone":"note","plus_minus_us":500000,"text":"Database upgrade, primary begins: Expect short reconnects and retries","time":"2025-03-12T09:14:02.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"note","plus_minus_us":30000000,"text":"Database upgrade, primary ends","time":"2025-03-12T10:30:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(
        "BEGIN:VEVENT\nDTSTART;TZID=CST:20250312T101402\nEND:VEVENT",
        because: .malformedTime),
      Refusal("BEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT", because: .malformedTime),
      Refusal("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT", because: .missingField),
      Refusal("BEGIN:VEVENT\nDTSTART:20250312T091402Z", because: .truncated),
      Refusal("what is this", because: .notThisFormat),
    ],
    matches: { CalendarParser.opens($0) },
    opens: { CalendarParser.opens(firstLine(of: $0)) },
    makeParser: { _ in CalendarParser() })
}
