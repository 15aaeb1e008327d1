// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The timeline: what was recorded and what the logs show, merged.
struct TimelineSection {
  /// Rows beyond this many are left to `recount timeline`.
  static let maxRows = 40

  let findings: CaseFindings

  var markdown: String {
    let entries = Timeline.entries(findings)
    guard !entries.isEmpty else { return "Nothing was recorded and no window was found.\n" }
    let start = findings.incidentWindows.first?.onset.time ?? entries[0].time
    var table = TextTable([
      .init("Time (UTC)"), .init("T+", .right), .init("Service"), .init("Event"), .init("Source"),
    ])
    for entry in entries.prefix(TimelineSection.maxRows) {
      let isBold = [.onset, .detected, .mitigated, .resolved, .ended].contains(entry.kind)
      let kind = entry.kind.rawValue.split(separator: "_").joined(separator: " ")
      let text = entry.kind == .note ? Markdown.cell(entry.text, maxScalars: 160)
        : "\(isBold ? "**\(kind)**" : kind) (\(entry.clock.rawValue)): \(Markdown.cell(entry.text, maxScalars: 160))"
      table.rows.append([
        entry.time.minuteText, relative(entry.time - start),
        entry.service.map { Markdown.code($0) } ?? "", text, Markdown.code(entry.evidence),
      ])
    }
    let rest = entries.count - TimelineSection.maxRows
    return table.text(.md) + (rest > 0 ? "\n\(rest) more: `recount timeline`\n" : "")
  }

  private func relative(_ span: TimeSpan) -> String {
    let minutes = abs(span.microseconds) / 60_000_000
    let text = "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
    return span.microseconds <= -60_000_000 ? "−" + text : text
  }
}
