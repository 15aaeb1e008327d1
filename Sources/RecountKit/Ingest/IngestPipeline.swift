// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import RecountStore

/// Parses several inputs at once and stores them in order.
///
/// Threads take the plans in order and parse ahead into a bounded queue; one thread drains it in the
/// same order and is the only one that writes. So the case holds the same rows whatever the number
/// of threads. With one thread, that one parses and stores in turn.
final class IngestPipeline {
  /// Chunks of parsed lines that may wait to be stored.
  private static let chunksAhead = 6
  /// Lines and items after which a chunk is handed over: an archive has many contents of few lines.
  fileprivate static let chunkWeight = 4096

  private let plans: [InputPlan]
  private let options: IngestOptions
  private let isInterrupted: @Sendable () -> Bool
  private let recycler = Recycler<EventBatch>(limit: 16)
  private let writer: IngestWriter

  init(
    _ plans: [InputPlan], into writer: CaseWriter, options: IngestOptions,
    isInterrupted: @escaping @Sendable () -> Bool, progress: @escaping (IngestProgress) -> Void
  ) {
    self.plans = plans
    self.options = options
    self.isInterrupted = isInterrupted
    self.writer = IngestWriter(
      writer, plans, options: options, progress: progress)
  }

  /// Stores all inputs.
  ///
  /// - Throws: When the case cannot be written or the run is interrupted; inputs that were finished
  ///   are kept.
  func run() throws(RecountError) -> IngestSummary {
    do throws(RecountError) {
      if options.threads == 1 { try runAlone() } else { try runThreaded() }
      try writer.commit()
    } catch {
      // Inputs that were finished stay; where that cannot be, those of earlier commits do.
      do throws(RecountError) {
        try writer.abandonInput()
        try writer.commit()
      } catch {
        writer.rollback()
      }
      throw error
    }
    return writer.summary
  }

  private func runAlone() throws(RecountError) {
    let parser = InputParser(options, readsAhead: false, recycler: recycler)
    for index in plans.indices {
      var failure: RecountError?
      parse(plans[index], with: parser) { chunk in
        do throws(RecountError) {
          try checkInterruption(index)
          _ = try writer.store(chunk, of: index)
          recycle(chunk)
          return true
        } catch {
          failure = error
          return false
        }
      }
      if let failure { throw failure }
    }
  }

  private func runThreaded() throws(RecountError) {
    let queue = OrderedQueue<[IngestItem]>(capacity: IngestPipeline.chunksAhead)
    let workers = startWorkers(queue)
    defer {
      queue.close()
      workers.wait()
    }
    for index in plans.indices {
      var isFinished = false
      while !isFinished {
        let chunk = queue.pop(index)
        try checkInterruption(index)
        isFinished = try writer.store(chunk, of: index)
        recycle(chunk)
      }
    }
  }

  /// Gives the batches of a chunk that was stored back to the parsers.
  ///
  /// - Parameter chunk: Nobody else may hold it, or its buffers would be copied when they are used.
  private func recycle(_ chunk: consuming [IngestItem]) {
    var batches: [EventBatch] = []
    for case .events(let batch, _) in chunk { batches.append(batch) }
    chunk = []
    while let batch = batches.popLast() { recycler.give(batch) }
  }

  private func checkInterruption(_ index: Int) throws(RecountError) {
    guard isInterrupted() else { return }
    throw RecountError(
      .interrupted, "interrupted: \(index) of \(plans.count) inputs are in the case",
      try: "run the same command again to go on")
  }

  private func startWorkers(_ queue: OrderedQueue<[IngestItem]>) -> WorkerGroup {
    let next = Counter()
    let plans = plans
    let options = options
    let recycler = recycler
    return WorkerGroup(max(1, min(options.threads, plans.count))) {
      let parser = InputParser(options, readsAhead: true, recycler: recycler)
      while let index = next.take(below: plans.count) {
        parse(plans[index], with: parser) { queue.push($0, of: index) }
      }
    }
  }
}

/// Parses an input and hands over what it gives in chunks.
private func parse(
  _ plan: InputPlan, with parser: InputParser, into sink: ([IngestItem]) -> Bool
) {
  var chunk: [IngestItem] = []
  var weight = 0
  var isWanted = true
  parser.parse(plan) { item in
    weight += 1
    if case .events(let events, _) = item { weight += Int(events.tally.lines) }
    chunk.append(item)
    guard weight >= IngestPipeline.chunkWeight else { return true }
    weight = 0
    defer { chunk = [] }
    isWanted = sink(chunk)
    return isWanted
  }
  if isWanted, !chunk.isEmpty { _ = sink(chunk) }
}
