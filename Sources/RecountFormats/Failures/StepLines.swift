// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the lines that a step printed for what failed it.
///
/// A provider's parser gives it the text of each line, stamps and prefixes of the provider left out,
/// and asks for the result when the step ends. It begins anew with the next step.
///
/// Most steps succeed, and nobody asks what they said: lines are laid aside and looked at when the step
/// turns out to have failed, or when they become many. Memory is bounded by the lines laid aside and by
/// the runs of telling lines that are kept.
struct StepLines {
  /// Runs of telling lines that are kept of a step.
  private static let maxRanges = 10_000
  /// Bytes of lines that are laid aside.
  private static let maxPending = 256 << 10

  private struct Telling {
    var rule: Int
    var line: Int64
    var excerpt: [UInt8]
  }

  /// Lines that were not looked at yet, one behind the other, with their ends and numbers.
  private var pending: [UInt8] = []
  private var pendingLines: [(end: Int, number: Int64)] = []
  private var terminal = TerminalLine()
  private var telling: Telling?
  private var ranges: [LineRange] = []

  /// Reads the line `text` of `bytes`, which has number `line` in its content.
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    if pending.capacity == 0 {
      // As much as most steps print.
      pending.reserveCapacity(8 << 10)
      pendingLines.reserveCapacity(128)
    }
    copyBytes(bytes, text, to: &pending)
    pendingLines.append((pending.count, line))
    if pending.count > StepLines.maxPending { settle() }
  }

  /// Looks at the lines that were laid aside.
  ///
  /// Rules ask what a person saw: colours stand in the middle of words.
  private mutating func settle() {
    // Taken out, so that matching can change the rest of this value, and put back for their room.
    let bytes = pending
    let lines = pendingLines
    pending = []
    pendingLines = []
    var start = 0
    for line in lines {
      let text = start..<line.end
      start = line.end
      if TerminalLine.isPlain(bytes.span, text) {
        match(bytes.span, text, line: line.number)
      } else {
        terminal.interpret(bytes.span, text)
        let seen = terminal.visible
        match(seen.span, 0..<seen.count, line: line.number)
      }
    }
    pending = bytes
    pendingLines = lines
    forgetPending()
  }

  private mutating func forgetPending() {
    pending.removeAll(keepingCapacity: true)
    pendingLines.removeAll(keepingCapacity: true)
  }

  private mutating func match(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    guard let rule = FailureRules.match(bytes, text) else { return }
    if let last = ranges.last, last.last + 1 >= line {
      ranges[ranges.count - 1].last = line
    } else if ranges.count < StepLines.maxRanges {
      ranges.append(LineRange(line, line))
    }
    guard weight(rule) >= weight(telling?.rule) else { return }
    var excerpt: [UInt8] = []
    copyBytes(bytes, text.prefix(BuildStep.maxExcerptBytes), to: &excerpt)
    telling = Telling(rule: rule, line: line, excerpt: excerpt)
  }

  /// Completes a step whose outcome is known, and forgets its lines.
  ///
  /// What the provider's own words decided stands.
  mutating func finish(_ step: inout BuildStep) {
    if step.outcome.isFailed { settle() } else { forgetPending() }
    defer {
      telling = nil
      ranges.removeAll(keepingCapacity: true)
    }
    guard step.outcome.isFailed, let telling else { return }
    step.failures = ranges
    guard step.failureClass ?? .unknown == .unknown else { return }
    let rule = FailureRules.rules[telling.rule]
    step.failureClass = rule.failureClass
    step.decidingRule = rule.name
    // The lines that the provider marks may hold it already.
    let marked = step.failureLine...max(step.failureLine, step.failureEndLine)
    guard !marked.contains(telling.line) else { return }
    step.failureLine = telling.line
    step.failureEndLine = telling.line
    step.excerpt = telling.excerpt
  }

  /// Infrastructure says more than tests, tests more than code; a later line of equal weight wins.
  private func weight(_ rule: Int?) -> Int {
    guard let rule else { return 0 }
    return switch FailureRules.rules[rule].failureClass {
    case .infrastructure: 3
    case .test: 2
    default: 1
    }
  }
}
