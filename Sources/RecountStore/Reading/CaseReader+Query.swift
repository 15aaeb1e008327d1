// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// A value of a user's query.
package enum QueryValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(count: Int)
}

extension CaseReader {
  /// Runs one read-only statement and hands over its rows one at a time.
  ///
  /// - Parameters:
  ///   - header: Gets the names of the columns before the first row.
  ///   - body: Gets each row; false stops.
  package func query(
    _ sql: String, header: ([String]) -> Void, body: ([QueryValue]) -> Bool
  ) throws(StoreError) {
    do {
      try queue.read { database in
        let statement = try database.makeStatement(sql: sql)
        guard statement.isReadonly else {
          throw StoreError(.statement("only statements that read can be run"), path: path)
        }
        header(statement.columnNames)
        let rows = try Row.fetchCursor(statement)
        while let row = try rows.next() {
          let values = (0..<row.count).map { index -> QueryValue in
            let value: DatabaseValue = row[index]
            switch value.storage {
            case .null: return .null
            case .int64(let number): return .integer(number)
            case .double(let number): return .real(number)
            case .string(let text): return .text(text)
            case .blob(let data): return .blob(count: data.count)
            }
          }
          if !body(values) { return }
        }
      }
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(
        .statement(error.message ?? "\(error.resultCode)"), path: path,
        code: error.extendedResultCode.rawValue)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
