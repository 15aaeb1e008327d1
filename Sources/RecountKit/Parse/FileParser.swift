// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel
import RecountReport

/// Turns the contents of one file into JSON lines.
struct FileParser: Sendable {
  let options: IngestOptions
  /// The format that was asked for, nil to detect it.
  let format: LogFormat?
  /// Whether each line names its content: there are several.
  let showsSource: Bool

  init(_ options: IngestOptions, format: LogFormat?, showsSource: Bool) {
    self.options = options
    self.format = format
    self.showsSource = showsSource
  }

  /// Gives the lines of `file` to `output` and adds it to `summary`; false when `output` was.
  func parse(
    _ file: String, _ buffers: InputBuffers, into summary: inout IngestSummary,
    _ output: ([UInt8]) -> Bool
  ) throws(RecountError) -> Bool {
    let reader = try stage { () throws(InputError) in
      try InputReader(path: file, limits: options.limits, buffers: buffers)
    }
    while let content = try stage({ () throws(InputError) in try reader.next() }) {
      let name = content.entry.map { file + "!" + $0 } ?? file
      guard try parse(content, name: name, reader, &summary, output) else { return false }
    }
    return true
  }

  private func parse(
    _ content: InputReader.Content, name: String, _ reader: InputReader,
    _ summary: inout IngestSummary, _ output: ([UInt8]) -> Bool
  ) throws(RecountError) -> Bool {
    let lines = LineFeed(content.lines, of: reader.file)
    let opening = try stage { () throws(InputError) in
      try ContentOpening(lines, entry: content.entry, known: format, own: options.ownFormats)
    }
    guard let found = opening.format else {
      summary.leaveOut(
        name, isEmpty: opening.batches.isEmpty, reader.contentCondition,
        wrappers: opening.wrappers)
      return true
    }
    if name == "-",
      let error = FormatStringCheck.refusal(of: opening.batches, format, in: name)
    {
      throw error
    }
    var json = EventJSON(
      source: showsSource || reader.isArchive ? name : nil, service: options.service,
      statesUpstream: found.statesUpstream)
    var parser = ContentParser(
      lines, opening: opening.batches, format: found, isGiven: format != nil, name: name,
      rules: options.failureRules, stamps: options.stampRules(of: name),
      written: content.written, keepsExtra: true)
    while let events = try stage({ () throws(InputError) in try parser.next() }) {
      if events.timeQuality == .yearUnknown {
        throw .yearUnknown(name, changed: reader.file.modified)
      }
      guard output(json.lines(events)) else { return false }
    }
    try add(parser.finishedRecord(reader.contentCondition), name: name, to: &summary)
    return true
  }

  private func add(
    _ record: SourceRecord, name: String, to summary: inout IngestSummary
  ) throws(RecountError) {
    guard record.tally.closes else {
      throw RecountError(.failed, "the counts do not close", at: name)
    }
    summary.sources += 1
    summary.note(record)
    summary.lines += record.tally.lines
    summary.events += record.tally.events
    summary.rejects += record.tally.rejects
    if record.state != .complete {
      summary.incomplete.append(
        "\(name) is \(record.state.rawValue): \(record.remarks.joined(separator: "; "))")
    }
    let share = Double(record.tally.rejects) / Double(max(1, record.tally.lines))
    if share > options.maxRejectShare {
      summary.incomplete.append("\(name): \(Decimal.percent(share)) of the lines were rejected")
    }
  }
}
