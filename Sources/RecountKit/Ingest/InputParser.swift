// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Parses inputs one after the other: what a worker thread does.
struct InputParser {
  /// Stored bytes from which on reading an input is worth a thread of its own.
  private static let largeInput: Int64 = 4 << 20

  let limits: InputLimits
  /// Whether large inputs are read ahead on a thread of their own.
  let readsAhead: Bool
  /// Batches that were stored.
  let recycler: Recycler<EventBatch>
  private let buffers: InputBuffers
  private let rules: FailureRules
  private let options: IngestOptions

  init(_ options: IngestOptions, readsAhead: Bool, recycler: Recycler<EventBatch>) {
    limits = options.limits
    rules = options.failureRules
    self.options = options
    buffers = InputBuffers(engine: options.inflate)
    self.readsAhead = readsAhead
    self.recycler = recycler
  }

  /// Gives what `plan` holds to `sink`, which is false when nobody takes it any more.
  func parse(_ plan: InputPlan, into sink: (IngestItem) -> Bool) {
    do throws(InputError) {
      let reader = try InputReader(path: plan.path, limits: limits, buffers: buffers)
      while let content = try reader.next() {
        guard try parse(content, of: plan, reader, into: sink) else { return }
      }
      let condition = reader.condition
      let fileHash = try reader.file.finishHash()
      _ = sink(.finished(fileHash: fileHash, condition: condition))
    } catch {
      _ = sink(.failed(error))
    }
  }

  private func parse(
    _ content: InputReader.Content, of plan: InputPlan, _ reader: InputReader,
    into sink: (IngestItem) -> Bool
  ) throws(InputError) -> Bool {
    let name = content.entry.map { plan.name + "!" + $0 } ?? plan.name
    let isLarge = plan.storedBytes ?? .max >= InputParser.largeInput
    let lines = LineFeed(
      content.lines, of: reader.file, readsAhead: readsAhead && isLarge && content.entry == nil)
    let opening = try ContentOpening(
      lines, entry: content.entry, known: plan.format ?? plan.foundFormat,
      own: plan.ownFormats)
    guard let format = opening.format else {
      while let batch = try lines.next() { lines.giveBack(batch) }
      return sink(
        .unknown(name, isEmpty: opening.batches.isEmpty, reader.contentCondition))
    }
    // A file was tried before anything was read; of a pipe these are the only first lines.
    if plan.isPipe,
      let error = FormatStringCheck.refusal(of: opening.batches, plan.format, in: name)
    {
      _ = sink(.refused(error))
      return false
    }
    guard sink(beginning(of: plan)) else { return false }
    var stamps = options.stampRules(of: name).or(plan.stampRules)
    if let zone = plan.resume?.zone { stamps.zone = zone }
    var parser = ContentParser(
      lines, opening: opening.batches, format: plan.resume?.format ?? format,
      isGiven: plan.format != nil, name: name, rules: rules, stamps: stamps,
      written: content.written, knownBytes: plan.resume?.bytes ?? 0)
    while let events = try parser.next(recycling: recycler.take() ?? EventBatch()) {
      if events.timeQuality == .yearUnknown {
        while let batch = try lines.next() { lines.giveBack(batch) }
        return sink(.leftOut(.yearUnknown(name, changed: reader.file.modified)))
      }
      guard events.isEmpty || sink(.events(events, position: lines.position)) else {
        return false
      }
    }
    var record = parser.finishedRecord(reader.contentCondition)
    record.service = plan.fallbackService
    return sink(.endSource(record))
  }

  private func beginning(of plan: InputPlan) -> IngestItem {
    let isForced = plan.forcedService != nil
    guard let point = plan.resume else {
      return .beginSource(service: plan.fallbackService, isForced: isForced)
    }
    return .resumeSource(point, service: plan.fallbackService, isForced: isForced)
  }
}
