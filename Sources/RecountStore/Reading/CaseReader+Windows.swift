// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// What is asked of a window once it was found.
extension CaseReader {
  /// Counts of durations per bucket of a service in a half-open range, in ascending order.
  package func durations(
    service: String, in range: TimeRange
  ) throws(StoreError) -> [(bucket: Int, count: Int64)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT bucket, sum(n) AS n FROM dict_service
          CROSS JOIN rollup_duration ON service = dict_service.id
          WHERE value = ? AND unit = 0 AND minute_us >= ? AND minute_us < ?
          GROUP BY bucket ORDER BY bucket
          """,
        arguments: [service, range.start.microseconds, range.end.microseconds]
      ).map { ($0["bucket"], $0["n"]) }
    }
  }

  /// Failed events of a service per reason in a half-open range, the most first.
  package func failedByReason(
    service: String, unit: EventUnit, in range: TimeRange
  ) throws(StoreError) -> [(reason: String, count: Int64)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT reason, sum(n) AS n FROM dict_service
          CROSS JOIN current_rollup ON service = dict_service.id
          WHERE value = ? AND unit = ? AND outcome IN (1, 2, 3)
            AND minute_us >= ? AND minute_us < ?
          GROUP BY reason ORDER BY n DESC, reason
          """,
        arguments: [
          service, unit.rawValue, range.start.microseconds, range.end.microseconds,
        ]
      ).map { ($0["reason"], $0["n"]) }
    }
  }

  /// The first failed request of each `count`th of a half-open range, in the order of time.
  ///
  /// The text is method, path and status; the place is `PATH:LINE`.
  package func spreadFailures(
    service: String, in range: TimeRange, count: Int
  ) throws(StoreError) -> [(time: Timestamp, text: String, place: String)] {
    let length = range.end.microseconds - range.start.microseconds
    let width = max(1, length / Int64(max(1, count)))
    return try read { database in
      let rows = try RawStatement(
        database,
        """
        SELECT at_us, \(CaseSchema.joined("method")), request.path, request.status, source.path,
          request.line
        FROM (SELECT min(request_failure.end_us) AS at_us, request_failure.request AS request
          FROM dict_service
          CROSS JOIN request_failure ON request_failure.service = dict_service.id
          WHERE value = ? AND request_failure.end_us >= ? AND request_failure.end_us < ?
          GROUP BY (request_failure.end_us - ?) / ?) AS first
        CROSS JOIN request ON request.rowid = first.request
        JOIN source ON source.id = request.source
        ORDER BY at_us
        """)
      rows.bind(1, text: service)
      let numbers = [range.start.microseconds, range.end.microseconds, range.start.microseconds]
      for (index, number) in (numbers + [width]).enumerated() { rows.bind(index + 2, number) }
      var found: [(Timestamp, String, String)] = []
      while try rows.step() {
        let status = rows.integer(3)
        let parts = [rows.text(1), rows.text(2), status == 0 ? "" : "\(status)"]
        found.append(
          (
            Timestamp(microseconds: rows.integer(0)),
            parts.filter { !$0.isEmpty }.joined(separator: " "),
            "\(rows.text(4)):\(rows.integer(5))"
          ))
      }
      return found
    }
  }

  /// Distinct clients of failed requests in a half-open range: a proxy for users, never users.
  ///
  /// Requests whose line names no client count for none.
  package func failedClients(service: String, in range: TimeRange) throws(StoreError) -> Int64 {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT count(DISTINCT NULLIF(client, 0)) FROM dict_service
          CROSS JOIN request_failure ON request_failure.service = dict_service.id
          CROSS JOIN request ON request.rowid = request_failure.request
          WHERE value = ? AND request_failure.end_us >= ? AND request_failure.end_us < ?
          """,
        arguments: [service, range.start.microseconds, range.end.microseconds]) ?? 0
    }
  }
}
