// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

extension CaseWriter {
  /// Starts a source; its row is written when it ends.
  ///
  /// Events whose line names no service are those of `service`; all are when `isForced`. A source
  /// that is at hand as a whole, `isWhole`, is not taken back alone: should it have to be, all since
  /// the last commit goes with it.
  package func beginSource(
    service: String, isForced: Bool, isWhole: Bool = false
  ) throws(StoreError) {
    try begin(nextSource, service: service, isForced: isForced, former: nil, isWhole: isWhole)
  }

  /// Starts or resumes the source `id`.
  func begin(
    _ id: Int64, service: String, isForced: Bool, former: FormerSource?, isWhole: Bool = false
  ) throws(StoreError) {
    precondition(open == nil, "the source before has not ended")
    try write { database in
      if !isInTransaction {
        // Immediate would begin writing on the attached image too, which nobody may write.
        try database.beginTransaction(.deferred)
        isInTransaction = true
      }
      let marks = isWhole ? nil : dictionaries.mapValues(\.mark)
      if !isWhole { try savepoint.run() }
      let number = try dictionaries["service"]?.number(ofName: service) ?? 0
      let forced = isForced ? number : nil
      requests.begin(source: id, forced: forced, fallback: number)
      open = OpenSource(
        id: id, forced: forced, fallback: number, marks: marks,
        routeMark: requests.routes.mark, former: former)
    }
  }

  /// Appends what a parser made of a batch of lines to the open source.
  package func append(_ events: EventBatch) throws(StoreError) {
    guard var source = open else { return }
    // Counted in place: a copy of the counts per batch would cost more than counting.
    open = nil
    defer { open = source }
    try write { database in
      try requests.append(events.requests, counting: &source.rollup, &source.requestSpans)
      for mark in events.stampMarks { try sources.append(mark, source: source.id) }
      for reject in events.rejects { try sources.append(reject, source: source.id) }
      if !events.steps.isEmpty, !stepsChanged { try markStepsChanged(database) }
      for step in events.steps { try append(step, to: &source) }
      for job in events.jobs {
        try steps.append(job, source: source.id, service: service(of: job.repository, in: source))
      }
      for milestone in events.milestones { try sources.append(milestone, source: source.id) }
    }
    source.rejects += Int64(events.rejects.count)
  }

  /// Writes the row of the open source; gives the record with what storing it has told.
  ///
  /// - Throws: When its counts do not close; nothing of it is kept then.
  @discardableResult
  package func endSource(_ record: SourceRecord) throws(StoreError) -> SourceRecord {
    guard let source = open else { return record }
    var record = record
    if requests.otherRoutes > 0 { record.notes[.otherRoutes] = requests.otherRoutes }
    guard record.tally.closes, record.tally.rejects == source.rejects else {
      try abandonSource()
      throw CaseWriter.countsDoNotClose(record, rejects: source.rejects, path: path)
    }
    try write { database in
      try requests.flush()
      if let former = source.former {
        try update(source.id, from: former, with: record, database)
      } else {
        try sources.append(record, id: source.id)
        if record.formats.count > 1 { try sources.append(record.formats, source: source.id) }
        nextSource += 1
      }
      try sources.append(record.notes, source: source.id)
      try sources.append(source.requestSpans, of: .request, source: source.id)
      try sources.append(source.stepSpans, of: .step, source: source.id)
      if source.marks != nil { try release.run() }
    }
    rollup.merge(source.rollup)
    open = nil
    return record
  }

  /// Takes the open source back, as if it had never begun.
  package func abandonSource() throws(StoreError) {
    guard let source = open else { return }
    guard let marks = source.marks else { return try rollback() }
    try write { database in
      try database.execute(sql: "ROLLBACK TO source; RELEASE source")
      try requests.didRollback(database)
    }
    for (name, dictionary) in dictionaries { dictionary.didRollback(to: marks[name]) }
    requests.routes.didRollback(to: source.routeMark)
    // The mark may have gone with the source; setting it once more does no harm.
    stepsChanged = false
    open = nil
  }

  private func append(_ step: BuildStep, to source: inout OpenSource) throws {
    let service = try service(of: step.repository, in: source)
    try steps.append(step, source: source.id, service: service)
    if let end = step.end ?? step.start {
      source.stepSpans.add(service: service, time: end.microseconds)
    }
  }

  /// Build events belong to the service that was forced, else to their repository.
  private func service(of repository: String, in source: OpenSource) throws -> Int64 {
    if let forced = source.forced { return forced }
    guard !repository.isEmpty else { return source.fallback }
    return try dictionaries["service"]?.number(ofName: repository) ?? source.fallback
  }

  private static func countsDoNotClose(
    _ record: SourceRecord, rejects: Int64, path: String
  ) -> StoreError {
    let tally = record.tally
    return StoreError(
      .countsDoNotClose(
        """
        \(record.path): \(tally.lines) lines, but \(tally.eventLines) event lines, \
        \(tally.continuationLines) continuations, \(tally.rejects) rejects \
        (\(rejects) kept) and \(tally.ignored) ignored
        """), path: path)
  }
}
