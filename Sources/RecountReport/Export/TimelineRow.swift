// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The merged timeline as rows: the same members as an entry of `recount timeline --json`.
package enum TimelineRow {
  package static let columns = [
    "time", "plus_minus_us", "kind", "service", "clock", "text", "source", "evidence", "figure",
  ]

  package static func cells(_ entry: TimelineEntry) -> [ExportValue] {
    [
      .time(entry.time), .integer(entry.plusMinus.microseconds), .text(entry.kind.rawValue),
      .text(entry.service), .text(entry.clock.rawValue), .stated(entry.text),
      .text(entry.source), .text(entry.evidence), .text(entry.figure),
    ]
  }

  /// What stands before the row in Timesketch.
  package static func timesketch(_ entry: TimelineEntry) -> [ExportValue] {
    let text = entry.text.isEmpty ? entry.kind.rawValue : entry.text
    return TimesketchRow.cells(
      entry.service.map { "\($0): \(text)" } ?? text, at: entry.time,
      "\(entry.kind.rawValue) (\(entry.clock.rawValue))")
  }
}
