// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A table of cells that are Markdown already.
struct MarkdownTable {
  let columns: [TextTable.Column]
  var rows: [[String]] = []

  init(_ columns: [TextTable.Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The table with a line feed at its end.
  var text: String {
    let head = columns.map { Markdown.cell($0.title) }
    let rule = columns.map { $0.alignment == .right ? "---:" : "---" }
    return row(head) + row(rule) + body
  }

  /// The rows without the head.
  var body: String { rows.map(row).joined() }

  private func row(_ cells: [String]) -> String {
    "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined() + "\n"
  }
}
