// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One JSON object a line: keys sorted, absent cells absent, numbers as numbers.
///
/// Text is escaped as `JSONWriter` does, so a line is always one line and does nothing on a terminal.
package struct JSONLinesTable: ExportTable {
  /// The columns in the order of their names, each with its place in a row.
  private let columns: [(name: String, index: Int)]
  private var json = JSONWriter()

  package init(_ columns: [String]) {
    self.columns = columns.enumerated().map { (name: $0.element, index: $0.offset) }
      .sorted { $0.name < $1.name }
  }

  package mutating func header() -> [UInt8] { [] }

  package mutating func row(_ cells: [ExportValue]) -> [UInt8] {
    json.beginObject()
    for (name, index) in columns {
      switch cells[index] {
      case .absent: continue
      case .integer(let number): json.member(name, number)
      case .number(let number): json.member(name, number: number)
      case .text(let text): json.member(name, text)
      }
    }
    json.endObject()
    json.endLine()
    return json.take()
  }
}
