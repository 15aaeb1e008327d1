// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the lines that a step printed for what failed it.
///
/// A provider's parser gives it the text of each line, stamps and prefixes of the provider left out,
/// and asks for the result when the step ends. It begins anew with the next step.
///
/// Most steps succeed, and nobody asks why: lines are laid aside and looked at for failures when the step
/// turns out to have failed, or when they become many. What tests came to is read of all. Memory is bounded by the lines laid aside and by
/// what the `FailureFinder` keeps.
struct StepLines {
  /// Bytes of lines that are laid aside.
  private static let maxPending = 256 << 10

  private let rules: FailureRules
  private var reports = TestReportReader()
  /// Nil until lines are looked at for failures.
  private var finder: FailureFinder?
  /// Lines that were not looked at yet, one behind the other, with their ends and numbers.
  private var pending: [UInt8] = []
  private var pendingLines: [(end: Int, number: Int64)] = []
  private var terminal = TerminalLine()

  init(_ rules: FailureRules) {
    self.rules = rules
  }

  /// Reads the line `text` of `bytes`, which has number `line` in its content.
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    if case .none = rules { return }
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
    guard var finder = finder ?? rules.set.map({ FailureFinder($0) }) else { return }
    self.finder = nil
    forEachPending { bytes, text, line, reports in
      finder.read(bytes, text, line: line)
      reports.read(bytes, text)
    }
    self.finder = finder
  }

  /// Gives each line that was laid aside to `body` as a person saw it, and forgets it.
  private mutating func forEachPending(
    _ body: (Span<UInt8>, Range<Int>, Int64, inout TestReportReader) -> Void
  ) {
    // Taken out, so that drawing can change the rest of this value, and put back for their room.
    let (held, lines) = (pending, pendingLines)
    (pending, pendingLines) = ([], [])
    let bytes = held.span
    // Of most steps all lines are, and one look tells.
    let areAllPlain = TerminalLine.isPlain(bytes, 0..<bytes.count)
    var start = 0
    for line in lines {
      let text = start..<line.end
      start = line.end
      if areAllPlain || TerminalLine.isPlain(bytes, text) {
        body(bytes, text, line.number, &reports)
      } else {
        terminal.interpret(bytes, text)
        let seen = terminal.visible
        body(seen.span, 0..<seen.count, line.number, &reports)
      }
    }
    (pending, pendingLines) = (held, lines)
    pending.removeAll(keepingCapacity: true)
    pendingLines.removeAll(keepingCapacity: true)
  }

  /// Completes a failed step of which a record has nothing but a message.
  mutating func explain(_ step: inout BuildStep, _ message: [UInt8]) {
    read(message.span, 0..<message.count, line: 0)
    finish(&step)
    if step.outcome == .error, step.failureClass ?? .unknown == .unknown {
      step.failureClass = .infrastructure
      step.decidingRule = "outcome.platform-error"
    }
    step.failures = []
    step.excerpt = Array(message.prefix(BuildStep.maxExcerptBytes))
  }

  /// Completes a step whose outcome is known, and forgets its lines.
  ///
  /// What the provider's own words decided stands. Of a step of the set-up the user's commands are no
  /// cause; the rule that tells more is named where there is one.
  mutating func finish(_ step: inout BuildStep, in phase: StepPhase = .script) {
    guard step.outcome.isFailed else {
      forEachPending { bytes, text, _, reports in reports.read(bytes, text) }
      takeTests(&step)
      _ = finder?.finish(outcome: .success, exitCode: nil, phase: phase)
      return
    }
    settle()
    takeTests(&step)
    // Whoever is to blame, the lines may say that a command failed, and why.
    let outcome = step.outcome == .error ? .failure : step.outcome
    guard
      let evidence = finder?.finish(outcome: outcome, exitCode: step.exitCode, phase: phase)
    else { return }
    step.failures = evidence.failures
    guard step.failureClass ?? .unknown == .unknown else { return }
    if evidence.failureClass != .unknown || step.decidingRule.isEmpty {
      step.failureClass = evidence.failureClass
      step.decidingRule = evidence.rule
    }
    guard let range = evidence.range else { return }
    // The lines that the provider marks may hold it already.
    let marked = step.failureLine...max(step.failureLine, step.failureEndLine)
    guard !marked.contains(range.first) else { return }
    step.failureLine = range.first
    step.failureEndLine = range.last
    step.excerpt = evidence.excerpt
  }

  /// What a provider or a report of its own says of the tests stands.
  private mutating func takeTests(_ step: inout BuildStep) {
    let tests = reports.finish()
    if step.tests == nil { step.tests = tests }
  }
}
