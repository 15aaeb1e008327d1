// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A parser that reads each line as a person saw it, and none that is blank.
protocol VisibleLineParser: EventParser {
  /// Draws the lines that do not show exactly what they hold.
  var terminal: TerminalLine { get set }

  /// Reads a line; whether it says something itself, and does not only go on with the one before.
  ///
  /// `line` is its number and `offset` that of its first byte, both in the content as it is stored.
  func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, offset: Int64) -> Bool
}

extension VisibleLineParser {
  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if isBlank(bytes, range) {
        events.countIgnoredLine()
        continue
      }
      let isTaken: Bool
      if TerminalLine.isPlain(bytes, range) {
        isTaken = read(bytes, range, line: lines.number(index), offset: lines.offset(index))
      } else {
        terminal.interpret(bytes, range)
        let text = terminal.visible
        isTaken = read(
          text.span, 0..<text.count, line: lines.number(index), offset: lines.offset(index))
      }
      if isTaken { events.countEventLine(events: 0) } else { events.countContinuationLine() }
    }
  }
}
