// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Reads a content whose format changes in mid-file: a server got another format, or another program
/// writes to the same file.
///
/// Lines that the format refuses are kept back while they follow one another. After
/// `RejectRun.fullLines` of them, what they are is told anew: another format that takes them reads
/// them and all lines from there on. Of fewer, which the format's own lines or the end of the content
/// follow, another format reads just these. Everything goes by lines, so it makes no difference where
/// batches are cut. Only formats whose lines stand alone are left.
package final class SwitchingParser: EventParser {
  /// Formats that one content may have.
  private static let maxFormats = 8
  /// Changes of the format after which a content has no further ones.
  private static let maxRanges = 1_000
  /// Rejects that are passed over at most after lines that are of no format.
  private static let maxPause = 1_000
  /// Runs of no format after which a pause is not cut short any more.
  private static let maxFailures = 64

  private struct Reader {
    let format: LogFormat
    let parser: any EventParser
    let canBeLeft: Bool
    var numbers = RowNumbers()

    init(_ format: LogFormat, _ context: ParserContext) {
      self.format = format
      parser = format.makeParser(context)
      let levels = format.name.split(separator: "/")
      canBeLeft =
        format.linesStandAlone && !levels.contains { $0 == WrapperKind.cloudWatch.rawValue }
    }
  }

  private let context: ParserContext
  private var readers: [Reader]
  /// The reader of the lines to come.
  private var current = 0
  private var counter = RowNumbers.Counter()
  private var run = RejectRun()
  /// Runs that were of no format, and rejects to pass over before the next is looked at.
  private var failures = 0
  private var pause = 0
  private var scratch = EventBatch()
  /// The formats so far, where each begins; one that comes again stands there again.
  package private(set) var ranges: [FormatRange] = []

  /// Begins with `format`, which is one that `reads` names.
  package init(_ format: LogFormat, _ context: ParserContext) {
    self.context = context
    readers = [Reader(format, context)]
  }

  /// Whether a content of `format` may change to another: access logs do, documents do not.
  package static func reads(_ format: LogFormat) -> Bool {
    format.family == .access && !format.isDocument
  }

  package func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if ranges.isEmpty, lines.count > 0 { note(current, lines.number(0), lines.offset(0)) }
    if lines.isOversized {
      settle(into: &events)
      _ = readers[current].parser.parse(lines, into: &events)
      return
    }
    var rest = lines
    while rest.count > 0 { rest = parseStretch(rest, into: &events) }
  }

  package func finish(into events: inout EventBatch) {
    settle(into: &events)
    for index in readers.indices {
      scratch.removeAll()
      readers[index].parser.finish(into: &scratch)
      takeAll(of: index, into: &events)
    }
  }

  // MARK: - Stretches

  /// Reads lines up to where their format changes; gives the lines behind.
  private func parseStretch(_ lines: LineBatch, into events: inout EventBatch) -> LineBatch {
    let end = LineBatch()
    scratch.removeAll()
    if readers.count == 1, run.isEmpty, events.isEmpty {
      readers[0].parser.parse(lines, into: &events)
      if !readers[0].canBeLeft || !SwitchingParser.holdsRun(events) {
        pass(events.rejects.count, hasRows: events.requests.count > 0)
        readers[0].numbers.learnTaken(events.requests, &counter)
        return end
      }
      swap(&events, &scratch)
    } else {
      readers[current].parser.parse(lines, into: &scratch)
    }
    guard readers[current].canBeLeft else {
      takeAll(of: current, into: &events)
      return end
    }
    readers[current].numbers.learn(scratch.requests)
    return sift(lines, into: &events)
  }

  /// Whether there are rejects in a row that are to be looked at, or may go on in the next batch.
  ///
  /// Most logs have none or a few here and there: their rows are left where they are.
  private static func holdsRun(_ events: EventBatch) -> Bool {
    let rows = events.requests.line
    var (row, length) = (0, 0)
    for reject in events.rejects {
      let before = row
      while row < rows.count, rows[row] < reject.line { row += 1 }
      length = row > before ? 1 : length + 1
      if length >= RejectRun.fewLines { return true }
    }
    return length > 0 && row == rows.count
  }

  /// Takes over what the current reader made of `lines`, up to where the format changes.
  private func sift(_ lines: LineBatch, into events: inout EventBatch) -> LineBatch {
    raiseQuality(of: &events)
    var row = 0
    for place in scratch.rejects.indices {
      let reject = scratch.rejects[place]
      let before = row
      while row < scratch.requests.count, scratch.requests.line[row] < reject.line { row += 1 }
      if row > before {
        settle(into: &events)
        take(before..<row, into: &events)
        pass(0, hasRows: true)
      }
      let index = Int(reject.line - lines.firstLine)
      if pause > 0 || index < 0 || index >= lines.count {
        pass(1, hasRows: false)
        events.take(reject)
        continue
      }
      run.append(reject, lines.line(index))
      if run.isTooLarge { giveUp(into: &events) }
      guard run.isFull else { continue }
      guard let reader = reader() else {
        giveUp(into: &events)
        continue
      }
      events.tally += tally(through: reject.line, rejects: place + 1, of: lines)
      readRun(with: reader, into: &events)
      current = reader
      return lines.after(reject.line)
    }
    if row < scratch.requests.count {
      settle(into: &events)
      take(row..<scratch.requests.count, into: &events)
      pass(0, hasRows: true)
    }
    var tally = scratch.tally
    tally.lines -= tally.rejects
    tally.rejects = 0
    events.tally += tally
    return LineBatch()
  }

  /// The book of the lines up to number `last`, rejects left out: they have one fate or another yet.
  private func tally(through last: Int64, rejects: Int, of lines: LineBatch) -> LineTally {
    var tally = LineTally()
    var line: Int64 = -1
    for number in scratch.requests.line {
      guard number <= last else { break }
      tally.events += 1
      if number != line { tally.eventLines += 1 }
      line = number
    }
    tally.lines = last - lines.firstLine + 1 - Int64(rejects)
    tally.ignored = tally.lines - tally.eventLines
    return tally
  }

  // MARK: - Runs

  /// Decides about the lines that were kept back, of which no more follow.
  private func settle(into events: inout EventBatch) {
    guard !run.isEmpty else { return }
    guard run.count >= RejectRun.fewLines else { return giveBack(into: &events) }
    if let reader = reader() { readRun(with: reader, into: &events) } else { giveUp(into: &events) }
  }

  /// The reader whose lines those of the run are; nil when no format takes them.
  private func reader() -> Int? {
    guard ranges.count < SwitchingParser.maxRanges else { return nil }
    for index in readers.indices where index != current && run.isOf(readers[index].format) {
      return index
    }
    guard readers.count < SwitchingParser.maxFormats,
      let format = FormatDetector.detect(entry: nil, run.sample).format,
      SwitchingParser.reads(format), format.name != readers[current].format.name, run.isOf(format)
    else { return nil }
    readers.append(Reader(format, context))
    return readers.count - 1
  }

  private func readRun(with reader: Int, into events: inout EventBatch) {
    guard let first = run.rejects.first else { return }
    note(reader, first.line, first.byteOffset)
    var kept = EventBatch()
    swap(&kept, &scratch)
    for batch in run.batches { readers[reader].parser.parse(batch, into: &scratch) }
    takeAll(of: reader, into: &events)
    swap(&kept, &scratch)
    run.removeAll()
  }

  /// Rejects the lines, and looks at no others for a while.
  private func giveUp(into events: inout EventBatch) {
    failures += 1
    pause = min(SwitchingParser.maxPause, RejectRun.fewLines * failures)
    giveBack(into: &events)
  }

  /// Goes on with the pause: over with the next line of the format, unless there were very many.
  private func pass(_ rejects: Int, hasRows: Bool) {
    pause =
      hasRows && failures < SwitchingParser.maxFailures ? 0 : max(0, pause - rejects)
  }

  private func giveBack(into events: inout EventBatch) {
    for reject in run.rejects { events.take(reject) }
    run.removeAll()
  }

  // MARK: - Rows

  /// Takes rows of the current reader over.
  private func take(_ rows: Range<Int>, into events: inout EventBatch) {
    let line = scratch.requests.line[rows.lowerBound]
    note(current, line, scratch.requests.byteOffset[rows.lowerBound])
    readers[current].numbers.append(rows, of: scratch.requests, to: &events.requests, &counter)
  }

  /// Takes over all that a reader made of lines.
  private func takeAll(of reader: Int, into events: inout EventBatch) {
    readers[reader].numbers.learn(scratch.requests)
    readers[reader].numbers.append(
      0..<scratch.requests.count, of: scratch.requests, to: &events.requests, &counter)
    events.rejects += scratch.rejects
    events.tally += scratch.tally
    raiseQuality(of: &events)
  }

  private func raiseQuality(of events: inout EventBatch) {
    if scratch.timeQuality.rawValue > events.timeQuality.rawValue {
      events.timeQuality = scratch.timeQuality
    }
  }

  private func note(_ reader: Int, _ line: Int64, _ offset: Int64) {
    let name = readers[reader].format.name
    guard ranges.last?.format != name else { return }
    ranges.append(FormatRange(format: name, firstLine: line, byteOffset: offset))
  }
}

extension EventBatch {
  /// Counts and keeps a reject that was kept back.
  fileprivate mutating func take(_ reject: Reject) {
    tally.lines += 1
    tally.rejects += 1
    rejects.append(reject)
  }
}

extension LineBatch {
  /// The lines behind number `line`.
  fileprivate func after(_ line: Int64) -> LineBatch {
    let first = Int(line - firstLine) + 1
    return LineBatch(
      bytes: bytes, starts: Array(starts[first...]), ends: Array(ends[first...]),
      firstLine: line + 1, baseOffset: baseOffset)
  }
}
