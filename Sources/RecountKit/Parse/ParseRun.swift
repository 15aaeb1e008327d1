// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel
import RecountReport

/// Prints what logs hold as JSON lines, storing nothing.
package enum ParseRun {
  /// Prints every content of `paths` and gives the closing count.
  ///
  /// `output` gets whole lines; false stops the run. Inputs that cannot be read and contents that no
  /// format takes are errors.
  package static func run(
    _ paths: [String], options: IngestOptions, output: ([UInt8]) -> Bool
  ) throws(RecountError) -> IngestSummary {
    let format = try FormatChoice.format(named: options.format)
    let files = try stage { () throws(InputError) in try InputWalker.files(paths) }
    guard !files.isEmpty else {
      throw RecountError(InputError(.emptyFolder, path: paths.first ?? "-"))
    }
    var summary = IngestSummary()
    for file in files {
      let reader = try stage { () throws(InputError) in
        try InputReader(
          path: file, limits: options.limits, buffers: InputBuffers(engine: options.inflate))
      }
      let showsSource = files.count > 1 || reader.isArchive
      while let content = try stage({ () throws(InputError) in try reader.next() }) {
        let name = content.entry.map { file + "!" + $0 } ?? file
        let goesOn = try parse(
          content, name: name, format, options, showsSource: showsSource, reader, &summary,
          output: output)
        guard goesOn else { return summary }
      }
    }
    if summary.events == 0 {
      throw NoEvents.error(summary)
    }
    return summary
  }

  private static func parse(
    _ content: InputReader.Content, name: String, _ format: LogFormat?, _ options: IngestOptions,
    showsSource: Bool, _ reader: InputReader, _ summary: inout IngestSummary,
    output: ([UInt8]) -> Bool
  ) throws(RecountError) -> Bool {
    let lines = LineFeed(content.lines, of: reader.file)
    let opening = try stage { () throws(InputError) in
      try ContentOpening(lines, entry: content.entry, known: format)
    }
    guard let found = opening.format else {
      summary.leaveOut(
        name, isEmpty: opening.batches.isEmpty, reader.contentCondition)
      return true
    }
    var json = EventJSON(source: showsSource ? name : nil, service: options.service)
    var parser = ContentParser(
      lines, opening: opening.batches, format: found, name: name, keepsExtra: true)
    while let events = try stage({ () throws(InputError) in try parser.next() }) {
      guard output(json.lines(events)) else { return false }
    }
    let record = parser.finishedRecord(reader.contentCondition)
    guard record.tally.closes else {
      throw RecountError(.failed, "the counts do not close", at: name)
    }
    summary.sources += 1
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
    return true
  }
}
