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
      the two gives both milestones. An update that names exactly one component is about that \
      service. Scheduled maintenances are notes.

      A stamp that is none, such as year 1, gives way to the time of writing; without one the \
      update is refused. Refused too is an end that lies before the first post or most of a year \
      after every other, and a post most of a year after the end: their years were mistyped. An incident that was posted and \
      resolved with one stamp by two updates has a note that says so. Texts are kept up to 2,000 \
      characters. A document that breaks off gives no milestones at all.
      """,
    examples: [
      Example(
        #"{"incidents":[{"name":"Checkout errors","incident_updates":[{"status":"resolved","body":"Fixed.","display_at":"2025-03-12T11:02:00.000Z"},{"status":"investigating","body":"Looking.","created_at":"2025-03-12T09:31:10.120Z","display_at":"2025-03-12T09:25:00.000Z"}]}]}"#,
        gives: #"""
          {"clock":"page","kind":"milestone","milestone":"posted","plus_minus_us":30000000,"text":"investigating: Looking.","time":"2025-03-12T09:25:00.000000Z"}
          {"clock":"page","kind":"milestone","milestone":"resolved","plus_minus_us":30000000,"text":"resolved: Fixed.","time":"2025-03-12T11:02:00.000000Z"}
          """#),
      Example(
        """
        {
          "page": {"id": "k1", "name": "Shop", "time_zone": "Etc/UTC"},
          "scheduled_maintenances": [
            {"name": "Database upgrade", "impact": "maintenance", "incident_updates": [
              {"status": "completed", "body": "Done.", "display_at": "2025-03-13T02:40:00.000Z"},
              {"status": "scheduled", "body": "", "display_at": "2025-03-11T08:00:00.000Z"}
            ]}
          ],
          "incidents": [
            {"name": "Slow uploads", "impact": "minor", "incident_updates": [
              {"status": "monitoring", "body": "A fix is out.", "display_at": "2025-03-12T10:20:31.503Z",
               "affected_components": [{"code": "c1", "name": "Uploads", "new_status": "operational"}]},
              {"status": "identified", "body": "Disks are full.", "display_at": "2025-03-12T09:58:12.011Z",
               "affected_components": null}
            ]}
          ]
        }
        """,
        gives: #"""
          {"clock":"page","kind":"milestone","milestone":"posted","plus_minus_us":500000,"text":"identified: Disks are full.","time":"2025-03-12T09:58:12.011000Z"}
          {"clock":"page","kind":"milestone","milestone":"mitigated","plus_minus_us":500000,"service":"Uploads","text":"monitoring: A fix is out.","time":"2025-03-12T10:20:31.503000Z"}
          {"clock":"page","kind":"milestone","milestone":"note","plus_minus_us":30000000,"text":"scheduled: Database upgrade","time":"2025-03-11T08:00:00.000000Z"}
          {"clock":"page","kind":"milestone","milestone":"note","plus_minus_us":30000000,"text":"completed: Done.","time":"2025-03-13T02:40:00.000000Z"}
          """#),
    ],
    refusals: [
      Refusal(#"{"incident_updates": 7}"#, because: .malformedJSON),
      Refusal(
        "{\"incidents\": [\n{\"name\": \"x\", \"incident_updates\": []}", because: .truncated),
    ],
    matches: { StatuspageParser.matches($0) },
    makeParser: { _ in StatuspageParser() })
}
