// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Counts what a server writes among its requests besides them as ignored lines.
///
/// Only lines that the format refuses are asked about, so that requests cost nothing more.
final class SiftingParser: EventParser {
  private let parser: any EventParser
  /// Whether lines without a time behind a message belong to it.
  private let joinsLines: Bool
  /// Whether a line that is no request is known to be something else.
  private let isMessage: @Sendable (Span<UInt8>, Range<Int>) -> Bool
  /// Number of the last line of the message that was read last.
  private var lastMessage: Int64 = -1

  init(
    _ parser: any EventParser, joinsLines: Bool = false,
    ignoring isMessage: @escaping @Sendable (Span<UInt8>, Range<Int>) -> Bool
  ) {
    self.parser = parser
    self.joinsLines = joinsLines
    self.isMessage = isMessage
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    let before = events.rejects.count
    parser.parse(lines, into: &events)
    guard !lines.isOversized else { return }
    let bytes = lines.bytes.span
    var kept = before
    for place in before..<events.rejects.count {
      let reject = events.rejects[place]
      let index = Int(reject.line - lines.firstLine)
      if isMessage(bytes, Int(lines.starts[index])..<Int(lines.ends[index])) {
        lastMessage = reject.line
        events.tally.rejects -= 1
        events.tally.ignored += 1
      } else if joinsLines, reject.line == lastMessage + 1, reject.reason == .malformedTime {
        lastMessage = reject.line
        events.tally.rejects -= 1
        events.tally.continuationLines += 1
      } else {
        events.rejects.swapAt(kept, place)
        kept += 1
      }
    }
    events.rejects.removeSubrange(kept...)
  }

  func finish(into events: inout EventBatch) {
    parser.finish(into: &events)
  }
}
