// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Parses one content from its first to its last line and keeps the book of its source.
struct ContentParser {
  private let lines: LineFeed
  private let parser: any EventParser
  /// Lines that were already read, the next one last.
  private var pending: [LineBatch]
  private var isFinished = false
  /// Lines below which a batch of events is worth filling up.
  private let fewLines: Int64 = 512
  /// Bytes at the beginning whose lines are left out, because the case has them.
  private let knownBytes: Int64
  private(set) var record: SourceRecord

  /// `opening` are the batches that were already read for detection.
  init(
    _ lines: LineFeed, opening: [LineBatch], format: LogFormat, name: String,
    rules: FailureRules, keepsExtra: Bool = false, knownBytes: Int64 = 0
  ) {
    self.lines = lines
    self.knownBytes = knownBytes
    pending = opening.reversed()
    parser = format.makeParser(
      ParserContext(path: name, keepsExtra: keepsExtra, failureRules: rules))
    record = SourceRecord(path: name)
    record.format = format.name
  }

  /// The events of the next lines, a small content's all together; nil after the last.
  ///
  /// The buffers of `recycled`, a batch that is no longer needed, are used again.
  mutating func next(
    recycling recycled: consuming EventBatch = EventBatch()
  ) throws(InputError) -> EventBatch? {
    guard !isFinished else { return nil }
    var events = recycled
    events.removeAll()
    repeat { try read(into: &events) } while !isFinished && events.tally.lines < fewLines
    record(events)
    return events
  }

  private mutating func read(into events: inout EventBatch) throws(InputError) {
    var next = pending.popLast()
    if next == nil { next = try lines.next() }
    guard var batch = next else {
      parser.finish(into: &events)
      isFinished = true
      return
    }
    if knownBytes > batch.baseOffset { batch.removeLines(within: knownBytes) }
    if record.firstLine == 0, batch.count > 0 { record.firstLine = batch.firstLine }
    parser.parse(batch, into: &events)
    lines.giveBack(batch)
  }

  /// What stands in the case about the content, once it was read to its end.
  func finishedRecord(_ condition: InputCondition) -> SourceRecord {
    var finished = record
    finished.contentHash = lines.digest.contentHash
    finished.openingHash = lines.digest.openingHash
    finished.contentBytes = lines.contentBytes
    finished.state =
      condition.isDamaged ? .damaged : condition.isTruncated ? .truncated : .complete
    finished.remarks = condition.remarks
    return finished
  }

  private mutating func record(_ events: EventBatch) {
    record.tally += events.tally
    if events.timeQuality.rawValue > record.timeQuality.rawValue {
      record.timeQuality = events.timeQuality
    }
    if let first = events.requests.end.min(), let last = events.requests.end.max() {
      extend(to: Timestamp(microseconds: first))
      extend(to: Timestamp(microseconds: last))
    }
    for step in events.steps {
      if let time = step.end ?? step.start { extend(to: time) }
    }
    for milestone in events.milestones { extend(to: milestone.time) }
  }

  private mutating func extend(to time: Timestamp) {
    if record.first.map({ time < $0 }) ?? true { record.first = time }
    if record.last.map({ time > $0 }) ?? true { record.last = time }
  }
}
