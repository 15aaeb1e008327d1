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
  /// Values as they are; each style makes them fit for where it is read.
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
    case .md: markdown.text
    }
  }

  /// The rows alone, to go on with a table whose head was printed before.
  ///
  /// Behind an aligned table they are tab-separated: their widths may be others.
  package func continuation(_ style: Style) -> String {
    switch style {
    case .md: markdown.body
    case .table, .tsv, .csv: separated(rows, style)
    }
  }

  // MARK: - Aligned

  private var aligned: String {
    let cells = ([columns.map(\.title)] + rows).map { row in
      row.map { PlainText.line($0, maxScalars: 200) }
    }
    let widths = columns.indices.map { column in
      cells.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    var lines = cells.map { line($0, widths) }
    lines.insert(rule, at: 1)
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = zip(row.indices, row).prefix(columns.count).map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
      return columns[column].alignment == .right ? padding + cell : cell + padding
    }
    let line = cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: - Separated

  /// Tabs and line feeds inside a value become spaces, so that a row is always one line.
  private func separated(_ rows: [[String]], _ style: Style) -> String {
    rows.map { row in
      let fields = row.map { field in
        let line = PlainText.line(field, maxScalars: 4000)
        return style == .csv ? TextTable.csvField(line) : line
      }
      return fields.joined(separator: style == .csv ? "," : "\t") + "\n"
    }
    .joined()
  }

  /// Quoted where RFC 4180 asks for it; told by scalars, since a quote with a combining mark behind
  /// it is another character to Swift.
  private static func csvField(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private var markdown: MarkdownTable {
    MarkdownTable(columns, rows: rows.map { row in row.map { Markdown.cell($0) } })
  }
}
