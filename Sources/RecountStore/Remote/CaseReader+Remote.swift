// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseReader {
  /// The pulls of the case in the order of their sources; none in a case of an older version.
  package func remotePulls() throws(StoreError) -> [RemoteEvidence.Pull] {
    try read { database in
      guard try database.tableExists("remote_pull") else { return [] }
      let names = try Row.fetchAll(
        database,
        sql: """
          SELECT source, substr(name, 11) FROM remote_answer WHERE name LIKE 'dimension %'
          ORDER BY source, position
          """)
      var dimensions: [Int64: [String]] = [:]
      for row in names { dimensions[row[0], default: []].append(row[1]) }
      return try Row.fetchAll(database, sql: "SELECT * FROM remote_pull ORDER BY source").map {
        row in
        RemoteEvidence.Pull(
          remote: row["remote"], address: row["address"], table: row["table_name"],
          mapping: row["mapping"],
          range: TimeRange(
            start: Timestamp(microseconds: row["start_us"]),
            end: Timestamp(microseconds: row["end_us"])),
          version: row["version"], samples: row["samples"],
          dimensions: dimensions[row["source"]] ?? [])
      }
    }
  }

  /// The first failures of a service that a pull brought along, in the order of time.
  package func remoteSamples(
    service: String, in range: TimeRange, limit: Int
  ) throws(StoreError) -> [RemoteEvidence.Sample] {
    try read { database in
      guard try database.tableExists("remote_sample") else { return [] }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT remote_sample.* FROM remote_sample
          JOIN dict_service ON dict_service.id = remote_sample.service
          WHERE dict_service.value = ? AND end_us >= ? AND end_us < ?
          ORDER BY end_us, remote_sample.id LIMIT ?
          """,
        arguments: [service, range.start.microseconds, range.end.microseconds, limit]
      ).map { row in
        let outcome: UInt8 = row["outcome"]
        return RemoteEvidence.Sample(
          service: service, end: Timestamp(microseconds: row["end_us"]),
          outcome: Outcome(rawValue: outcome) ?? .failure, cause: row["cause"],
          status: row["status"], duration: row["duration_us"], route: row["route"],
          trace: row["trace"], text: row["text"])
      }
    }
  }

  /// The statements that counted a service in a remote engine, with their answers.
  package func remoteAnswers(service: String) throws(StoreError) -> [RemoteEvidence.Answer] {
    try read { database in
      guard try database.tableExists("remote_answer") else { return [] }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT remote_answer.* FROM remote_answer
          WHERE source IN (SELECT source_service.source FROM source_service
            JOIN dict_service ON dict_service.id = source_service.service
            WHERE dict_service.value = ?)
          ORDER BY source, position
          """, arguments: [service]
      ).map { row in
        RemoteEvidence.Answer(
          name: row["name"], sql: row["sql"], rows: row["rows"], bytes: row["bytes"],
          hash: row["sha256"])
      }
    }
  }
}
