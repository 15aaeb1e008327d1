// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import RecountStore

/// Parses several inputs at once and stores them in order.
///
/// Threads take the plans in order, small ones in bundles, and parse ahead into a bounded queue; one
/// thread drains it in the same order and is the only one that writes. So the case holds the same
/// rows whatever the number of threads. With one thread, that one parses and stores in turn.
final class IngestPipeline {
  /// Chunks of parsed lines that may wait to be stored.
  private static let chunksAhead = 24

  private let plans: [InputPlan]
  private let options: IngestOptions
  private let isInterrupted: @Sendable () -> Bool
  /// Holds as many batches as the chunks of small logs have that wait or are worked on.
  private let recycler = Recycler<EventBatch>(limit: 256)
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
      parse([plans[index]], with: parser) { chunk in
        do throws(RecountError) {
          try checkInterruption(index)
          _ = try writer.store(chunk, from: index)
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
    let bundles = InputBundle.bundles(of: plans)
    let workers = startWorkers(bundles, queue)
    defer {
      queue.close()
      workers.wait()
    }
    for (number, bundle) in bundles.enumerated() {
      var index = bundle.lowerBound
      while index < bundle.upperBound {
        let chunk = queue.pop(number)
        try checkInterruption(index)
        index += try writer.store(chunk, from: index)
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

  private func startWorkers(
    _ bundles: [Range<Int>], _ queue: OrderedQueue<[IngestItem]>
  ) -> WorkerGroup {
    let next = Counter()
    let plans = plans
    let options = options
    let recycler = recycler
    return WorkerGroup(max(1, min(options.threads, bundles.count))) {
      let parser = InputParser(options, readsAhead: true, recycler: recycler)
      while let number = next.take(below: bundles.count) {
        parse(plans[bundles[number]], with: parser) { queue.push($0, of: number) }
      }
    }
  }
}

/// Which inputs go from thread to thread together.
private enum InputBundle {
  /// Stored bytes after which a bundle is closed: handing over a log of a few kilobytes would cost
  /// more than reading it.
  private static let bytes: Int64 = 64 << 10

  /// Neighbours in `plans`, large inputs and those of unknown size alone.
  static func bundles(of plans: [InputPlan]) -> [Range<Int>] {
    var bundles: [Range<Int>] = []
    var start = 0
    var size: Int64 = 0
    for (index, plan) in plans.enumerated() {
      let own = plan.isArchive ? bytes : plan.storedBytes ?? bytes
      if index > start, size + own > bytes {
        bundles.append(start..<index)
        start = index
        size = 0
      }
      size += own
    }
    if start < plans.count { bundles.append(start..<plans.count) }
    return bundles
  }
}

/// Parses inputs one after the other and hands over what they give in chunks.
///
/// A small input is not cut: its source can be stored without a way back when all of it is at hand.
private func parse(
  _ plans: some Sequence<InputPlan>, with parser: InputParser, into sink: ([IngestItem]) -> Bool
) {
  /// Lines and items after which a chunk is handed over: an archive has many contents of few lines.
  let fullWeight = 4096
  var chunk: [IngestItem] = []
  var isWanted = true
  var weightBefore = 0
  func handOver() -> Bool {
    defer { chunk = [] }
    isWanted = sink(chunk)
    return isWanted
  }
  for plan in plans where isWanted {
    var weight = 0
    parser.parse(plan) { item in
      weight += 1
      if case .events(let events, _) = item { weight += Int(events.tally.lines) }
      chunk.append(item)
      guard weight >= fullWeight else { return true }
      weight = 0
      weightBefore = 0
      return handOver()
    }
    weightBefore += weight
    guard isWanted, weightBefore >= fullWeight else { continue }
    weightBefore = 0
    _ = handOver()
  }
  if isWanted, !chunk.isEmpty { _ = handOver() }
}
