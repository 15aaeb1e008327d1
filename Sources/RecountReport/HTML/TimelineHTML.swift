// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The timeline as one HTML file that needs nothing else.
package enum TimelineHTML {
  /// `recount timeline --format html`: the table of the rows that `filter` keeps.
  package static func text(
    _ findings: CaseFindings, filter: TimelineFilter, version: String
  ) -> String {
    let title = findings.incident.title ?? findings.incident.id ?? "Timeline"
    let synthetic = findings.incident.isSynthetic ? "The logs are synthetic.\n\n" : ""
    let table = ListingTables.timeline(findings, filter: filter).text(.md)
    let markdown =
      "# \(Markdown.cell(title))\n\n\(synthetic)## Timeline\n\nAll times are UTC.\n\n\(table)"
    return HTMLDocument(markdown, charts: [:], data: "{}", version: version).text
  }
}
