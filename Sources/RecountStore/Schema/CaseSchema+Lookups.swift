// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

extension CaseSchema {
  /// The values of a dictionary column by their numbers.
  static func values(of column: String, _ database: Database) throws -> [Int64: String] {
    let rows = try RawStatement(database, "SELECT id, value FROM dict_\(column)")
    var values: [Int64: String] = [:]
    while try rows.step() { values[rows.integer(0)] = rows.text(1) }
    return values
  }

  /// Whether steps were added that are not in the rollup yet.
  static func isStepRollupStale(_ database: Database) throws -> Bool {
    try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'step_rollup'")
      == "stale"
  }
}
