// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension LogFormat {
  package static let statuspage = LogFormat(
    name: "statuspage",
    title: "Statuspage incidents",
    family: .record, stamp: .end, specificity: 1, isDocument: true,
    notes: """
      The list of a page's incidents, a single incident, or one incident a line. The time is the \
      one that the public saw. The first update is the milestone `posted`, `monitoring` is \
      `mitigated` and `resolved` is `resolved`; others are notes. A first update that is one of \
      the two gives both milestones.
      """,
    examples: [
      Example(
        #"{"incidents":[{"name":"Checkout errors","incident_updates":[{"status":"resolved","body":"Fixed.","display_at":"2025-03-12T11:02:00.000Z"},{"status":"investigating","body":"Looking.","created_at":"2025-03-12T09:31:10.120Z","display_at":"2025-03-12T09:25:00.000Z"}]}]}"#,
        gives: #"""
          {"clock":"page","kind":"milestone","milestone":"posted","plus_minus_us":30000000,"text":"investigating: Looking.","time":"2025-03-12T09:25:00.000000Z"}
          {"clock":"page","kind":"milestone","milestone":"resolved","plus_minus_us":30000000,"text":"resolved: Fixed.","time":"2025-03-12T11:02:00.000000Z"}
          """#)
    ],
    refusals: [
      Refusal(#"{"incident_updates": 7}"#, because: .malformedJSON)
    ],
    matches: { StatuspageParser.matches($0) },
    makeParser: { _ in StatuspageParser() })
}
