// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel
import RecountStore

/// Stores what parsing gives, input by input, and keeps the book of the run.
final class IngestWriter {
  /// Events between two commits of small sources.
  private static let eventsPerCommit: Int64 = 100_000

  private let writer: CaseWriter
  private let plans: [InputPlan]
  private let options: IngestOptions
  private let progress: (IngestProgress) -> Void
  private let totalBytes: Int64
  private(set) var summary = IngestSummary()
  private var uncommitted: Int64 = 0
  /// Stored bytes of the inputs before the current one.
  private var storedBytes: Int64 = 0

  // The current input.
  /// Whether it is an archive of which a part was stored, in a transaction of its own.
  private var isInsideArchive = false
  private var records: [SourceRecord] = []
  private var held: SourceRecord?
  private var tally = LineTally()

  init(
    _ writer: CaseWriter, _ plans: [InputPlan], options: IngestOptions,
    progress: @escaping (IngestProgress) -> Void
  ) {
    self.writer = writer
    self.plans = plans
    self.options = options
    self.progress = progress
    totalBytes = plans.reduce(0) { $0 + ($1.storedBytes ?? 0) }
  }

  /// Stores what came next of the inputs from `first` on; how many of them ended.
  func store(_ chunk: [IngestItem], from first: Int) throws(RecountError) -> Int {
    try beginArchive(chunk, of: first)
    var index = first
    var isSkipping = false
    for place in chunk.indices {
      switch chunk[place] {
      case .beginSource(let service, let isForced):
        let record = wholeRecord(in: chunk, from: place, plans[index])
        isSkipping = false
        if let record, try isKnown(record) {
          // Known before a row of it was written: there is nothing to take back.
          isSkipping = true
          if !plans[index].isArchive { skipKnown(index) }
          continue
        }
        try write { () throws(StoreError) in
          try writer.beginSource(service: service, isForced: isForced, isWhole: record != nil)
        }
      case .events where isSkipping, .endSource where isSkipping: continue
      case .finished where isSkipping && !plans[index].isArchive:
        isSkipping = false
        index += 1
      case .events, .endSource, .leftOut, .finished, .resumeSource, .unknown, .failed, .refused:
        isSkipping = false
        if try store(chunk[place], of: index) { index += 1 }
      }
    }
    return index - first
  }

  /// Gives an archive that does not come as a whole a transaction of its own, so that it can be taken
  /// back as a whole: what some of its entries gave would count again with the next run.
  private func beginArchive(_ chunk: [IngestItem], of index: Int) throws(RecountError) {
    guard plans[index].isArchive, !isInsideArchive else { return }
    if case .finished? = chunk.last { return }
    try write { () throws(StoreError) in try writer.commit() }
    uncommitted = 0
    isInsideArchive = true
  }

  /// The record of the source that begins at `place`, when all of it is in the chunk.
  ///
  /// Such a source needs no way back: it is known beforehand whether it is to be stored. To open
  /// one costs more than to store a small log.
  private func wholeRecord(
    in chunk: [IngestItem], from place: Int, _ plan: InputPlan
  ) -> SourceRecord? {
    for next in chunk.indices.dropFirst(place + 1) {
      switch chunk[next] {
      case .endSource(let record):
        guard !plan.isArchive else { return record }
        guard next + 1 < chunk.count, case .finished = chunk[next + 1] else { return nil }
        return record
      case .events: continue
      default: return nil
      }
    }
    return nil
  }

  private func skipKnown(_ index: Int) {
    storedBytes += plans[index].storedBytes ?? 0
    summary.alreadyKnown += 1
    progress(.known(index: index, of: plans.count, name: plans[index].name))
  }

  private func store(_ item: IngestItem, of index: Int) throws(RecountError) -> Bool {
    let plan = plans[index]
    switch item {
    case .beginSource: break
    case .resumeSource(let point, let service, let isForced):
      try write { () throws(StoreError) in
        try writer.resumeSource(
          contentHash: point.contentHash, service: service, isForced: isForced)
      }
    case .events(let events, let position):
      try write { () throws(StoreError) in try writer.append(events) }
      tally += events.tally
      progress(
        .storing(
          index: index, of: plans.count, name: plan.name, lines: summary.lines + tally.lines,
          rejects: summary.rejects + tally.rejects, bytes: storedBytes + position,
          total: totalBytes))
    case .endSource(let record):
      if plan.isArchive {
        try write { () throws(StoreError) in try endEntry(record) }
      } else {
        // The hash of the file is known once all of it was read.
        held = record
      }
    case .leftOut(let error):
      try write { () throws(StoreError) in try writer.abandonSource() }
      tally = LineTally()
      summary.failures.append(error)
    case .unknown(let name, let isEmpty, let condition):
      summary.leaveOut(name, isEmpty: isEmpty, condition)
    case .failed(let error):
      try leaveOut(plan, RecountError(error))
      return true
    case .refused(let error):
      try leaveOut(plan, error)
      return true
    case .finished(let fileHash, let condition):
      try write { () throws(StoreError) in
        try finish(plan, index, fileHash: fileHash, condition)
      }
      return true
    }
    return false
  }

  /// Makes what was stored durable.
  func commit() throws(RecountError) {
    try write { () throws(StoreError) in try writer.finish() }
  }

  /// Takes the input that is not finished back and keeps the others.
  func abandonInput() throws(RecountError) {
    let isInsideArchive = isInsideArchive
    self.isInsideArchive = false
    try write { () throws(StoreError) in
      if isInsideArchive { try writer.rollback() } else { try writer.abandonSource() }
    }
  }

  func rollback() {
    // What was committed stays; the open transaction must not.
    try? writer.rollback()
  }

  // MARK: - End of an input

  /// Takes back what an input gave before it failed, all entries of an archive, and goes on with the
  /// others.
  private func leaveOut(_ plan: InputPlan, _ error: RecountError) throws(RecountError) {
    try abandonInput()
    summary.failures.append(error)
    storedBytes += plan.storedBytes ?? 0
    records = []
    held = nil
    tally = LineTally()
  }

  private func finish(
    _ plan: InputPlan, _ index: Int, fileHash: String, _ condition: InputCondition
  ) throws(StoreError) {
    defer {
      isInsideArchive = false
      storedBytes += plan.storedBytes ?? 0
      records = []
      held = nil
      tally = LineTally()
    }
    if var record = held {
      record.fileHash = fileHash
      record.storedBytes = plan.storedBytes ?? record.contentBytes
      if try isStored(record) {
        // The same content under another name, plain or compressed: it adds nothing.
        try writer.abandonSource()
        summary.alreadyKnown += 1
        progress(.known(index: index, of: plans.count, name: plan.name))
        return
      }
      record = try writer.endSource(record)
      // A line end may be all that was added.
      if plan.resume != nil, record.tally.lines == 0 { summary.alreadyKnown += 1 }
      records.append(record)
    } else if plan.isArchive {
      try storeArchive(plan, fileHash: fileHash, condition)
    }
    try close(plan, index)
  }

  /// Ends an entry of an archive; the same content beside the archive or in another adds nothing.
  private func endEntry(_ record: SourceRecord) throws(StoreError) {
    if try isStored(record) {
      try writer.abandonSource()
    } else {
      records.append(try writer.endSource(record))
    }
  }

  private func isKnown(_ record: SourceRecord) throws(RecountError) -> Bool {
    do throws(StoreError) { return try isStored(record) } catch { throw RecountError(error) }
  }

  /// Whether the case has the content, which for a build log says nothing: two steps with one log
  /// are two steps.
  private func isStored(_ record: SourceRecord) throws(StoreError) -> Bool {
    guard record.contentBytes > 0, FormatCatalog.format(named: record.format)?.family != .build
    else { return false }
    return try writer.hasContent(hash: record.contentHash)
  }

  /// Gives the archive itself a row, so that the file is known when it comes again.
  private func storeArchive(
    _ plan: InputPlan, fileHash: String, _ condition: InputCondition
  ) throws(StoreError) {
    var record = SourceRecord(path: plan.name)
    record.format = "archive"
    record.service = plan.fallbackService
    record.fileHash = fileHash
    record.openingHash = "archive"
    record.contentHash = "archive:" + fileHash
    record.storedBytes = plan.storedBytes ?? 0
    record.state = condition.isDamaged ? .damaged : condition.isTruncated ? .truncated : .complete
    record.remarks = condition.remarks
    try writer.beginSource(service: plan.fallbackService, isForced: true)
    try writer.endSource(record)
    if record.state != .complete || !record.remarks.isEmpty { records.append(record) }
  }

  private func close(_ plan: InputPlan, _ index: Int) throws(StoreError) {
    records.forEach(judge)
    records.forEach { summary.note($0) }
    summary.sources += 1
    let tally = count(records)
    uncommitted += tally.events + 1
    if uncommitted >= IngestWriter.eventsPerCommit {
      try writer.commit()
      uncommitted = 0
    }
    progress(
      .stored(
        index: index, of: plans.count, name: plan.name, lines: tally.lines, events: tally.events,
        rejects: tally.rejects))
  }

  /// Adds what was stored to the book of the run.
  private func count(_ records: [SourceRecord]) -> LineTally {
    var tally = LineTally()
    for record in records { tally += record.tally }
    summary.lines += tally.lines
    summary.events += tally.events
    summary.rejects += tally.rejects
    return tally
  }

  private func judge(_ record: SourceRecord) {
    if record.state != .complete {
      let remarks = record.remarks.joined(separator: "; ")
      summary.incomplete.append("\(record.path) is \(record.state.rawValue): \(remarks)")
    } else {
      summary.remarks += record.remarks.map { "\(record.path): \($0)" }
    }
    summary.remarks += record.assumptions.map { "\(record.path): \($0)" }
    let share = Double(record.tally.rejects) / Double(max(1, record.tally.lines))
    if share > options.maxRejectShare {
      let percent = Decimal.fixed(share * 100, decimals: 1)
      summary.incomplete.append(
        "\(record.path): \(record.tally.rejects) of \(record.tally.lines) lines (\(percent) %) were rejected"
      )
    }
  }

  private func write(_ body: () throws(StoreError) -> Void) throws(RecountError) {
    do throws(StoreError) { try body() } catch { throw RecountError(error) }
  }
}
