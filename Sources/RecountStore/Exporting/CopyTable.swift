// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

/// One view of a case and the table that its rows are copied to.
struct CopyTable {
  var name: String
  /// The columns that give the rows one order.
  var order: String
  var time: ViewFilter.Time?
  var hasService = true

  static let all = [
    CopyTable(name: "sources", order: "id", hasService: false),
    CopyTable(name: "source_formats", order: "source, first_line", hasService: false),
    CopyTable(name: "source_notes", order: "source, name", hasService: false),
    CopyTable(name: "rejects", order: "id", hasService: false),
    CopyTable(name: "requests", order: "id", time: .microseconds("end_us")),
    CopyTable(name: "attempts", order: "request, attempt", time: .microseconds("end_us")),
    CopyTable(name: "steps", order: "id", time: .microseconds("end_us")),
    CopyTable(name: "jobs", order: "id", time: .text("end")),
    CopyTable(name: "runs", order: "id", time: .text("end")),
    CopyTable(name: "failed_tests", order: "step, test", time: .microseconds("end_us")),
    CopyTable(name: "milestones", order: "id", time: .microseconds("time_us")),
    CopyTable(
      name: "rollups", order: "service, unit, minute_us, outcome, reason",
      time: .minute("minute_us")),
    CopyTable(name: "coverage", order: "service, unit, source, first"),
    CopyTable(name: "windows", order: "figure"),
    CopyTable(
      name: "timeline", order: "time_us, kind, service, evidence", time: .microseconds("time_us")),
    CopyTable(name: "figures", order: "id", hasService: false),
    CopyTable(name: "remote_pulls", order: "source", hasService: false),
    CopyTable(name: "remote_answers", order: "source, position", hasService: false),
    CopyTable(name: "remote_dimensions", order: "source, service, dimension, value"),
    CopyTable(name: "remote_samples", order: "id", time: .text("end")),
  ]

  /// What repeats rows of the tables.
  static let views = """
    CREATE VIEW failures AS SELECT * FROM requests WHERE failed = 1;
    CREATE VIEW events AS
      SELECT 'request' AS unit, service, end_us AS time_us, "end" AS time, outcome, failed, cause AS reason,
        coalesce(method || ' ', '') || path AS what, source, line FROM requests
      UNION ALL
      SELECT 'step', service, end_us, "end", outcome, failed, failure_class,
        coalesce(name, job), source, line FROM steps;
    """

  /// Rows between two questions whether to go on.
  private static let rowsTogether: Int64 = 4096

  /// Makes the table and fills it; nil when `goesOn` said no.
  func copy(
    from source: Database, to target: Database, _ filter: EventFilter, goesOn: () -> Bool
  ) throws -> Int64? {
    // A case of an earlier version lacks some.
    guard try source.viewExists(name) else { return 0 }
    let condition = ViewFilter(filter, time: time, hasService: hasService)
    let rows = try RawStatement(
      source, "SELECT * FROM \(name)\(condition.clause) ORDER BY \(order)")
    condition.bind(to: rows)
    let columns = rows.columnNames
    let typed = columns.map { "\"\($0)\" \(type(of: $0))" }.joined(separator: ", ")
    try target.execute(sql: "CREATE TABLE \(name)(\(typed))")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let insert = try RawStatement(target, "INSERT INTO \(name) VALUES (\(marks))")
    var count: Int64 = 0
    while try rows.step() {
      for index in columns.indices { insert.bind(index + 1, value: rows.value(index)) }
      try insert.run()
      count += 1
      if count % CopyTable.rowsTogether == 0, !goesOn() { return nil }
    }
    return goesOn() ? count : nil
  }

  // MARK: - Types

  /// The type of a column; the views tell none, since their columns are expressions.
  private func type(of column: String) -> String {
    if name == "figures" {
      if column == "id" { return "TEXT" }
      if ["value", "low", "high", "dispersion"].contains(column) { return "REAL" }
    }
    if column.hasSuffix("_us") || CopyTable.numbers.contains(column) { return "INTEGER" }
    return "TEXT"
  }

  private static let numbers: Set<String> = [
    "attempt", "body_bytes", "byte_offset", "bytes", "content_bytes", "continuation_lines",
    "end_line",
    "ended", "event_lines", "events", "exit_code", "failed", "failed_steps", "failure_end_line",
    "failure_line", "id", "ignored", "line", "lines", "n", "number", "rejects", "status", "step",
    "steps", "tests_failed", "tests_passed", "tests_run", "tests_skipped", "total",
  ]
}
