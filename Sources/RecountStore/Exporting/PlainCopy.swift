// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// Copies the documented views of a case as tables into a new SQLite database.
///
/// What makes a case fast and small, dictionaries, rollup keys and its application id, stays
/// behind: any tool reads the copy without a view to expand. Text that is not UTF-8 is decoded
/// leniently and a NUL becomes U+FFFD, because readers of SQLite stumble over both. `events` and
/// `failures` repeat other rows and stay views.
package enum PlainCopy {
  /// Rows that went into a table.
  package struct Count: Hashable, Sendable {
    package var table: String
    package var rows: Int64
  }

  /// Writes the copy to `path`, where nothing may be yet; all of it in one transaction.
  ///
  /// A filter cuts what has a service or a time; sources, rejects and figures stay whole, and
  /// windows are cut by service alone.
  ///
  /// - Returns: The tables with their rows; nil when `goesOn` said no, which it is asked every few
  ///   thousand rows.
  /// - Throws: What stands at `path` then is broken and is for the caller to remove.
  package static func write(
    _ reader: CaseReader, to path: String, _ filter: EventFilter, goesOn: () -> Bool
  ) throws(StoreError) -> [Count]? {
    do {
      var configuration = Configuration()
      configuration.label = "recount.copy"
      let target = try DatabaseQueue(path: path, configuration: configuration)
      return try reader.queue.read { source in
        try target.inDatabase { database in
          // The default cache is small and spills to the file, so memory stays flat.
          var counts: [Count]? = []
          try database.inTransaction {
            for table in CopyTable.all {
              guard
                let rows = try table.copy(from: source, to: database, filter, goesOn: goesOn)
              else {
                counts = nil
                return .rollback
              }
              counts?.append(Count(table: table.name, rows: rows))
            }
            try database.execute(sql: CopyTable.views)
            return .commit
          }
          return counts
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      throw StoreError(
        .readOnly(error.message ?? "it cannot be opened"), path: path,
        code: error.extendedResultCode.rawValue)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
