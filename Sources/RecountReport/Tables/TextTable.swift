// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// Rows for people and for pipes: one table, printed in the form that was asked for.
package struct TextTable: Sendable {
  package enum Alignment: Sendable {
    case left, right
  }

  package struct Column: Sendable {
    package var title: String
    package var alignment: Alignment
    /// A value other than nothing is a bad sign: coloured tables show it in red.
    package var isAlarming: Bool

    package init(_ title: String, _ alignment: Alignment = .left, isAlarming: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.isAlarming = isAlarming
    }
  }

  /// What an aligned table is drawn with.
  package enum Ink: Sendable {
    case plain
    /// Bold, faint and red by the control sequences of terminals.
    case colour
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

  /// The table with a line feed at its end; only an aligned one takes another `ink`.
  package func text(_ style: Style, _ ink: Ink = .plain) -> String {
    switch style {
    case .table: aligned(ink)
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

  private func aligned(_ ink: Ink) -> String {
    let cells = ([columns.map(\.title)] + rows).map { row in
      row.map { PlainText.line($0, maxScalars: 200) }
    }
    let widths = columns.indices.map { column in
      cells.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let isColoured = ink == .colour
    var lines = [line(cells[0], widths) { _, cell in isColoured ? TerminalInk.bold(cell) : cell }]
    lines.append(isColoured ? TerminalInk.faint(rule) : rule)
    lines += cells.dropFirst().map { row in
      line(row, widths) { column, cell in
        isColoured && columns[column].isAlarming && !TextTable.isNothing(cell)
          ? TerminalInk.red(cell) : cell
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A row as wide as its columns; nothing is padded behind its last value.
  private func line(
    _ row: [String], _ widths: [Int], drawn: (Int, String) -> String
  ) -> String {
    let last = row.prefix(columns.count).lastIndex { !$0.isEmpty } ?? -1
    let cells = zip(row.indices, row).prefix(last + 1).map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
      if columns[column].alignment == .right { return padding + drawn(column, cell) }
      return drawn(column, cell) + (column < last ? padding : "")
    }
    return cells.joined(separator: "  ")
  }

  /// What stands where there is no such thing.
  private static func isNothing(_ cell: String) -> Bool {
    ["", "0", "—", "0 %"].contains(cell)
  }

  // MARK: - Separated

  /// Tabs and line feeds inside a value become spaces, so that a row is always one line; numbers lose
  /// the commas between their groups of digits, which programs would have to take out again.
  private func separated(_ rows: [[String]], _ style: Style) -> String {
    rows.map { row in
      let fields = row.enumerated().map { column, field in
        var line = PlainText.line(field, maxScalars: 4000)
        if column < columns.count, columns[column].alignment == .right {
          line = DigitGroups.removed(from: line)
        }
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
