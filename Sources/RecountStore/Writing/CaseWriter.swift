// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// The one writer of a case file: sources in, whole or not at all.
///
/// Calls come from one thread at a time. Everything between `beginSource` and `endSource` belongs to
/// one transaction, which `commit` makes durable together with its rollups; a writer that goes away
/// without it leaves the case as it was.
package final class CaseWriter {
  private let queue: DatabaseQueue
  private let path: String
  private let requests: RequestInsert
  private let steps: StepInsert
  private let dictionaries: [String: CaseDictionary]
  private let insertReject: RawStatement
  private let insertMilestone: RawStatement
  private let insertSource: RawStatement
  private let insertSpan: RawStatement
  private let savepoint: RawStatement
  private let release: RawStatement
  /// Number of the next source.
  private var nextSource: Int64
  /// Counts of the sources that wait for the commit.
  private var rollup = RollupAccumulator()
  private var isInTransaction = false
  private var open: OpenSource?
  private var stepsChanged = false

  private struct OpenSource {
    var id: Int64
    var forced: Int64?
    var fallback: Int64
    var rejects: Int64 = 0
    /// Where each dictionary stood before the source.
    var marks: [String: Int] = [:]
    var rollup = RollupAccumulator()
    var stepSpans: [Int64: (first: Int64, last: Int64, count: Int64)] = [:]
  }

  /// Opens or creates the case at `path`.
  package init(path: String) throws(StoreError) {
    self.path = path
    queue = try CaseDatabase.openForWriting(path)
    do {
      let queue = queue
      dictionaries = try queue.inDatabase { database in
        var dictionaries: [String: CaseDictionary] = [:]
        for column in CaseSchema.requestDictionaries + CaseSchema.buildDictionaries {
          dictionaries[column] = try CaseDictionary(database, column: column)
        }
        return dictionaries
      }
      let known = dictionaries
      requests = try queue.inDatabase { database in
        try RequestInsert(
          database, dictionaries: CaseSchema.requestDictionaries.compactMap { known[$0] })
      }
      steps = try queue.inDatabase { try StepInsert($0, dictionaries: known) }
      func prepare(_ sql: String) throws -> RawStatement {
        try queue.inDatabase { try RawStatement($0, sql) }
      }
      insertReject = try prepare(
        "INSERT INTO reject(source, line, byte_offset, reason, excerpt) VALUES (?, ?, ?, ?, ?)")
      insertMilestone = try prepare(
        """
        INSERT INTO milestone(kind, time_us, plus_minus_us, service, clock, text, source, line,
          position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
      insertSource = try prepare(
        """
        INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
      insertSpan = try prepare("INSERT INTO source_service VALUES (?, ?, ?, ?, ?, ?)")
      savepoint = try prepare("SAVEPOINT source")
      release = try prepare("RELEASE source")
      nextSource = try queue.inDatabase { database in
        try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM source") ?? 1
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  // MARK: - What is known

  /// Whether a content with this hash is in the case.
  package func hasContent(hash: String) throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE content_sha256 = ?)",
        arguments: [hash]) ?? false
    }
  }

  /// Whether a file with these stored bytes is in the case.
  package func hasFile(hash: String) throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE file_sha256 = ?)",
        arguments: [hash]) ?? false
    }
  }

  /// Whether the case has no source yet.
  package func isEmpty() throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM source)") ?? true
    }
  }

  // MARK: - Sources

  /// Starts a source; its row is written when it ends.
  ///
  /// - Parameters:
  ///   - service: Service of events whose line does not say.
  ///   - isForced: Whether it is the service of all events.
  package func beginSource(service: String, isForced: Bool) throws(StoreError) {
    try write { database in
      if !isInTransaction {
        try database.beginTransaction(.immediate)
        isInTransaction = true
      }
      try savepoint.run()
      let id = nextSource
      let marks = dictionaries.mapValues(\.mark)
      let number = try dictionaries["service"]?.number(of: service) ?? 0
      open = OpenSource(
        id: id, forced: isForced ? number : nil, fallback: number, marks: marks)
      requests.begin(source: id, forced: isForced ? number : nil, fallback: number)
    }
  }

  /// Appends what a parser made of a batch of lines to the open source.
  package func append(_ events: EventBatch) throws(StoreError) {
    guard var source = open else { return }
    // Counted in place: a copy of the counts per batch would cost more than counting.
    open = nil
    try write { database in
      if !events.steps.isEmpty, !stepsChanged { try markStepsChanged(database) }
      try requests.append(events.requests, counting: &source.rollup)
      for reject in events.rejects {
        insertReject.bind(1, source.id)
        insertReject.bind(2, reject.line)
        insertReject.bind(3, reject.byteOffset)
        insertReject.bind(4, text: reject.reason.name)
        insertReject.bind(5, blob: reject.excerpt)
        try insertReject.run()
      }
      for step in events.steps {
        let service = try serviceNumber(of: step.repository, in: source)
        try steps.append(step, source: source.id, service: service)
        if let end = (step.end ?? step.start)?.microseconds {
          let span = source.stepSpans[service] ?? (end, end, 0)
          source.stepSpans[service] = (min(span.first, end), max(span.last, end), span.count + 1)
        }
      }
      for job in events.jobs {
        try steps.append(
          job, source: source.id, service: try serviceNumber(of: job.repository, in: source))
      }
      for milestone in events.milestones {
        insertMilestone.bind(1, text: milestone.kind.rawValue)
        insertMilestone.bind(2, milestone.time.microseconds)
        insertMilestone.bind(3, milestone.plusMinus.microseconds)
        insertMilestone.bind(4, text: milestone.service ?? "")
        insertMilestone.bind(5, text: milestone.clock.rawValue)
        insertMilestone.bind(6, text: milestone.text)
        insertMilestone.bind(7, source.id)
        insertMilestone.bind(8, Int64(milestone.evidence) ?? 0)
        insertMilestone.bind(9, Int64(milestone.position))
        try insertMilestone.run()
      }
    }
    source.rejects += Int64(events.rejects.count)
    open = source
  }

  /// Writes the row of the open source.
  ///
  /// - Throws: When its counts do not close: then nothing of it may be kept.
  package func endSource(_ record: SourceRecord) throws(StoreError) {
    guard let source = open else { return }
    let tally = record.tally
    guard tally.closes, tally.rejects == source.rejects else {
      throw StoreError(
        .countsDoNotClose(
          """
          \(record.path): \(tally.lines) lines, but \(tally.eventLines) event lines, \
          \(tally.continuationLines) continuations, \(tally.rejects) rejects \
          (\(source.rejects) kept) and \(tally.ignored) ignored
          """), path: path)
    }
    try write { _ in
      try insert(record, id: source.id)
      for (unit, spans) in [(EventUnit.request, requests.spans), (.step, source.stepSpans)] {
        for (service, span) in spans.sorted(by: { $0.key < $1.key }) {
          insertSpan.bind(1, source.id)
          insertSpan.bind(2, service)
          insertSpan.bind(3, Int64(unit.rawValue))
          insertSpan.bind(4, span.first)
          insertSpan.bind(5, span.last)
          insertSpan.bind(6, span.count)
          try insertSpan.run()
        }
      }
      try release.run()
    }
    nextSource += 1
    rollup.merge(source.rollup)
    open = nil
  }

  /// Takes the open source back, as if it had never begun.
  package func abandonSource() throws(StoreError) {
    guard let source = open else { return }
    try write { database in try database.execute(sql: "ROLLBACK TO source; RELEASE source") }
    for (name, dictionary) in dictionaries { dictionary.didRollback(to: source.marks[name] ?? 0) }
    // The mark may have gone with the source; setting it once more does no harm.
    stepsChanged = false
    open = nil
  }

  /// Makes everything since the last commit durable, rollups of requests included.
  ///
  /// Steps are counted by `finish`; until then a reader counts them from their rows.
  package func commit() throws(StoreError) {
    guard isInTransaction else { return }
    try write { database in
      try flushRollups(database)
      try database.commit()
    }
    isInTransaction = false
    rollup.removeAll()
    for dictionary in dictionaries.values { dictionary.didCommit() }
  }

  /// Commits and brings what is derived from all sources up to date.
  package func finish() throws(StoreError) {
    try commit()
    try write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT value FROM meta WHERE key = 'step_rollup'")
      guard state == "stale" else { return }
      try database.inTransaction {
        try rebuildStepRollup(database)
        try database.execute(sql: "UPDATE meta SET value = 'fresh' WHERE key = 'step_rollup'")
        return .commit
      }
    }
    stepsChanged = false
  }

  /// Takes everything since the last commit back.
  package func rollback() throws(StoreError) {
    guard isInTransaction else { return }
    try write { database in try database.rollback() }
    isInTransaction = false
    stepsChanged = false
    open = nil
    nextSource = try read { database in
      try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM source") ?? 1
    }
    rollup.removeAll()
    for dictionary in dictionaries.values { dictionary.didRollback() }
  }

  // MARK: - Findings

  /// Keeps a text beside the events, such as what `incident.yml` said when the logs were read.
  package func keep(_ text: String, as key: String) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", arguments: [key, text])
    }
  }

  /// Replaces the windows and figures of the case.
  package func replaceFindings(
    windows: [ImpactWindow], figures: [Figure]
  ) throws(StoreError) {
    try write { database in
      try database.inTransaction {
        try database.execute(sql: "DELETE FROM impact_window; DELETE FROM figure;")
        for window in windows { try FindingInsert.insert(window, database) }
        for figure in figures { try FindingInsert.insert(figure, database) }
        return .commit
      }
    }
  }

  // MARK: - Parts

  private func serviceNumber(of repository: String, in source: OpenSource) throws -> Int64 {
    if let forced = source.forced { return forced }
    guard !repository.isEmpty else { return source.fallback }
    return try dictionaries["service"]?.number(of: repository) ?? source.fallback
  }

  private func insert(_ record: SourceRecord, id: Int64) throws {
    let tally = record.tally
    insertSource.bind(1, id)
    let texts = [
      (2, record.path), (3, record.fileHash), (4, record.contentHash), (5, record.headHash),
      (8, record.format), (9, record.service), (10, record.zone), (11, record.timeQuality.name),
      (20, record.state.rawValue), (21, record.remarks.joined(separator: "; ")),
    ]
    for (index, text) in texts { insertSource.bind(index, text: text) }
    let numbers = [
      (6, record.storedBytes), (7, record.contentBytes), (12, tally.lines), (13, tally.eventLines),
      (14, tally.continuationLines), (15, tally.rejects), (16, tally.ignored), (17, tally.events),
      (18, record.first?.microseconds ?? 0), (19, record.last?.microseconds ?? 0),
    ]
    for (index, number) in numbers { insertSource.bind(index, number) }
    try insertSource.run()
  }

  /// Takes the counts of steps out until they are made anew: a log can change the class of a step
  /// that was counted before, so they are made once, when all is read.
  private func markStepsChanged(_ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM rollup WHERE unit = 1;
        INSERT OR REPLACE INTO meta(key, value) VALUES ('step_rollup', 'stale');
        """)
    stepsChanged = true
  }

  private func flushRollups(_ database: Database) throws {
    let causes = try Row.fetchAll(database, sql: "SELECT id, value FROM dict_cause")
      .reduce(into: [Int64: String]()) { $0[$1[0]] = $1[1] }
    let add = try RawStatement(
      database,
      """
      INSERT INTO rollup(service, minute_us, unit, outcome, reason, n) VALUES (?, ?, 0, ?, ?, ?)
      ON CONFLICT DO UPDATE SET n = n + excluded.n
      """)
    for (packed, count) in rollup.counts.sorted(by: { $0.key < $1.key }) {
      let key = RollupAccumulator.unpack(packed)
      add.bind(1, key.service)
      add.bind(2, key.minute)
      add.bind(3, Int64(key.detail & 7))
      add.bind(4, text: causes[Int64(key.detail >> 3)] ?? "")
      add.bind(5, count)
      try add.run()
    }
    let addDuration = try RawStatement(
      database,
      """
      INSERT INTO rollup_duration(service, minute_us, unit, bucket, n) VALUES (?, ?, 0, ?, ?)
      ON CONFLICT DO UPDATE SET n = n + excluded.n
      """)
    for (packed, count) in rollup.durations.sorted(by: { $0.key < $1.key }) {
      let key = RollupAccumulator.unpack(packed)
      addDuration.bind(1, key.service)
      addDuration.bind(2, key.minute)
      addDuration.bind(3, Int64(key.detail))
      addDuration.bind(4, count)
      try addDuration.run()
    }
  }

  /// Counts the steps and runs of the case from their rows.
  private func rebuildStepRollup(_ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO rollup(service, minute_us, unit, outcome, reason, n)
          SELECT service, minute_us, 1, outcome, coalesce(dict_failure_class.value, ''), sum(n)
          FROM (\(RollupText.steps))
          LEFT JOIN dict_failure_class ON dict_failure_class.id = failure_class
          GROUP BY service, minute_us, outcome, coalesce(dict_failure_class.value, '');
        DELETE FROM run;
        INSERT INTO run(provider, repository, run, attempt, start_us, end_us, outcome, steps,
          failed_steps, service)
          SELECT provider, max(repository), run, attempt,
            coalesce(min(NULLIF(start_us, 0)), 0), max(end_us),
            CASE WHEN sum(outcome = 1) > 0 THEN 1 WHEN sum(outcome = 2) > 0 THEN 2
              WHEN sum(outcome = 3) > 0 THEN 3 WHEN sum(outcome = 4) > 0 THEN 4 ELSE 0 END,
            count(*), sum(outcome IN (1, 2, 3)), max(service)
          FROM step WHERE outcome_known GROUP BY provider, run, attempt
          ORDER BY min(id);
        """)
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.inDatabase(body) } catch { throw StoreError(error, path: path) }
  }

  private func write(_ body: (Database) throws -> Void) throws(StoreError) {
    do { try queue.inDatabase(body) } catch { throw StoreError(error, path: path) }
  }
}
