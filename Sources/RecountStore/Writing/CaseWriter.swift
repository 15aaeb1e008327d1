// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB

/// The one writer of a case file: sources in, whole or not at all.
///
/// Calls come from one thread at a time. Everything between `beginSource` and `endSource` belongs to
/// one transaction, which `commit` makes durable together with its rollups; a writer that goes away
/// without it leaves the case as it was.
package final class CaseWriter {
  private let queue: DatabaseQueue
  let path: String
  let requests: RequestInsert
  let steps: StepInsert
  let sources: SourceInsert
  let dictionaries: [String: CaseDictionary]
  /// Marks the beginning of a source, and takes the mark away at its end.
  let savepoint: RawStatement
  let release: RawStatement
  /// Number of the next source.
  var nextSource: Int64
  /// Counts of the sources that wait for the commit.
  var rollup = RollupAccumulator()
  var isInTransaction = false
  var open: OpenSource?
  /// Whether the counts of steps are known to be marked as stale.
  var stepsChanged = false

  /// Opens or creates the case at `path`.
  ///
  /// A service has at most `routesPerService` routes; requests on others are counted as `{other}`.
  package init(
    path: String, routesPerService: Int = CaseWriter.usualRoutesPerService
  ) throws(StoreError) {
    self.path = path
    let queue = try CaseDatabase.openForWriting(path)
    self.queue = queue
    do {
      let dictionaries = try queue.inDatabase(CaseWriter.dictionaries)
      self.dictionaries = dictionaries
      requests = try queue.inDatabase { database in
        try RequestInsert(
          database, dictionaries: CaseSchema.requestDictionaries.compactMap { dictionaries[$0] },
          path: path, routesPerService: routesPerService)
      }
      steps = try queue.inDatabase { try StepInsert($0, dictionaries: dictionaries) }
      sources = try queue.inDatabase { try SourceInsert($0) }
      savepoint = try queue.inDatabase { try RawStatement($0, "SAVEPOINT source") }
      release = try queue.inDatabase { try RawStatement($0, "RELEASE source") }
      nextSource = try queue.inDatabase(CaseWriter.nextSource)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Routes that a service may have when nobody says otherwise.
  package static let usualRoutesPerService = RouteLimit.usual

  // MARK: - What is known

  /// Whether the case has no source yet.
  package func isEmpty() throws(StoreError) -> Bool {
    try read { database in
      try Bool.fetchOne(database, sql: "SELECT NOT EXISTS (SELECT 1 FROM source)") ?? true
    }
  }

  // MARK: - Transactions

  /// Makes everything since the last commit durable, rollups of requests included.
  ///
  /// Steps are counted by `finish`; until then a reader counts them from their rows. A source that
  /// has not ended is taken back.
  package func commit() throws(StoreError) {
    try abandonSource()
    guard isInTransaction else { return }
    try write { database in
      try flushRollup(database)
      // What is in the tables now must not be added again when the commit has to be tried again.
      rollup.removeAll()
      try database.commit()
    }
    isInTransaction = false
    for dictionary in dictionaries.values { dictionary.didCommit() }
    requests.routes.didCommit()
  }

  /// Commits and brings what is derived from all sources up to date.
  package func finish() throws(StoreError) {
    try commit()
    try write { database in
      guard try CaseSchema.isStepRollupStale(database) else { return }
      try database.inTransaction(.deferred) {
        try joinSteps(database)
        try rebuildStepRollup(database)
        return .commit
      }
    }
    stepsChanged = false
  }

  /// Takes everything since the last commit back.
  package func rollback() throws(StoreError) {
    guard isInTransaction else { return }
    try write { database in
      try database.rollback()
      try requests.didRollback(database)
      nextSource = try CaseWriter.nextSource(database)
    }
    isInTransaction = false
    stepsChanged = false
    open = nil
    rollup.removeAll()
    for dictionary in dictionaries.values { dictionary.didRollback() }
    requests.routes.didRollback()
  }

  // MARK: - Parts

  private static func dictionaries(_ database: Database) throws -> [String: CaseDictionary] {
    var dictionaries: [String: CaseDictionary] = [:]
    for column in CaseSchema.requestDictionaries + CaseSchema.buildDictionaries {
      dictionaries[column] = try CaseDictionary(database, column: column)
    }
    return dictionaries
  }

  private static func nextSource(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM source") ?? 1
  }

  /// Runs `body` with the connection to look something up.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.inDatabase(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` with the connection; whatever it throws leaves as a `StoreError`.
  func write(_ body: (Database) throws -> Void) throws(StoreError) {
    do { try queue.inDatabase(body) } catch { throw StoreError(error, path: path) }
  }
}
