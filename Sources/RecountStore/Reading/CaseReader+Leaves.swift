// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// Trials of a service in one bin that have all values alike.
package struct LeafCount: Sendable {
  /// One per dimension that was asked for; empty where the log says none.
  package var values: [String]
  /// Position of the stretch among those that were asked for, and of the bin in it.
  package var stretch: Int
  package var bin: Int
  package var failed: Int64
  package var total: Int64
}

extension CaseReader {
  /// Columns that say where and by whom a trial was run, per unit.
  package static func dimensions(of unit: EventUnit) -> [String] {
    switch unit {
    case .request: ["method", "route", "host", "http_version"]
    case .step: ["provider", "repository", "pipeline", "name", "image", "runner"]
    case .message: []
    }
  }

  /// Trials of a service by the values of `dimensions`, in bins of each of some half-open stretches.
  ///
  /// Stretches must not overlap. Bins are counted from the start of their stretch; in no order.
  package func leaves(
    service: String, unit: EventUnit, dimensions: [String], in stretches: [TimeRange],
    binWidth: TimeSpan
  ) throws(StoreError) -> [LeafCount] {
    guard !stretches.isEmpty, !dimensions.isEmpty, unit != .message else { return [] }
    return try read { database in
      let number = try Int64.fetchOne(
        database, sql: "SELECT id FROM dict_service WHERE value = ?", arguments: [service])
      guard let number else { return [] }
      var leaves: [LeafCount] = []
      let names = try dictionaries(dimensions, unit, database)
      for (stretch, range) in stretches.enumerated() {
        let text = text(unit, dimensions, range, binWidth)
        let rows = try Row.fetchCursor(database, sql: text, arguments: [number])
        while let row = try rows.next() {
          let values = dimensions.indices.map { column in
            value(row[column] as DatabaseValue, names[column])
          }
          leaves.append(
            LeafCount(
              values: values, stretch: stretch, bin: row["bin"], failed: row["failed"],
              total: row["total"]))
        }
      }
      return leaves
    }
  }

  private func text(
    _ unit: EventUnit, _ dimensions: [String], _ range: TimeRange, _ binWidth: TimeSpan
  ) -> String {
    let (start, end) = (range.start.microseconds, range.end.microseconds)
    let table = unit == .request ? "request" : "step"
    let known = unit == .request ? "" : " AND outcome_known"
    let columns = dimensions.joined(separator: ", ")
    return """
      SELECT \(columns), (end_us - \(start)) / \(max(1, binWidth.microseconds)) AS bin,
        sum(outcome BETWEEN 1 AND 3) AS failed, count(*) AS total
      FROM \(table)
      WHERE service = ? AND end_us >= \(start) AND end_us < \(end) AND outcome <> 5\(known)
      GROUP BY \(columns), bin
      """
  }

  private func dictionaries(
    _ dimensions: [String], _ unit: EventUnit, _ database: Database
  ) throws -> [[Int64: String]] {
    try dimensions.map { dimension in
      let column = unit == .step && dimension == "name" ? "step_name" : dimension
      return try CaseSchema.values(of: column, database)
    }
  }

  /// A value of a dictionary column: its number there, or what did not fit into it.
  private func value(_ stored: DatabaseValue, _ names: [Int64: String]) -> String {
    switch stored.storage {
    case .int64(let number): names[number] ?? ""
    case .string(let text): text
    case .blob(let data): String(decoding: data, as: UTF8.self)
    case .null, .double: ""
    }
  }
}
