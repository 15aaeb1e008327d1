// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Counts per minute of every service and unit, in the order of their names.
  ///
  /// Read from the rollups alone. A series reaches from the first to the last event of its service;
  /// minutes that no source of the service spans have no coverage.
  package func series() throws(StoreError) -> [CountSeries] {
    try read { database in
      let spans = try spans(database)
      // After a killed ingest the steps were not rolled up yet: their rows are counted instead.
      let isStale =
        try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'step_rollup'")
        == "stale"
      let liveSteps = "SELECT service, 1, minute_us, outcome, n FROM (\(RollupText.steps))"
      let rows = try RawStatement(
        database,
        """
        SELECT service, unit, minute_us, outcome, sum(n) FROM (
          SELECT service, unit, minute_us, outcome, n FROM rollup
          \(isStale ? "UNION ALL " + liveSteps : "")
        ) GROUP BY service, unit, minute_us, outcome
        """)
      var counts: [SeriesKey: [Int64: (failed: Int64, total: Int64)]] = [:]
      while try rows.step() {
        let key = SeriesKey(service: rows.integer(0), unit: rows.integer(1))
        let outcome = Outcome(rawValue: UInt8(rows.integer(3))) ?? .success
        guard outcome.isTrial else { continue }
        var minute = counts[key]?[rows.integer(2)] ?? (0, 0)
        minute.total += rows.integer(4)
        if outcome.isFailed { minute.failed += rows.integer(4) }
        counts[key, default: [:]][rows.integer(2)] = minute
      }
      let names = try Row.fetchAll(database, sql: "SELECT id, value FROM dict_service")
        .reduce(into: [Int64: String]()) { $0[$1[0]] = $1[1] }
      return counts.compactMap { key, minutes in
        series(key, name: names[key.service] ?? "", minutes, spans: spans[key] ?? [])
      }
      .sorted { ($0.service, $0.unit.rawValue) < ($1.service, $1.unit.rawValue) }
    }
  }

  /// Counts of durations per bucket of a service in a half-open range, in ascending order.
  package func durations(
    service: String, in range: TimeRange
  ) throws(StoreError) -> [(bucket: Int, count: Int64)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT bucket, sum(n) AS n FROM rollup_duration
          JOIN dict_service ON dict_service.id = service
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
          SELECT reason, sum(n) AS n FROM rollup
          JOIN dict_service ON dict_service.id = service
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

  /// Distinct clients of failed requests in a half-open range: a proxy for users, never users.
  package func failedClients(service: String, in range: TimeRange) throws(StoreError) -> Int64 {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT count(DISTINCT client) FROM request
          JOIN dict_service ON dict_service.id = service
          WHERE value = ? AND outcome IN (1, 2, 3) AND end_us >= ? AND end_us < ?
          """,
        arguments: [service, range.start.microseconds, range.end.microseconds]) ?? 0
    }
  }

  private struct SeriesKey: Hashable {
    var service: Int64
    var unit: Int64
  }

  /// Minutes, as closed ranges of their numbers, that the sources of each service span.
  private func spans(_ database: Database) throws -> [SeriesKey: [ClosedRange<Int64>]] {
    var spans: [SeriesKey: [ClosedRange<Int64>]] = [:]
    let rows = try RawStatement(
      database, "SELECT service, unit, first_us, last_us FROM source_service ORDER BY first_us")
    while try rows.step() {
      let key = SeriesKey(service: rows.integer(0), unit: rows.integer(1))
      let range = rows.integer(2) / 60_000_000...rows.integer(3) / 60_000_000
      spans[key, default: []].append(range)
    }
    // Build logs are many and short: between two of them nothing was built, which is zero steps.
    for (key, ranges) in spans where key.unit == Int64(EventUnit.step.rawValue) {
      guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max()
      else { continue }
      spans[key] = [first...last]
    }
    return spans
  }

  private func series(
    _ key: SeriesKey, name: String, _ minutes: [Int64: (failed: Int64, total: Int64)],
    spans: [ClosedRange<Int64>]
  ) -> CountSeries? {
    guard let unit = EventUnit(rawValue: UInt8(key.unit)), let first = minutes.keys.min(),
      let last = minutes.keys.max()
    else { return nil }
    let start = first / 60_000_000
    let count = Int(last / 60_000_000 - start) + 1
    // A stamp far off would ask for millions of empty minutes; ten years are enough for any incident.
    guard count <= 5_256_000 else { return nil }
    var series = CountSeries(
      service: name, unit: unit, start: Timestamp(microseconds: first), binWidth: .minute,
      failed: Array(repeating: 0, count: count), total: Array(repeating: 0, count: count),
      covered: Array(repeating: false, count: count))
    for (minute, numbers) in minutes {
      let bin = Int(minute / 60_000_000 - start)
      series.failed[bin] = numbers.failed
      series.total[bin] = numbers.total
      series.covered[bin] = true
    }
    for span in spans {
      let low = Int(max(0, span.lowerBound - start))
      let high = Int(min(Int64(count - 1), span.upperBound - start))
      if low <= high { for bin in low...high { series.covered[bin] = true } }
    }
    return series
  }
}
