// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// Counts per minute of every unit and service, in their order, apart by outcome and reason.
  ///
  /// Read from the rollups alone. Only minutes that the filter takes whole are counted.
  ///
  /// - Complexity: memory is O(*m* · *r*) in the minutes and the reasons of one service.
  package func outcomes(
    _ filter: EventFilter, body: (OutcomeSeries) -> Bool
  ) throws(StoreError) {
    try read { database in
      for unit in EventUnit.allCases {
        for service in try CaseReader.services(of: unit, filter, database) {
          var one = filter
          one.service = service
          let series = try CaseReader.outcomes(unit, service, one, database)
          if !body(series) { return }
        }
      }
    }
  }

  private static func services(
    of unit: EventUnit, _ filter: EventFilter, _ database: Database
  ) throws -> [String] {
    let condition = ViewFilter(filter, time: .minute("minute_us"), hasService: true)
    let rows = try RawStatement(
      database, "SELECT DISTINCT service, unit FROM rollups\(condition.clause) ORDER BY service")
    condition.bind(to: rows)
    var services: [String] = []
    while try rows.step() {
      if rows.text(1) == unit.name { services.append(rows.text(0)) }
    }
    return services
  }

  private static func outcomes(
    _ unit: EventUnit, _ service: String, _ filter: EventFilter, _ database: Database
  ) throws -> OutcomeSeries {
    let condition = ViewFilter(filter, time: .minute("minute_us"), hasService: true)
    let both = (condition.clause.isEmpty ? " WHERE " : condition.clause + " AND ")
    let rows = try RawStatement(
      database,
      """
      SELECT outcome, coalesce(reason, ''), minute_us, n FROM rollups\(both)unit = '\(unit.name)'
      """)
    condition.bind(to: rows)
    var counts: [Key: [Int64: Int64]] = [:]
    var minutes: Set<Int64> = []
    while try rows.step() {
      let minute = rows.integer(2)
      minutes.insert(minute)
      counts[Key(outcome: rows.text(0), reason: rows.text(1)), default: [:]][minute, default: 0] +=
        rows.integer(3)
    }
    let order = minutes.sorted()
    return OutcomeSeries(
      service: service, unit: unit, minutes: order.map { Timestamp(microseconds: $0) },
      lines: counts.sorted { ($0.key.outcome, $0.key.reason) < ($1.key.outcome, $1.key.reason) }
        .map { key, counts in
          OutcomeSeries.Line(
            outcome: key.outcome, reason: key.reason, counts: order.map { counts[$0] ?? 0 })
        })
  }

  private struct Key: Hashable {
    var outcome: String
    var reason: String
  }
}
