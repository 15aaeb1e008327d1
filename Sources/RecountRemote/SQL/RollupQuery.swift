// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The statements that a pull sends: one table, one mapping, one half-open range.
///
/// All that is not an expression of the mapping is in the portable subset: whole numbers, no `/`, no
/// function of dates, bins by `t - t % w`, no NULL, no quantile of the engine. Each aggregates over
/// the table itself, not over a subquery, so that a `Distributed` table counts on its shards.
package struct RollupQuery: Sendable {
  package let table: RemoteTable
  package let mapping: RemoteMapping
  package let range: TimeRange

  /// Width of the bins of the case file.
  static let minuteMicros = TimeSpan.minute.microseconds
  /// Bytes of a text that a sample keeps (characters, in SQLite).
  static let maxSampleText = 2_000

  package init(
    table: RemoteTable, mapping: RemoteMapping, range: TimeRange
  ) throws(RemoteConfigurationError) {
    try mapping.validate()
    guard range.start < range.end else { throw .emptyRange }
    self.table = table
    self.mapping = mapping
    self.range = range
  }

  // MARK: - Counts

  /// Rows in the range, and how many of them are events.
  package var rows: RemoteQuery {
    let events = mapping.filter.map { "sum(CASE WHEN \($0) THEN 1 ELSE 0 END)" } ?? "count(*)"
    return RemoteQuery(
      name: "rows", columns: [.integer("rows"), .integer("events")],
      body: """
        SELECT count(*) AS r_rows, coalesce(\(events), 0) AS r_events
        FROM \(table.quoted)
        WHERE \(mapping.rangeCondition(range))
        """)
  }

  /// Events per service, minute, outcome and cause.
  package var rollup: RemoteQuery {
    RemoteQuery(
      name: "rollup",
      columns: [
        .text("service"), .integer("minute_us"), .integer("outcome"), .text("cause"), .integer("n"),
      ],
      body: """
        SELECT \(mapping.serviceText) AS r_service, \(bin(RollupQuery.minuteMicros)) AS r_minute_us, \
        \(mapping.outcomeText) AS r_outcome, \(mapping.causeText) AS r_cause, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range))
        GROUP BY r_service, r_minute_us, r_outcome, r_cause
        """)
  }

  /// Events per service, minute and duration bucket; nil for a mapping without durations.
  ///
  /// A bucket is named by its lower bound, for which no logarithm is needed: within a doubling
  /// buckets are equally wide, so the bound of `d` is `d - d % width`.
  package var durations: RemoteQuery? {
    guard mapping.duration != nil else { return nil }
    return RemoteQuery(
      name: "durations",
      columns: [.text("service"), .integer("minute_us"), .integer("lower_us"), .integer("n")],
      body: """
        SELECT \(mapping.serviceText) AS r_service, \(bin(RollupQuery.minuteMicros)) AS r_minute_us, \
        \(DurationText.lowerBound(of: mapping.durationText)) AS r_lower_us, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range)) AND \(mapping.durationText) >= 0
        GROUP BY r_service, r_minute_us, r_lower_us
        """)
  }

  /// Failed and all events per service and value of a dimension.
  package func dimension(_ dimension: RemoteMapping.Dimension) -> RemoteQuery {
    RemoteQuery(
      name: "dimension " + dimension.name,
      columns: [.text("service"), .text("value"), .integer("failed"), .integer("n")],
      body: """
        SELECT \(mapping.serviceText) AS r_service, \(mapping.text(dimension.expression)) AS r_value, \
        sum(CASE WHEN \(mapping.failedText) THEN 1 ELSE 0 END) AS r_failed, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range))
        GROUP BY r_service, r_value
        """)
  }

  /// First and last time of each service, and its events.
  package var spans: RemoteQuery {
    RemoteQuery(
      name: "spans",
      columns: [
        .text("service"), .integer("first_us"), .integer("last_us"), .integer("n"),
      ],
      body: """
        SELECT \(mapping.serviceText) AS r_service, min(\(mapping.timeText)) AS r_first_us, \
        max(\(mapping.timeText)) AS r_last_us, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range))
        GROUP BY r_service
        """)
  }

  func bin(_ width: Int64) -> String {
    "\(mapping.timeText) - \(mapping.timeText) % \(width)"
  }
}
