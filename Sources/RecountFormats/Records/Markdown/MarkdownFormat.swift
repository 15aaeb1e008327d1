// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let markdownTimeline = LogFormat(
    name: "markdown-timeline",
    title: "Timeline in a Markdown document",
    family: .record, stamp: .end, specificity: 0.95,
    notes: """
      Tables whose header has a column of times and one of texts, named as in `csv-timeline`, and list \
      items that begin with a time: `- 10:07 UTC — text`, `* 2025-03-12 10:07 UTC: text`. A time of \
      day alone has the day of the nearest heading above that names one, or of the row before; one \
      that falls back by more than twelve hours is after midnight. A time without any day is refused, \
      and so is a zone that is not clear. Everything else in the document is ignored.

      A document is told by a table alone, of a header, its separator and two rows with times; where \
      there are only lists, name the format.
      """,
    examples: [
      Example(
        """
        ## Timeline of 2025-03-12

        | Time (UTC) | Event | Service |
        |------------|-------|---------|
        | 09:19 | **Alerted:** high 5xx | cart |
        | 09:27:14 | [A. Ops](https://chat.example/1) took over \\| moved traffic | |

        - 10:20 UTC — Mitigated: traffic moved
        - lessons learned
        """,
        gives: #"""
          {"clock":"report","kind":"milestone","milestone":"alerted","plus_minus_us":30000000,"service":"cart","text":"Alerted: high 5xx","time":"2025-03-12T09:19:00.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"note","plus_minus_us":500000,"text":"A. Ops took over | moved traffic","time":"2025-03-12T09:27:14.000000Z"}
          {"clock":"report","kind":"milestone","milestone":"mitigated","plus_minus_us":30000000,"text":"Mitigated: traffic moved","time":"2025-03-12T10:20:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal("- 10:07 UTC: Errors rise", because: .malformedTime),
      Refusal("- 2025-03-12 10:07 CST: Errors rise", because: .malformedTime),
      Refusal("| Time | Event |\n|---|---|\n| soon | Errors |", because: .malformedTime),
      Refusal("| Time | Event |\n|---|---|\n| | Errors |", because: .missingField),
    ],
    // A row alone is a row of any table.
    matches: { _ in false },
    opens: { MarkdownTimeline.opens($0) },
    makeParser: { _ in MarkdownTimelineParser() })
}
