// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountInput
import RecountModel
import RecountStore

/// Parses several inputs at once and stores them in order.
///
/// Workers take the plans in order and parse ahead into bounded queues; one thread drains the
/// queues in the same order and is the only one that writes. So the case holds the same rows
/// whatever the number of workers.
final class IngestPipeline {
  /// What a worker hands to the writer, in the order in which it happens.
  private enum Item: Sendable {
    case beginSource(service: String, isForced: Bool)
    case events(EventBatch)
    case endSource(SourceRecord)
    /// A content that no format took.
    case unknown(String, isEmpty: Bool)
    case finished(fileHash: String, condition: InputCondition)
    case failed(InputError)
  }

  /// Items that a worker hands over at once: an archive has many contents of a few lines each.
  private struct Outbox {
    private let queue: BatchQueue<[Item]>
    private var items: [Item] = []
    private var weight = 0

    init(_ queue: BatchQueue<[Item]>) {
      self.queue = queue
    }

    /// False when nobody takes items any more.
    mutating func push(_ item: Item) -> Bool {
      items.append(item)
      weight += 1
      if case .events(let events) = item { weight += Int(events.tally.lines) }
      return weight < 4096 || flush()
    }

    mutating func flush() -> Bool {
      weight = 0
      let full = items
      items = []
      return full.isEmpty || queue.push(full)
    }
  }

  /// Events between two commits of small sources.
  private static let eventsPerCommit: Int64 = 100_000
  private static let batchesAhead = 4

  private let writer: CaseWriter
  private let plans: [InputPlan]
  private let options: IngestOptions
  private let progress: (IngestProgress) -> Void
  private let isInterrupted: @Sendable () -> Bool
  private var summary = IngestSummary()
  private var uncommitted: Int64 = 0
  private var storedBytes: Int64 = 0

  init(
    _ plans: [InputPlan], into writer: CaseWriter, options: IngestOptions,
    isInterrupted: @escaping @Sendable () -> Bool, progress: @escaping (IngestProgress) -> Void
  ) {
    self.plans = plans
    self.writer = writer
    self.options = options
    self.isInterrupted = isInterrupted
    self.progress = progress
  }

  func run() throws(RecountError) -> IngestSummary {
    let queues = plans.map { _ in BatchQueue<[Item]>(capacity: IngestPipeline.batchesAhead) }
    let workers = startWorkers(queues)
    defer {
      for queue in queues { queue.close() }
      workers.wait()
    }
    do throws(RecountError) {
      for (index, plan) in plans.enumerated() {
        guard !isInterrupted() else {
          try commit()
          throw RecountError(
            .interrupted, "interrupted: \(index) of \(plans.count) inputs are in the case",
            try: "run the same command again to go on")
        }
        try store(plan, index, from: queues[index])
      }
      try commit()
    } catch {
      // What was committed stays; the open transaction must not.
      try? writer.rollback()
      throw error
    }
    return summary
  }

  // MARK: - Workers

  private func startWorkers(_ queues: [BatchQueue<[Item]>]) -> DispatchGroup {
    let group = DispatchGroup()
    let next = Counter()
    let plans = plans
    let limits = options.limits
    for _ in 0..<max(1, min(options.threads, plans.count)) {
      group.enter()
      let thread = Thread {
        while let index = next.take(below: plans.count) {
          var outbox = Outbox(queues[index])
          Self.parse(plans[index], limits, into: &outbox)
          _ = outbox.flush()
        }
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    return group
  }

  private static func parse(_ plan: InputPlan, _ limits: InputLimits, into outbox: inout Outbox) {
    do throws(InputError) {
      let reader = try InputReader(path: plan.path, limits: limits)
      while let content = try reader.next() {
        guard try parse(content, of: plan, reader, into: &outbox) else { return }
      }
      let condition = reader.condition
      let fileHash = try reader.file.finishHash()
      _ = outbox.push(.finished(fileHash: fileHash, condition: condition))
    } catch {
      _ = outbox.push(.failed(error))
    }
  }

  /// Parses one content; false when nobody takes its events any more.
  private static func parse(
    _ content: InputReader.Content, of plan: InputPlan, _ reader: InputReader,
    into outbox: inout Outbox
  ) throws(InputError) -> Bool {
    let name = content.entry.map { plan.name + "!" + $0 } ?? plan.name
    let first = try content.lines.next()
    let detected = plan.format ?? FormatDetector.detect(entry: content.entry, first).format
    guard let format = detected else {
      while try content.lines.next() != nil {}
      return outbox.push(.unknown(name, isEmpty: first == nil))
    }
    guard
      outbox.push(
        .beginSource(service: plan.fallbackService, isForced: plan.forcedService != nil))
    else { return false }
    var parser = ContentParser(content.lines, first: first, format: format, name: name)
    while let events = try parser.next() {
      guard events.isEmpty || outbox.push(.events(events)) else { return false }
    }
    var record = parser.finishedRecord(reader.contentCondition)
    record.service = plan.fallbackService
    return outbox.push(.endSource(record))
  }

  // MARK: - Writer

  private func store(
    _ plan: InputPlan, _ index: Int, from queue: BatchQueue<[Item]>
  ) throws(RecountError) {
    var records: [SourceRecord] = []
    var held: SourceRecord?
    var lines: Int64 = 0
    var rejects: Int64 = 0
    while true {
      for item in queue.pop() {
        switch item {
        case .beginSource(let service, let isForced):
          try write { () throws(StoreError) in
            try writer.beginSource(service: service, isForced: isForced)
          }
        case .events(let events):
          try write { () throws(StoreError) in try writer.append(events) }
          lines += events.tally.lines
          rejects += events.tally.rejects
          progress(
            .storing(
              index: index, of: plans.count, name: plan.name, lines: lines, rejects: rejects,
              bytes: storedBytes, total: totalBytes))
        case .endSource(let record):
          if plan.isArchive {
            try write { () throws(StoreError) in try writer.endSource(record) }
            records.append(record)
          } else {
            // The hash of the file is known once all of it was read.
            held = record
          }
        case .unknown(let name, let isEmpty):
          if isEmpty { summary.empty.append(name) } else { summary.unknown.append(name) }
        case .failed(let error):
          throw RecountError(error)
        case .finished(let fileHash, let condition):
          try write { () throws(StoreError) in
            try finish(plan, index, held, records, fileHash: fileHash, condition)
          }
          return
        }
      }
    }
  }

  private func finish(
    _ plan: InputPlan, _ index: Int, _ held: SourceRecord?, _ entries: [SourceRecord],
    fileHash: String, _ condition: InputCondition
  ) throws(StoreError) {
    storedBytes += plan.storedBytes ?? 0
    var records = entries
    if var record = held {
      record.fileHash = fileHash
      record.storedBytes = plan.storedBytes ?? record.contentBytes
      if try writer.hasContent(hash: record.contentHash), record.contentBytes > 0 {
        // The same content under another name, plain or compressed: it adds nothing.
        try writer.abandonSource()
        summary.alreadyKnown += 1
        progress(.known(index: index, of: plans.count, name: plan.name))
        return
      }
      try writer.endSource(record)
      records.append(record)
    } else if plan.isArchive {
      // The archive itself has a row, so that the file is known when it comes again.
      var record = SourceRecord(path: plan.name)
      record.format = "archive"
      record.service = plan.fallbackService
      record.fileHash = fileHash
      record.headHash = "archive"
      record.contentHash = "archive:" + fileHash
      record.storedBytes = plan.storedBytes ?? 0
      record.state = condition.isDamaged ? .damaged : condition.isTruncated ? .truncated : .complete
      record.remarks = condition.remarks
      try writer.beginSource(service: plan.fallbackService, isForced: true)
      try writer.endSource(record)
      if record.state != .complete || !record.remarks.isEmpty { records.append(record) }
    }
    var tally = LineTally()
    for record in records {
      tally += record.tally
      judge(record)
    }
    summary.sources += 1
    summary.lines += tally.lines
    summary.events += tally.events
    summary.rejects += tally.rejects
    uncommitted += tally.events + 1
    if uncommitted >= IngestPipeline.eventsPerCommit {
      try writer.commit()
      uncommitted = 0
    }
    progress(
      .stored(
        index: index, of: plans.count, name: plan.name, lines: tally.lines, events: tally.events,
        rejects: tally.rejects))
  }

  private func judge(_ record: SourceRecord) {
    if record.state != .complete {
      let remarks = record.remarks.joined(separator: "; ")
      summary.incomplete.append("\(record.path) is \(record.state.rawValue): \(remarks)")
    } else {
      summary.remarks += record.remarks.map { "\(record.path): \($0)" }
    }
    let share = Double(record.tally.rejects) / Double(max(1, record.tally.lines))
    if share > options.maxRejectShare {
      let percent = Decimal.fixed(share * 100, decimals: 1)
      summary.incomplete.append(
        "\(record.path): \(record.tally.rejects) of \(record.tally.lines) lines (\(percent) %) were rejected"
      )
    }
  }

  private var totalBytes: Int64 {
    plans.reduce(0) { $0 + ($1.storedBytes ?? 0) }
  }

  private func commit() throws(RecountError) {
    try write { () throws(StoreError) in try writer.finish() }
  }

  private func write(_ body: () throws(StoreError) -> Void) throws(RecountError) {
    do throws(StoreError) { try body() } catch { throw RecountError(error) }
  }
}

/// Hands out numbers to threads, each once.
///
/// `@unchecked Sendable`: the number is only touched while `lock` is held.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var next = 0

  func take(below limit: Int) -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard next < limit else { return nil }
    next += 1
    return next - 1
  }
}
