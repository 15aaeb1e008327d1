// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let csvTimeline = LogFormat(
    name: "csv-timeline",
    title: "Timeline as comma-separated values",
    family: .record, stamp: .end, specificity: 0.9,
    notes: """
      A table from a spreadsheet, separated by commas, semicolons or tabs, with or without a line \
      `sep=;`. The header names the columns in any order: one of time, timestamp, date, when, start; \
      one of text, event, message, description, summary; and, where wanted, kind (type, status), \
      service (component, team), clock (source) and zone. Date and time may be two columns. Words of \
      the kind such as `ack`, `alert`, `deploy`, `mitigated`, `end` become milestones, any other a \
      note. Without a column of kinds, a text that begins with such a word and a colon has that kind.

      Times are RFC 3339, `2025-03-12 09:14`, `12 Mar 2025 9:14 AM`, `12.03.2025 09:14` or an epoch. \
      Without a zone UTC is assumed; a zone that is not clear (`CST`) is refused. Of `03/04/2025` one \
      value above 12 in the same table tells whether the day or the month comes first. Where none \
      does, or two contradict each other, every such row is refused as malformed time: write \
      `2025-03-04`. A table with a column of log levels is a log and no timeline.
      """,
    examples: [
      Example(
        """
        time,kind,service,event
        2025-03-12T09:19:02Z,alert,cart,"High 5xx, checkout"
        2025-03-12 09:27,ack,,A. Ops took over
        2025-03-12 10:20,,cart,Traffic moved
        """,
        gives: #"""
          {"clock":"report","kind":"milestone","milestone":"alerted","plus_minus_us":500000,"service":"cart","text":"High 5xx, checkout","time":"2025-03-12T09:19:02.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"acknowledged","plus_minus_us":30000000,"text":"A. Ops took over","time":"2025-03-12T09:27:00.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"note","plus_minus_us":30000000,"service":"cart","text":"Traffic moved","time":"2025-03-12T10:20:00.000000Z"}
          """#),
      Example(
        "sep=;\nWhen;What happened;Source\n31/01/2025 23:58;Resolved: back to normal;slack\n01/02/2025 00:10;Watching;\n",
        gives: #"""
          {"clock":"chat","kind":"milestone","milestone":"resolved","plus_minus_us":30000000,"text":"Resolved: back to normal","time":"2025-01-31T23:58:00.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"note","plus_minus_us":30000000,"text":"Watching","time":"2025-02-01T00:10:00.000000Z"}
          """#),
    ],
    refusals: [
      Refusal("time,event\nsoon,Errors", because: .malformedTime),
      Refusal("time,event\n03/04/2025 09:14,Errors", because: .malformedTime),
      Refusal("time,event\n2025-03-12 09:14 CST,Errors", because: .malformedTime),
      Refusal("time,event\n,Errors", because: .missingField),
      Refusal("time,event\n2025-03-12 09:14,\"Errors\"!", because: .malformedField),
      Refusal("time,event\n2025-03-12 09:14,\"Errors", because: .truncated),
    ],
    matches: { CSVTimelineParser.isHeader($0) },
    opens: { CSVTimelineParser.opens($0) },
    makeParser: { _ in CSVTimelineParser() })
}
