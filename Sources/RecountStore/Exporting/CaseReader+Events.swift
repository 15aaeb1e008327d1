// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// The columns of a view of events, in its order.
  package func columns(of view: EventView) throws(StoreError) -> [String] {
    try read { try RawStatement($0, "SELECT * FROM \(view.rawValue)").columnNames }
  }

  /// Hands over the rows of a view one at a time, in the order in which they were stored.
  ///
  /// That is by source, then by line. `body` gets the values in the order of the view and stops with
  /// false.
  ///
  /// Memory does not grow with the case: rows come straight from the table, none are sorted.
  ///
  /// - Complexity: O(*n*) in all events of the case, whatever the filter lets through.
  package func events(
    _ view: EventView, _ filter: EventFilter, body: ([QueryValue]) -> Bool
  ) throws(StoreError) {
    try read { database in
      let condition = ViewFilter(filter, time: .microseconds("end_us"), hasService: true)
      let rows = try RawStatement(database, CaseReader.statement(view, condition))
      condition.bind(to: rows)
      let columns = rows.columnNames.indices
      while try rows.step() {
        if !body(columns.map(rows.value)) { return }
      }
    }
  }

  /// Names of the services that the case knows, sorted; some may have events without a time alone.
  package func services() throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT value FROM dict_service WHERE value <> '' ORDER BY value")
    }
  }

  /// The plan of SQLite for reading a view of events: what tests hold against sorting.
  package func plan(of view: EventView, _ filter: EventFilter) throws(StoreError) -> [String] {
    try read { database in
      let condition = ViewFilter(filter, time: .microseconds("end_us"), hasService: true)
      let rows = try RawStatement(
        database, "EXPLAIN QUERY PLAN " + CaseReader.statement(view, condition))
      condition.bind(to: rows)
      var steps: [String] = []
      while try rows.step() { steps.append(rows.text(3)) }
      return steps
    }
  }

  private static func statement(_ view: EventView, _ condition: ViewFilter) -> String {
    "SELECT * FROM \(view.rawValue)\(condition.clause) ORDER BY id"
  }
}
