// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Rows for people and for pipes: one table, printed in the form that was asked for.
package struct TextTable: Sendable {
  package enum Alignment: Sendable {
    case left, right
  }

  package struct Column: Sendable {
    package var title: String
    package var alignment: Alignment

    package init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  package enum Style: String, CaseIterable, Sendable {
    /// Aligned columns for a terminal.
    case table
    /// Tab-separated with a header, for pipes.
    case tsv
    case csv
    case md
  }

  package var columns: [Column]
  package var rows: [[String]]

  package init(_ columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The table with a line feed at its end.
  package func text(_ style: Style) -> String {
    switch style {
    case .table: aligned
    case .tsv, .csv: separated([columns.map(\.title)] + rows, style)
    case .md: markdown
    }
  }

  /// The rows alone, to go on with a table whose head was printed before.
  package func continuation(_ style: Style) -> String {
    separated(rows, style == .csv ? .csv : .tsv)
  }

  private var aligned: String {
    let cells = [columns.map(\.title)] + rows.map { $0.map { PlainText.line($0, maxScalars: 200) } }
    let widths = columns.indices.map { column in
      cells.map { $0[column].count }.max() ?? 0
    }
    var text = ""
    for (index, row) in cells.enumerated() {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        let isRight = columns[column].alignment == .right
        line += (column > 0 ? "  " : "") + (isRight ? padding + cell : cell + padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
      if index == 0 { text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n" }
    }
    return text
  }

  /// Tabs and line feeds inside a value become spaces, so that a row is always one line.
  private func separated(_ rows: [[String]], _ style: Style) -> String {
    rows.map { row in
      let fields = row.map { field in
        let line = PlainText.line(field, maxScalars: 4000)
        return style == .csv
          ? TextTable.csvField(line) : String(line.map { $0 == "\t" ? " " : $0 })
      }
      return fields.joined(separator: style == .csv ? "," : "\t") + "\n"
    }
    .joined()
  }

  private static func csvField(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private var markdown: String {
    var text = "| " + columns.map { Markdown.cell($0.title) }.joined(separator: " | ") + " |\n"
    text += "|" + columns.map { $0.alignment == .right ? "---:|" : "---|" }.joined() + "\n"
    for row in rows { text += "| " + row.joined(separator: " | ") + " |\n" }
    return text
  }
}
