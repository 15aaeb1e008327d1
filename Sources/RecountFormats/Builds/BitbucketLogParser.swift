// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of one Bitbucket Pipelines step, named `<pipeline>/<step>.log` inside its archive.
///
/// These logs carry no times and no outcome: both come from the step's record. What a log adds is
/// the reason: its last telling line. An empty log is that of a step whose set-up failed.
final class BitbucketLogParser: EventParser {
  private let context: ParserContext
  private var telling: (line: Int64, offset: Int64, text: [UInt8], verdict: FailureRules.Verdict)?
  private var lastText: (line: Int64, offset: Int64, text: [UInt8])?
  private var lines: Int64 = 0

  init(_ context: ParserContext) {
    self.context = context
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
    for index in 0..<batch.count {
      let line = batch.line(index)
      if line.isEmpty {
        events.countIgnoredLine()
        continue
      }
      events.countEventLine(events: 0)
      let text = Array(line.prefix(BuildStep.maxExcerptBytes))
      let place = (line: batch.number(index), offset: batch.offset(index), text: text)
      lastText = place
      // Echoed commands say what was tried, not what went wrong.
      if text.starts(with: "+ ".utf8) { continue }
      let verdict = FailureRules.verdict(outcome: .failure, message: text, platformFailed: false)
      if verdict.rule != "none", rank(verdict) >= rank(telling?.verdict) {
        telling = (place.line, place.offset, text, verdict)
      }
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
    if let telling {
      step.failureLine = telling.line
      step.failureEndLine = telling.line
      step.excerpt = telling.text
      step.failureClass = telling.verdict.failureClass
      step.decidingRule = telling.verdict.rule
      step.outcome = telling.verdict.failureClass == .infrastructure ? .error : .failure
    } else if let lastText {
      step.failureLine = lastText.line
      step.failureEndLine = lastText.line
      step.excerpt = lastText.text
      step.failureClass = .unknown
      step.decidingRule = "none"
      step.isOutcomeKnown = false
    } else {
      step.failureClass = .infrastructure
      step.decidingRule = "bitbucket.empty-log"
    }
    events.steps.append(step)
    events.tally.events += 1
  }

  /// Infrastructure says more than test, test more than code; a later line of equal rank wins.
  private func rank(_ verdict: FailureRules.Verdict?) -> Int {
    switch verdict?.failureClass {
    case .infrastructure: 3
    case .test: 2
    case .code: 1
    default: 0
    }
  }
}
