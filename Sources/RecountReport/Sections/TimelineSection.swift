// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The timeline: what was recorded and what the logs show, merged.
struct TimelineSection {
  /// Rows beyond this many are left to `recount timeline`; notes go first.
  static let maxRows = 40
  static let maxEvent = 120

  let findings: CaseFindings

  var markdown: String {
    let entries = Timeline.entries(findings)
    guard let first = entries.first else {
      return "Nothing was recorded and no window was found.\n"
    }
    let start = findings.incidentWindows.first?.onset.time ?? first.time
    let shown = shown(entries)
    let table = MarkdownTable(
      [
        .init("Time (UTC)"), .init("T+", .right), .init("Service"), .init("Event"), .init("Source"),
      ], rows: shown.map { row($0, start: start) })
    let rest = entries.count - shown.count
    return table.text + (rest > 0 ? "\n\(rest) more: `recount timeline`\n" : "")
  }

  private func shown(_ entries: [TimelineEntry]) -> [TimelineEntry] {
    guard entries.count > TimelineSection.maxRows else { return entries }
    return Array(entries.filter { $0.kind != .note }.prefix(TimelineSection.maxRows))
  }

  private func row(_ entry: TimelineEntry, start: Timestamp) -> [String] {
    [
      entry.time.minuteText, TimelineSection.relative(entry.time - start),
      entry.service.map { Markdown.codeCell($0) } ?? "", event(entry),
      Markdown.codeCell(entry.evidence),
    ]
  }

  private func event(_ entry: TimelineEntry) -> String {
    let text = Markdown.cell(entry.text, maxScalars: TimelineSection.maxEvent)
    guard entry.kind != .note else { return text }
    let kind = entry.kind.rawValue.split(separator: "_").joined(separator: " ")
    let isBold = [.onset, .detected, .mitigated, .resolved, .ended].contains(entry.kind)
    let head = "\(isBold ? "**\(kind)**" : kind) (\(entry.clock.rawValue))"
    return text.isEmpty ? head : "\(head): \(text)"
  }

  /// `0:07`, `−1:30`: hours and minutes since the first onset.
  private static func relative(_ span: TimeSpan) -> String {
    let minutes = abs(span.microseconds) / 60_000_000
    let text = "\(minutes / 60):" + (minutes % 60 < 10 ? "0" : "") + "\(minutes % 60)"
    return span.microseconds <= -60_000_000 ? "−" + text : text
  }
}
