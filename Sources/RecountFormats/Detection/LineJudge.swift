// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Asks a format's own parser whether it takes a line, and has lines that it does take.
struct LineJudge {
  private static let maxExamples = 8

  private let format: LogFormat
  /// A line that the parser reads first.
  let header: [UInt8]?
  /// Lines that are of the format, those of the same log first.
  private(set) var examples: [[UInt8]] = []

  init(_ format: LogFormat, behind header: [UInt8]? = nil, _ neighbours: [[UInt8]] = []) {
    self.format = format
    self.header = header
    let known = neighbours + format.examples.map { Array($0.line.utf8) }
    examples = Array(known.filter { !$0.contains(0x0A) && takes($0) }.prefix(LineJudge.maxExamples))
  }

  func takes(_ line: [UInt8]) -> Bool {
    guard let header else { return format.matches(line) }
    var events = EventBatch()
    let parser = format.makeParser(ParserContext(path: "", failureRules: .none))
    let start = Int32(clamping: header.count + 1)
    parser.parse(
      LineBatch(
        bytes: header + [0x0A] + line, starts: [0, start],
        ends: [start - 1, start + Int32(clamping: line.count)]), into: &events)
    parser.finish(into: &events)
    return events.tally.events > 0 && events.rejects.isEmpty
  }
}
