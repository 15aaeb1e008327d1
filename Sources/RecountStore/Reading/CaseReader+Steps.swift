// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Failed steps by class, repository, runner, or the raw line that says why, the most first.
  ///
  /// Those without any time are counted nowhere, as in the rollups.
  package func failedSteps(by grouping: StepGrouping) throws(StoreError) -> [StepGroup] {
    let value =
      switch grouping {
      case .class: "coalesce(failure_class, 'unknown')"
      case .cause: "coalesce(deciding_rule, 'none')"
      case .service: "service"
      case .repository: "coalesce(repository, '')"
      case .runner: "coalesce(runner, '')"
      case .signature: "coalesce(excerpt, '')"
      }
    // Of the columns that no aggregate names, SQLite takes those of the row with the least time.
    let sql = """
      SELECT \(value) AS value, count(*) AS failed, sum(fate = 'retried') AS retried,
        sum(fate = 'let through') AS let_through,
        sum(CASE WHEN start_us <= end_us THEN end_us - start_us ELSE 0 END) AS lost_us,
        min(end_us) AS first_us, last_us, failure_class, excerpt,
        coalesce(log_source || ':' || failure_line, source || ':' || line) AS place
      FROM (SELECT *, max(end_us) OVER (PARTITION BY \(value)) AS last_us FROM steps
        WHERE failed = 1 AND end_us IS NOT NULL)
      GROUP BY value ORDER BY failed DESC, first_us, value
      """
    return try read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        var group = StepGroup(row["value"], at: Timestamp(microseconds: row["first_us"]))
        group.failed = row["failed"]
        group.retried = row["retried"]
        group.letThrough = row["let_through"]
        group.lost = TimeSpan(microseconds: row["lost_us"] ?? 0)
        group.last = Timestamp(microseconds: row["last_us"])
        group.failureClass = row["failure_class"] ?? ""
        group.excerpt = row["excerpt"] ?? ""
        group.place = row["place"] ?? ""
        return group
      }
    }
  }

  /// Failed steps of which nothing tells when they were.
  package func untimedFailedSteps() throws(StoreError) -> Int64 {
    try read { database in
      try Int64.fetchOne(
        database, sql: "SELECT count(*) FROM steps WHERE failed = 1 AND end_us IS NULL") ?? 0
    }
  }
}
