// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Parses one content from its first to its last line and keeps the book of its source.
struct ContentParser {
  private let lines: LineFeed
  private let format: LogFormat
  private var context: ParserContext
  private var parser: any EventParser
  /// The same, where the format may change in mid-file.
  private var switching: SwitchingParser?
  /// Places stamps without a zone; nil where none was given.
  private var clock: ZoneClock?
  /// Lines that were already read, the next one last.
  private var pending: [LineBatch]
  private var isFinished = false
  /// Lines below which a batch of events is worth filling up.
  private let fewLines: Int64 = 512
  /// Bytes at the beginning whose lines are left out, because the case has them.
  private let knownBytes: Int64
  private(set) var record: SourceRecord

  /// `opening` are the batches that were already read for detection, which a format that somebody asked
  /// for, `isGiven`, is not left for.
  ///
  /// When the content was `written` tells the year of stamps where `stamps` does not.
  init(
    _ lines: LineFeed, opening: [LineBatch], format: LogFormat, isGiven: Bool, name: String,
    rules: FailureRules, stamps: StampRules = StampRules(), written: Timestamp? = nil,
    keepsExtra: Bool = false, knownBytes: Int64 = 0
  ) {
    self.lines = lines
    self.knownBytes = knownBytes
    pending = opening.reversed()
    self.format = format
    context = ParserContext(
      path: name, keepsExtra: keepsExtra, failureRules: rules,
      year: stamps.year ?? written.map { .written($0) })
    switching =
      !isGiven && SwitchingParser.reads(format) ? SwitchingParser(format, context) : nil
    parser = switching ?? format.makeParser(context)
    record = SourceRecord(path: name)
    record.format = format.name
    // Build logs and records do not say which of their times state no zone.
    if format.family == .access, let zone = stamps.zone {
      clock = ZoneClock(zone)
      record.zone = zone.name
      record.notes[.zoneGiven] = 1
    }
    switch context.year {
    case .given(let year)?: record.notes[.yearGiven] = Int64(year)
    case .written(let moment)? where !YearHint.isTold(byName: name):
      record.notes[.yearWritten] = moment.microseconds / 1_000_000
    default: break
    }
    if format.statesUpstream { record.notes[.statesUpstream] = 1 }
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
    place(&events)
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
    if knownBytes > batch.baseOffset { passKnown(&batch) }
    if record.firstLine == 0, batch.count > 0 { record.firstLine = batch.firstLine }
    parser.parse(batch, into: &events)
    lines.giveBack(batch)
  }

  private mutating func place(_ events: inout EventBatch) {
    guard var clock else { return }
    events.place(with: &clock, stamp: format.stamp)
    self.clock = clock
  }

  /// Leaves out the lines that the case has, but not what they tell of the stamps behind them.
  private mutating func passKnown(_ batch: inout LineBatch) {
    let whole = batch
    batch.removeLines(within: knownBytes)
    guard format.family == .access, clock != nil || format.mayLackYear else { return }
    var known = whole
    guard whole.count > batch.count else { return }
    known.starts.removeLast(batch.count)
    known.ends.removeLast(batch.count)
    // A parser of its own: values that it numbers are never stored.
    var passed = EventBatch()
    let scout = format.makeParser(context)
    scout.parse(known, into: &passed)
    scout.finish(into: &passed)
    let last = format.stamp == .start ? passed.requests.start.last : passed.requests.end.last
    place(&passed)
    guard format.mayLackYear, let last else { return }
    context.year = .near(Timestamp(microseconds: last))
    if switching != nil { switching = SwitchingParser(format, context) }
    parser = switching ?? format.makeParser(context)
  }

  /// What stands in the case about the content, once it was read to its end.
  func finishedRecord(_ condition: InputCondition) -> SourceRecord {
    var finished = record
    finished.formats = switching?.ranges ?? []
    finished.contentHash = lines.digest.contentHash
    finished.openingHash = lines.digest.openingHash
    finished.contentBytes = lines.contentBytes
    finished.state =
      condition.isDamaged ? .damaged : condition.isTruncated ? .truncated : .complete
    finished.remarks = condition.remarks
    // What was said of stamps that there are none of says nothing of the source.
    if finished.notes[.yearless] == nil {
      finished.notes[.yearGiven] = nil
      finished.notes[.yearWritten] = nil
    }
    if finished.notes[.zoneless] == nil {
      finished.notes[.zoneGiven] = nil
      finished.zone = ZoneRules.utc.name
    }
    return finished
  }

  private mutating func record(_ events: EventBatch) {
    record.tally += events.tally
    for (note, count) in events.unstatedNotes { record.notes[note, default: 0] += count }
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
