// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

extension CaseWriter {
  /// Makes one row of the two that a step has when the provider's number of it is known and the log of
  /// its job, which shows no number, was read too.
  ///
  /// The log shows the steps in their order; which one of the provider's it is, order and time tell.
  func joinCountedSteps(_ database: Database) throws {
    let jobs = try RawStatement(
      database,
      """
      SELECT provider, run, job, attempt FROM step
      GROUP BY provider, run, job, attempt HAVING min(counted) = 0 AND max(counted) = 1
      """)
    var keys: [(provider: Int64, run: [UInt8], job: [UInt8], attempt: Int64)] = []
    while try jobs.step() {
      keys.append((jobs.integer(0), jobs.bytes(1), jobs.bytes(2), jobs.integer(3)))
    }
    guard !keys.isEmpty else { return }
    let rows = try RawStatement(
      database,
      """
      SELECT id, counted, start_us, end_us FROM step
      WHERE provider = ? AND run = ? AND job = ? AND attempt = ? AND (counted OR outcome <> 5)
      ORDER BY counted, number
      """)
    let joiner = try StepJoiner(database)
    for key in keys {
      rows.bind(1, key.provider)
      rows.bind(2, text: key.run)
      rows.bind(3, text: key.job)
      rows.bind(4, key.attempt)
      var numbered: [StepSpan] = []
      var counted: [StepSpan] = []
      while try rows.step() {
        let span = StepSpan(id: rows.integer(0), start: rows.integer(2), end: rows.integer(3))
        if rows.integer(1) == 0 { numbered.append(span) } else { counted.append(span) }
      }
      for (span, target) in StepSpan.pairs(counted, with: numbered) {
        try joiner.join(span, into: target)
      }
    }
  }
}

/// The stretch of time of a step.
struct StepSpan: Equatable {
  var id: Int64
  var start: Int64
  var end: Int64

  /// Each step that a log shows with the one of the provider's that it is.
  ///
  /// As many as there are match in their order. Otherwise a step of the log is the last one that had
  /// begun; providers tell whole seconds, and of two that began in one second the earlier goes first.
  static func pairs(
    _ counted: [StepSpan], with numbered: [StepSpan]
  ) -> [(StepSpan, StepSpan)] {
    guard !numbered.isEmpty else { return [] }
    if counted.count == numbered.count { return Array(zip(counted, numbered)) }
    var place = 0
    var isTaken = false
    return counted.map { span in
      let second = span.start - span.start % 1_000_000
      while place + 1 < numbered.count, numbered[place + 1].start <= second,
        isTaken || numbered[place].end < second
      {
        place += 1
        isTaken = false
        // One that could have begun in the same second is not passed over.
        if numbered[place].start == second { break }
      }
      isTaken = true
      return (span, numbered[place])
    }
  }
}

/// Merges one row of a step into another.
private struct StepJoiner {
  private let merge: RawStatement
  private let moves: [RawStatement]
  private let deletions: [RawStatement]

  init(_ database: Database) throws {
    merge = try RawStatement(database, StepInsert.joinText)
    let details = ["step_failure", "step_tests", "failed_test"]
    moves = try details.map {
      try RawStatement(database, "UPDATE OR IGNORE \($0) SET step = ?2 WHERE step = ?1")
    }
    deletions = try (details.map { ($0, "step") } + [("step", "id")]).map { table, column in
      try RawStatement(database, "DELETE FROM \(table) WHERE \(column) = ?1")
    }
  }

  func join(_ step: StepSpan, into target: StepSpan) throws {
    for statement in [merge] + moves {
      statement.bind(1, step.id)
      statement.bind(2, target.id)
      try statement.run()
    }
    for statement in deletions {
      statement.bind(1, step.id)
      try statement.run()
    }
  }
}
