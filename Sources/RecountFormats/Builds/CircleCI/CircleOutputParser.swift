// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The output of an action of CircleCI: a list of chunks, which are no lines.
///
/// Run and job are named after the folder and the file, since the output does not say whose it is.
/// Each chunk counts as a line.
///
/// Source: https://circleci.com/docs/api/v1/
final class CircleOutputParser: EventParser {
  private var document = RecordDocument()
  private let identity: ServerLogIdentity
  private static let names = MemberNames("message", "time", "type")
  private static let streams = LiteralMatcher(["\"out\"", "\"err\""].map { Array($0.utf8) })

  private let rules: FailureRules

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    rules = context.failureRules
  }

  static func matches(_ text: [UInt8]) -> Bool {
    text.first { $0 > 0x20 } == 0x5B && names.allStand(in: text)
      && streams.matches(in: text.span, 0..<text.count)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    var number = 0
    document.finish(
      { bytes in
        decodeRecords([CircleChunk].self, bytes).flatMap {
          $0.contains(where: \.isEmpty) ? nil : $0
        }
      }, into: &events
    ) { [identity] chunks, offset, document, events in
      number += 1
      var step = OutputStep(
        provider: CircleBuildParser.provider, identity, number: number, rules)
      for (index, chunk) in chunks.enumerated() {
        let line = document.count(events: index == 0 ? 1 : 0, into: &events)
        step.append(
          Array(chunk.message.utf8), number: line,
          time: chunk.time.flatMap { Timestamp(parsing: $0) }, isLine: false,
          CircleOutputParser.read)
      }
      events.steps.append(step.close(offset: offset, CircleOutputParser.read))
    }
  }

  /// What CircleCI writes behind the output of the command.
  private static func read(
    _ bytes: Span<UInt8>, _ text: Range<Int>, _ line: Int64, _ open: inout OpenStep
  ) {
    let start = text.lowerBound
    if bytes.hasPrefix("Exited with code ", at: start) {
      let words = bytes.string(ByteRange(start, min(text.upperBound, start + 64)))
      guard let code = words.split(separator: " ").last.flatMap({ Int($0) }) else { return }
      open.step.exitCode = code
      guard open.step.outcome != .timeout else { return }
      open.step.isOutcomeKnown = true
      open.step.outcome = code == 0 ? .success : .failure
      if code != 0 { open.note(bytes, text, line: line) }
    } else if bytes.hasPrefix("Too long with no output (exceeded ", at: start) {
      open.note(bytes, text, line: line, isFinal: true)
      open.step.isOutcomeKnown = true
      open.decide(.timeout, .timeout, rule: "circleci.timeout")
    }
  }
}
