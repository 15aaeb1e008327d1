// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A step whose lines are still being read.
///
/// Holds what the provider itself said about its end, for where the lines of the step do not tell:
/// one line of at most `BuildStep.maxExcerptBytes`.
struct OpenStep {
  var step: BuildStep
  /// Time of the last stamped line.
  private(set) var last: Timestamp?
  private var lines: StepLines
  private var wordsLine: Int64 = 0
  private var words: [UInt8] = []
  /// Whether the words tell more than an exit code and stay, whatever follows.
  private var areWordsFinal = false

  init(_ step: BuildStep, _ rules: FailureRules) {
    self.step = step
    lines = StepLines(rules)
    last = step.start
  }

  /// Reads a line of the step, whatever the provider put before its text left out.
  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    step.endLine = line
    lines.read(bytes, text, line: line)
  }

  /// Takes the time of a stamped line; the first is the start.
  @inline(__always)
  mutating func touch(_ time: Timestamp?) {
    guard let time else { return }
    if step.start == nil { step.start = time }
    last = time
  }

  /// Takes the time of a line that only tells when the step was over.
  mutating func touchEnd(_ time: Timestamp) { last = time }

  /// Takes the words with which the provider tells how the step ended; the first are kept.
  mutating func note(
    _ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64, isFinal: Bool = false
  ) {
    guard wordsLine == 0 || (isFinal && !areWordsFinal) else { return }
    wordsLine = line
    areWordsFinal = isFinal
    words.removeAll(keepingCapacity: true)
    let end = min(text.upperBound, text.lowerBound + BuildStep.maxExcerptBytes)
    copyBytes(bytes, text.lowerBound..<end, to: &words)
  }

  /// Sets an outcome that the provider decides, with its class and rule.
  mutating func decide(_ outcome: Outcome, _ failureClass: FailureClass, rule: String) {
    step.outcome = outcome
    step.failureClass = failureClass
    step.decidingRule = rule
  }

  /// Ends a step whose log stopped: its runner was lost, and the step with it.
  mutating func stop(line: Int64) {
    decide(.error, .infrastructure, rule: step.key.provider + ".log-stops")
    if wordsLine == 0 { wordsLine = line }
  }

  /// The step as it ended; `line` is its last one, the last read where it is not given.
  mutating func close(end: Timestamp?, line: Int64? = nil) -> BuildStep {
    step.end = end
    step.endLine = max(step.line, line ?? step.endLine)
    lines.finish(&step)
    // Where no line decided, the first one that tells of a failure says the most.
    let isUndecided =
      step.failureLine == 0
      || ((step.failureClass ?? .unknown) == .unknown && wordsLine < step.failureLine)
    if step.outcome != .success, step.outcome != .skipped, isUndecided, wordsLine > 0 {
      step.failureLine = wordsLine
      step.failureEndLine = wordsLine
      step.excerpt = words
    }
    if step.outcome.isFailed, step.failureClass == nil {
      step.failureClass = .unknown
      step.decidingRule = "none"
    }
    return step
  }
}

extension EventBatch {
  /// Appends a step and counts it.
  mutating func append(_ step: BuildStep) {
    steps.append(step)
    tally.events += 1
  }

  /// Appends a job and counts it.
  mutating func append(_ job: BuildJob) {
    jobs.append(job)
    tally.events += 1
  }
}
