// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a timeline in Markdown is told by.
package enum MarkdownTimeline {
  /// Whether `text` holds a table that decides: a header with a time and a text, its separator, and two
  /// rows with times.
  package static func opens(_ text: [UInt8]) -> Bool {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count > 3 else { return false }
    let rows = lines.map { line -> [String]? in
      line.contains(0x7C) ? MarkdownLine.cells(String(decoding: line, as: UTF8.self)) : nil
    }
    for index in 0..<(lines.count - 3) {
      guard let header = rows[index], isHeader(header),
        MarkdownLine.isSeparator(
          String(decoding: lines[index + 1], as: UTF8.self), count: header.count),
        let first = rows[index + 2], let second = rows[index + 3], hasTime(first), hasTime(second)
      else { continue }
      return true
    }
    return false
  }

  private static func isHeader(_ cells: [String]) -> Bool {
    TimelineColumns(header: cells)?.text != nil
  }

  /// Whether one of the first cells is a time of day, with or without its day.
  private static func hasTime(_ cells: [String]) -> Bool {
    cells.prefix(3).contains { MomentReader.moment($0)?.clock != nil }
  }
}
