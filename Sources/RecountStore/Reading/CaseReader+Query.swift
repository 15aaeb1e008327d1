// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// A value of a user's query.
package enum QueryValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(count: Int)
}

extension CaseReader {
  /// Runs one statement that reads and hands over its rows one at a time.
  ///
  /// `header` gets the names of the columns before the first row; `body` gets each row, and stops
  /// with false.
  ///
  /// - Throws: For a statement that is wrong, that is more than one, or that is not a `SELECT`,
  ///   `WITH`, `VALUES` or `EXPLAIN`: SQLite takes `ATTACH` and most of `PRAGMA` for reading.
  package func query(
    _ sql: String, header: ([String]) -> Void, body: ([QueryValue]) -> Bool
  ) throws(StoreError) {
    do {
      try queue.read { database in
        // Tells more than one statement, and one that writes, from what can be run.
        let statement = try database.makeStatement(sql: sql)
        let verbs = ["SELECT", "WITH", "VALUES", "EXPLAIN"]
        guard statement.isReadonly, verbs.contains(CaseReader.verb(of: sql)) else {
          throw StoreError(.statement("only statements that read can be run"), path: path)
        }
        let rows = try RawStatement(database, sql)
        let names = rows.columnNames
        header(names)
        while try rows.step() {
          if !body(names.indices.map(rows.value)) { return }
        }
      }
    } catch let error as DatabaseError {
      throw StoreError(
        .statement(error.message ?? "\(error.resultCode)"), path: path,
        code: error.extendedResultCode.rawValue)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The first word of a statement in capitals, behind space and comments.
  private static func verb(of sql: String) -> String {
    var rest = Substring(sql).utf8
    while let first = rest.first {
      if rest.starts(with: "--".utf8) {
        rest = rest.drop { $0 != 0x0A }
      } else if rest.starts(with: "/*".utf8) {
        rest = rest.dropFirst(2)
        while let byte = rest.first, !(byte == 0x2A && rest.dropFirst().first == 0x2F) {
          rest = rest.dropFirst()
        }
        rest = rest.dropFirst(2)
      } else if first <= 0x20 || first == 0x3B {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    let word = rest.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return Substring(word).uppercased()
  }
}
