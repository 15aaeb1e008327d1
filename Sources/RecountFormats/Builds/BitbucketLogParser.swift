// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of one Bitbucket Pipelines step, named `<pipeline>/<step>.log` inside its archive.
///
/// These logs carry no times and no outcome: both come from the step's record. What a log adds is
/// the reason: its last telling line. An empty log is that of a step whose set-up failed.
final class BitbucketLogParser: EventParser {
  private let context: ParserContext
  private var telling: StepLines
  private var lastText: (line: Int64, text: [UInt8])?
  private var lines: Int64 = 0

  init(_ context: ParserContext) {
    self.context = context
    telling = StepLines(context.failureRules)
  }

  /// Whether the name of an archive entry is that of a step's log: two UUIDs.
  static func matchesEntry(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard parts.count >= 2, let file = parts.last, file.hasSuffix(".log") else { return false }
    return isUUID(parts[parts.count - 2]) && isUUID(file.dropLast(4))
  }

  /// Whether a line is one that the set-up of a step echoes.
  static func matches(_ line: [UInt8]) -> Bool {
    let bytes = line.span
    return bytes.equals(ByteRange(0, line.count), "+ umask 000")
      || bytes.hasPrefix("+ GIT_LFS_SKIP_SMUDGE=1 retry ", at: 0)
      || bytes.hasPrefix("Cloning into '/opt/atlassian/pipelines/agent/build'", at: 0)
      || bytes.hasPrefix("Images used:", at: 0) || bytes.hasPrefix("+ ", at: 0)
  }

  private static func isUUID(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      [8, 13, 18, 23].contains(index) ? byte == 0x2D : isHexDigit(byte)
    }
  }

  func parse(_ batch: LineBatch, into events: inout EventBatch) {
    lines += Int64(batch.count)
    if batch.isOversized { return rejectOversized(batch, into: &events) }
    let bytes = batch.bytes.span
    for index in 0..<batch.count {
      let range = Int(batch.starts[index])..<Int(batch.ends[index])
      if range.isEmpty {
        events.countIgnoredLine()
        continue
      }
      events.countEventLine(events: 0)
      lastText = (batch.number(index), Array(batch.line(index).prefix(BuildStep.maxExcerptBytes)))
      telling.read(bytes, range, line: batch.number(index))
    }
  }

  func finish(into events: inout EventBatch) {
    let identity = BuildLogIdentity(path: context.path)
    let folder = identity.run.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
    var step = BuildStep(
      key: StepKey(
        provider: BitbucketStepParser.provider, run: String(folder), job: identity.job),
      origin: .log, outcome: .error)
    step.line = lines > 0 ? 1 : 0
    step.endLine = lines
    step.isOutcomeKnown = false
    telling.finish(&step)
    if step.failureClass ?? .unknown != .unknown {
      step.isOutcomeKnown = true
      step.outcome = step.failureClass == .infrastructure ? .error : .failure
    } else if let lastText {
      step.failureLine = lastText.line
      step.failureEndLine = lastText.line
      step.excerpt = lastText.text
      step.failureClass = .unknown
      step.decidingRule = "none"
    } else {
      step.isOutcomeKnown = true
      step.failureClass = .infrastructure
      step.decidingRule = "bitbucket.empty-log"
    }
    events.steps.append(step)
    events.tally.events += 1
  }
}
