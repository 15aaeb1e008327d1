// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Parses one content from its first to its last line and keeps the book of its source.
struct ContentParser {
  private let lines: LineReader
  private let parser: any EventParser
  private var pending: LineBatch?
  private var isFinished = false
  private(set) var record: SourceRecord

  /// `first` is the batch that was already read for detection.
  init(
    _ lines: LineReader, first: LineBatch?, format: LogFormat, name: String,
    keepsExtra: Bool = false
  ) {
    self.lines = lines
    pending = first
    parser = format.makeParser(ParserContext(path: name, keepsExtra: keepsExtra))
    record = SourceRecord(path: name)
    record.format = format.name
  }

  /// The events of the next batch of lines; nil after the last.
  mutating func next() throws(InputError) -> EventBatch? {
    guard !isFinished else { return nil }
    var events = EventBatch()
    var batch = pending
    pending = nil
    if batch == nil { batch = try lines.next() }
    if let batch {
      parser.parse(batch, into: &events)
    } else {
      parser.finish(into: &events)
      isFinished = true
    }
    record(events)
    return events
  }

  /// What stands in the case about the content, once it was read to its end.
  func finishedRecord(_ condition: InputCondition) -> SourceRecord {
    var finished = record
    finished.contentHash = lines.digest.contentHash
    finished.headHash = lines.digest.headHash
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
    for time in events.requests.end { extend(to: Timestamp(microseconds: time)) }
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
