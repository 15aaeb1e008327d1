// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// Where an event stands in a log.
package struct EventPlace: Hashable, Sendable {
  package var source: String
  package var line: Int64
  package var byteOffset: Int64
}

/// A figure as the case keeps it.
package struct StoredFigure: Sendable {
  package var id: String
  package var value: Double
  package var interval: Interval?
  /// The statement that gives it.
  package var sql: String

  package init(id: String, value: Double, interval: Interval?, sql: String) {
    self.id = id
    self.value = value
    self.interval = interval
    self.sql = sql
  }
}

/// A window as the case keeps it for those who query it.
package struct StoredWindow: Hashable, Sendable {
  package var figure: String
  package var onset: Timestamp
  package var end: Timestamp
  package var failed: Int64
  package var total: Int64

  package init(figure: String, onset: Timestamp, end: Timestamp, failed: Int64, total: Int64) {
    self.figure = figure
    self.onset = onset
    self.end = end
    self.failed = failed
    self.total = total
  }
}

/// A minute whose rollup is not the count of its events.
package struct DriftedMinute: Hashable, Sendable {
  package var service: String
  package var minute: Timestamp
  package var unit: EventUnit
}

extension CaseReader {
  /// The first failed events of a service in a half-open range, in the order of their end.
  package func failedPlaces(
    service: String, unit: EventUnit, in range: TimeRange, limit: Int
  ) throws(StoreError) -> [EventPlace] {
    let sql =
      unit == .step
      ? """
      SELECT source.path, step.line, step.byte_offset FROM step
      JOIN dict_service ON dict_service.id = step.service
      JOIN source ON source.id = step.source
      WHERE dict_service.value = ? AND step.outcome BETWEEN 1 AND 3 AND step.outcome_known
        AND step.end_us >= ? AND step.end_us < ? ORDER BY step.end_us, step.id LIMIT ?
      """
      : """
      SELECT source.path, request.line, request.byte_offset FROM dict_service
      CROSS JOIN request_failure ON request_failure.service = dict_service.id
      CROSS JOIN request ON request.rowid = request_failure.request
      JOIN source ON source.id = request.source
      WHERE dict_service.value = ? AND request_failure.end_us >= ? AND request_failure.end_us < ?
      ORDER BY request_failure.end_us, request.rowid LIMIT ?
      """
    return try read { database in
      try Row.fetchAll(
        database, sql: sql,
        arguments: [service, range.start.microseconds, range.end.microseconds, limit]
      ).map { EventPlace(source: $0[0], line: $0[1], byteOffset: $0[2]) }
    }
  }

  /// The figures that the last report left in the case.
  package func storedFigures() throws(StoreError) -> [StoredFigure] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT id, value, low, high, sql FROM figure ORDER BY id")
        .map {
          row in
          let low: Double? = row[2]
          let high: Double? = row[3]
          let interval = low.flatMap { low in high.map { Interval(low: low, high: $0) } }
          return StoredFigure(id: row[0], value: row[1], interval: interval, sql: row[4])
        }
    }
  }

  /// The windows that the last report left in the case.
  package func storedWindows() throws(StoreError) -> [StoredWindow] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT figure, onset_us, end_us, failed, total FROM impact_window ORDER BY figure"
      ).map { row in
        StoredWindow(
          figure: row[0], onset: Timestamp(microseconds: row[1]),
          end: Timestamp(microseconds: row[2]), failed: row[3], total: row[4])
      }
    }
  }

  /// The moments that people marked, in the order in which they did.
  package func markedMoments() throws(StoreError) -> [Milestone] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT *, '' AS path FROM milestone WHERE source = 0 ORDER BY id"
      ).compactMap(CaseReader.milestone)
    }
  }

  /// Minutes whose kept counts differ from those of the events, at most `limit`.
  ///
  /// Services with counts of a remote engine are left out: their events are not in the case.
  package func driftedMinutes(limit: Int) throws(StoreError) -> [DriftedMinute] {
    // Steps are few: the same statement that made their rollup counts them again.
    let counted = """
      SELECT request.service AS service, end_us - end_us % 60000000 AS minute_us, 0 AS unit,
        outcome, dict_cause.value AS reason, count(*) AS n
      FROM request JOIN dict_cause ON dict_cause.id = request.cause
      GROUP BY service, minute_us, outcome, reason
      UNION ALL \(CaseSchema.stepCounts(from: "step"))
      """
    let kept = "SELECT service, minute_us, unit, outcome, reason, n FROM rollup"
    let sql = """
      WITH counted(service, minute_us, unit, outcome, reason, n) AS MATERIALIZED (\(counted)),
        kept AS MATERIALIZED (\(kept))
      SELECT DISTINCT dict_service.value, minute_us, unit FROM (
        SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
        UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
      ) AS drift JOIN dict_service ON dict_service.id = drift.service
      WHERE drift.service NOT IN (SELECT source_service.service FROM source_service
        JOIN source ON source.id = source_service.source WHERE source.format = 'remote')
      ORDER BY 1, 2 LIMIT \(limit)
      """
    return try read { database in
      try Row.fetchAll(database, sql: sql).map { row in
        let unit: UInt8 = row[2]
        return DriftedMinute(
          service: row[0], minute: Timestamp(microseconds: row[1]),
          unit: EventUnit(rawValue: unit) ?? .request)
      }
    }
  }
}
