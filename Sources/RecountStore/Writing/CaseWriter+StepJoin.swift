// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel

extension CaseWriter {
  /// Makes one row of the several that a step has when what tells of it could not name it alike.
  ///
  /// The log of a job shows steps without the provider's numbers: which step it is, order and time tell.
  /// A log that lies where nothing tells its run is that of the only job with a record that it can be.
  func joinSteps(_ database: Database) throws {
    // Mostly all steps are of one kind, which is seen sooner than which jobs have several.
    let hasSeveral = try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM step WHERE counted) AND EXISTS (SELECT 1 FROM step WHERE NOT counted)
          OR EXISTS (SELECT 1 FROM step WHERE has_record)
            AND EXISTS (SELECT 1 FROM step WHERE NOT has_record)
        """)
    guard hasSeveral ?? false else { return }
    let pairs = try StepJob.withBothNumbers(database) + StepJob.alike(database)
    guard !pairs.isEmpty else { return }
    let spans = try StepSpanQuery(database)
    let joiner = try StepJoiner(database)
    for (log, record) in pairs {
      if log != record { try joiner.move(log, to: record) }
      let numbered = try spans.steps(of: record, areCounted: false)
      guard let first = numbered.first else { continue }
      let counted = try spans.steps(of: record, areCounted: true)
      if numbered.count == 1, first.number == StepKey.wholeJob {
        // Of a record without steps the log tells which one decided.
        guard let decider = counted.last(where: \.mayDecide) else { continue }
        try joiner.join(first, into: decider)
      } else {
        for (span, target) in StepSpan.pairs(counted, with: numbered) {
          try joiner.join(span, into: target)
        }
      }
    }
  }
}

/// An attempt of a job, as the rows of steps name it.
private struct StepJob: Equatable {
  var provider: Int64
  var run: [UInt8]
  var job: [UInt8]
  var attempt: Int64

  typealias Pair = (log: StepJob, record: StepJob)

  /// Jobs whose steps have numbers of the provider, and others that were counted in a log.
  static func withBothNumbers(_ database: Database) throws -> [Pair] {
    let rows = try RawStatement(
      database,
      """
      SELECT provider, run, job, attempt FROM step
      GROUP BY provider, run, job, attempt HAVING min(counted) = 0 AND max(counted) = 1
      """)
    var pairs: [Pair] = []
    while try rows.step() {
      let job = StepJob(rows, from: 0)
      pairs.append((job, job))
    }
    return pairs
  }

  /// Jobs without a record, each with the only job with one that has its name, its beginning and its
  /// end, within what two clocks and whole seconds differ.
  static func alike(_ database: Database) throws -> [Pair] {
    let rows = try RawStatement(
      database,
      """
      WITH jobs AS (
        SELECT provider, run, job, attempt, max(has_record) AS has_record,
          min(NULLIF(start_us, 0)) AS start_us, max(end_us) AS end_us,
          row_number() OVER () AS number
        FROM step GROUP BY provider, run, job, attempt)
      SELECT log.provider, log.run, log.job, log.attempt, record.run, record.attempt,
        count(*) OVER (PARTITION BY log.number) + count(*) OVER (PARTITION BY record.number)
      FROM jobs AS record JOIN jobs AS log ON log.job = record.job AND log.provider = record.provider
      WHERE record.has_record AND NOT log.has_record
        AND abs(record.start_us - log.start_us) <= 5000000
        AND abs(record.end_us - log.end_us) <= 5000000
      ORDER BY log.number
      """)
    var pairs: [Pair] = []
    while try rows.step() {
      guard rows.integer(6) == 2 else { continue }
      let log = StepJob(rows, from: 0)
      var record = log
      record.run = rows.bytes(4)
      record.attempt = rows.integer(5)
      pairs.append((log, record))
    }
    return pairs
  }

  private init(_ row: RawStatement, from column: Int) {
    provider = row.integer(column)
    run = row.bytes(column + 1)
    job = row.bytes(column + 2)
    attempt = row.integer(column + 3)
  }

  func bind(to statement: RawStatement) {
    statement.bind(1, provider)
    statement.bind(2, text: run)
    statement.bind(3, text: job)
    statement.bind(4, attempt)
  }
}

/// Reads the steps of a job that took place, in their order.
private struct StepSpanQuery {
  private let rows: RawStatement

  init(_ database: Database) throws {
    rows = try RawStatement(
      database,
      """
      SELECT id, number, start_us, end_us, outcome BETWEEN 1 AND 3 OR NOT outcome_known
      FROM step
      WHERE provider = ? AND run = ? AND job = ? AND attempt = ? AND counted = ?
        AND (counted OR outcome <> 5)
      ORDER BY number
      """)
  }

  func steps(of job: StepJob, areCounted: Bool) throws -> [StepSpan] {
    job.bind(to: rows)
    rows.bind(5, areCounted ? 1 : 0)
    var spans: [StepSpan] = []
    while try rows.step() {
      spans.append(
        StepSpan(
          id: rows.integer(0), number: rows.integer(1), start: rows.integer(2),
          end: rows.integer(3), mayDecide: rows.integer(4) == 1))
    }
    return spans
  }
}

/// The stretch of time of a step.
struct StepSpan: Equatable {
  var id: Int64
  var number: Int64
  var start: Int64
  var end: Int64
  /// Whether it failed, or its log does not say how it ended.
  var mayDecide: Bool

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
  private let provider: RawStatement
  private let steps: RawStatement
  private let find: RawStatement
  private let rename: RawStatement
  private let dropJob: RawStatement

  init(_ database: Database) throws {
    merge = try RawStatement(database, StepInsert.joinText)
    let details = ["step_failure", "step_tests", "failed_test"]
    moves = try details.map {
      try RawStatement(database, "UPDATE OR IGNORE \($0) SET step = ?2 WHERE step = ?1")
    }
    deletions = try (details.map { ($0, "step") } + [("step", "id")]).map { table, column in
      try RawStatement(database, "DELETE FROM \(table) WHERE \(column) = ?1")
    }
    provider = try RawStatement(database, "SELECT value FROM dict_provider WHERE id = ?")
    steps = try RawStatement(
      database,
      "SELECT id, counted, number FROM step WHERE provider = ? AND run = ? AND job = ? AND attempt = ?"
    )
    find = try RawStatement(database, "SELECT id FROM step WHERE identity = ?")
    rename = try RawStatement(
      database, "UPDATE step SET identity = ?1, run = ?2, attempt = ?3 WHERE id = ?4")
    dropJob = try RawStatement(
      database, "DELETE FROM job WHERE provider = ? AND run = ? AND job = ? AND attempt = ?")
  }

  /// Makes the steps of a log those of the job with a record that it is the log of.
  func move(_ log: StepJob, to record: StepJob) throws {
    provider.bind(1, record.provider)
    guard try provider.step() else { return }
    var identity = StepJobIdentity()
    for part in [provider.bytes(0), record.run, record.job] { identity.mix(part) }
    while try provider.step() {}
    identity.mix(attempt: record.attempt)
    log.bind(to: steps)
    var rows: [(id: Int64, isCounted: Bool, number: Int64)] = []
    while try steps.step() {
      rows.append((steps.integer(0), steps.integer(1) == 1, steps.integer(2)))
    }
    for row in rows {
      identity.bind(to: find, isCounted: row.isCounted, number: row.number)
      let target = try find.step() ? find.integer(0) : nil
      while try target != nil && find.step() {}
      if let target {
        try join(row.id, into: target)
      } else {
        identity.bind(to: rename, isCounted: row.isCounted, number: row.number)
        rename.bind(2, text: record.run)
        rename.bind(3, record.attempt)
        rename.bind(4, row.id)
        try rename.run()
      }
    }
    log.bind(to: dropJob)
    try dropJob.run()
  }

  func join(_ step: StepSpan, into target: StepSpan) throws {
    try join(step.id, into: target.id)
  }

  private func join(_ step: Int64, into target: Int64) throws {
    for statement in [merge] + moves {
      statement.bind(1, step)
      statement.bind(2, target)
      try statement.run()
    }
    for statement in deletions {
      statement.bind(1, step)
      try statement.run()
    }
  }
}
