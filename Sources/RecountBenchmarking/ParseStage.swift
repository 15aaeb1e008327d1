// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// Lines into events by one format, the lines split beforehand.
public struct ParseStage {
  private let format: LogFormat
  private let contents: [[LineBatch]]
  private let bytes: Int

  /// A stage that parses each of `contents` with a parser of its own.
  ///
  /// - Throws: `StageError.unknownFormat` for a name that is not in the catalogue.
  public init(format name: String, contents: [[UInt8]]) throws {
    guard let format = FormatCatalog.format(named: name) else {
      throw StageError.unknownFormat(name)
    }
    self.format = format
    self.contents = try contents.map(ParseStage.split)
    bytes = contents.reduce(0) { $0 + $1.count }
  }

  /// Names of the formats of access and build logs that are read line by line and told by their lines.
  public static var formats: [String] {
    FormatCatalog.all.filter { format in
      format.family != .record && !format.isDocument
        && format.examples.allSatisfy { $0.path == LogFormat.Example.anywhere }
    }.map(\.name)
  }

  /// Parses everything once; lines that the format refuses are lines without an event.
  public func run() -> StageCounts {
    var counts = StageCounts()
    counts.bytes = bytes
    var events = EventBatch()
    parse { parser, batch in
      events.removeAll()
      if let batch { parser.parse(batch, into: &events) } else { parser.finish(into: &events) }
      counts.lines += Int(events.tally.lines)
      counts.events += Int(events.tally.events)
    }
    return counts
  }

  /// All events as the writer gets them: one batch for each batch of lines.
  func events() -> [EventBatch] {
    var batches: [EventBatch] = []
    parse { parser, batch in
      var events = EventBatch()
      if let batch { parser.parse(batch, into: &events) } else { parser.finish(into: &events) }
      batches.append(events)
    }
    return batches
  }

  /// Calls `body` for every batch of lines, and without one at the end of each content.
  private func parse(_ body: (any EventParser, LineBatch?) -> Void) {
    for batches in contents {
      let parser = format.makeParser(ParserContext(path: "run/job.log"))
      for batch in batches { body(parser, batch) }
      body(parser, nil)
    }
  }

  private static func split(_ content: [UInt8]) throws -> [LineBatch] {
    let reader = LineReader(MemorySource(content))
    var batches: [LineBatch] = []
    while let batch = try reader.next() { batches.append(batch) }
    return batches
  }
}
