// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A statement that only reads, with what its answer must look like.
///
/// The answer has a first column `part` before `columns`: 0 in every row of data and 1 in the one row
/// that ends it. That row is sorted behind all others, so an answer without it was cut short, whatever
/// the transport said. Data cannot forge it, as no column of a table reaches `part`.
package struct RemoteQuery: Hashable, Sendable {
  /// A column of an answer by its name.
  package struct Column: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case text, integer
    }

    package var name: String
    package var kind: Kind

    package static func text(_ name: String) -> Column { Column(name: name, kind: .text) }
    package static func integer(_ name: String) -> Column { Column(name: name, kind: .integer) }
  }

  /// What the statement is for, in a word: it stands in messages and in `--explain`.
  package let name: String
  package let columns: [Column]
  package let sql: String

  /// A statement around `body`, which selects `r_<column>` for each column.
  ///
  /// Rows are ordered by all columns, so that an answer has the same bytes whatever engine gave it.
  package init(name: String, columns: [Column], body: String) {
    self.name = name
    self.columns = columns
    let shown = columns.map { "r_\($0.name) AS \($0.name)" }.joined(separator: ", ")
    let inner = columns.map { "r_\($0.name)" }.joined(separator: ", ")
    let end = columns.map { ($0.kind == .text ? "''" : "0") + " AS r_\($0.name)" }
      .joined(separator: ", ")
    let order = columns.map(\.name).joined(separator: ", ")
    sql = """
      SELECT part, \(shown) FROM (
      SELECT 0 AS part, \(inner) FROM (
      \(body)
      ) AS counted
      UNION ALL
      SELECT 1 AS part, \(end)
      ) AS answer
      ORDER BY part, \(order)
      """
  }
}
