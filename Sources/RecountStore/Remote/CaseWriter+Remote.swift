// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

extension CaseWriter {
  /// Keeps, with the open source, what a pull brought besides counts by minute.
  package func add(_ evidence: RemoteEvidence) throws(StoreError) {
    guard let source = open else { return }
    try write { database in
      let pull = evidence.pull
      try database.execute(
        sql: "INSERT INTO remote_pull VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          source.id, pull.remote, pull.address, pull.table, pull.mapping,
          pull.range.start.microseconds, pull.range.end.microseconds, pull.version, pull.samples,
        ])
      for (position, answer) in evidence.answers.enumerated() {
        try database.execute(
          sql: "INSERT INTO remote_answer VALUES (?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            source.id, position, answer.name, answer.sql, answer.rows, answer.bytes, answer.hash,
          ])
      }
      try add(evidence.dimensions, source.id, database)
      try add(evidence.samples, source.id, database)
    }
  }

  private func add(
    _ dimensions: [RemoteEvidence.Dimension], _ source: Int64, _ database: Database
  ) throws {
    let insert = try RawStatement(
      database, "INSERT INTO remote_dimension VALUES (?, ?, ?, ?, ?, ?)")
    for row in dimensions {
      insert.bind(1, source)
      insert.bind(2, try number("service", row.service))
      insert.bind(3, text: row.name)
      insert.bind(4, text: row.value)
      insert.bind(5, row.failed)
      insert.bind(6, row.count)
      try insert.run()
    }
  }

  private func add(
    _ samples: [RemoteEvidence.Sample], _ source: Int64, _ database: Database
  ) throws {
    let insert = try RawStatement(
      database,
      """
      INSERT INTO remote_sample(source, service, end_us, outcome, cause, status, duration_us, route,
        trace, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for row in samples {
      insert.bind(1, source)
      insert.bind(2, try number("service", row.service))
      insert.bind(3, row.end.microseconds)
      insert.bind(4, Int64(row.outcome.rawValue))
      insert.bind(5, text: row.cause)
      insert.bind(6, row.status)
      insert.bind(7, row.duration)
      insert.bind(8, text: row.route)
      insert.bind(9, text: row.trace)
      insert.bind(10, text: row.text)
      try insert.run()
    }
  }
}
