// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Raw logs of GitHub Actions, of a job or of one of its steps: outcome and exit code of each step,
/// from the log alone.
///
/// A step begins at `##[group]Run …`; what stands before the first is the set-up, what follows
/// `Post job cleanup.` the clean-up. A log that stops without the runner's last line ended with the
/// runner, not with success.
///
/// A `##[error]` fails the step of an action. In the step of a script it may be an annotation, by a
/// problem matcher or `echo ::error::`, and only the line with the exit code fails the step.
///
/// Source: the markers as the runner writes them, https://github.com/actions/runner
final class GitHubJobLogParser: EventParser {
  static let provider = "github"

  private var identity: GitHubLogIdentity
  private let path: String
  private var time = TimeScan()
  private var job: BuildJob
  private var step: BuildStep?
  private var lines: StepLines
  /// Whether the open step runs a script, which its header tells by naming the shell.
  private var isScript = false
  /// Whether the group that opened the step is still open.
  private var isInHeader = false
  private var number = 0
  private var last: Timestamp?
  private var hasEnded = false
  private var failed: [BuildStep] = []
  private var lastLine: Int64 = 0

  /// Begins a job, or the only step of a log if `isStep`.
  init(_ context: ParserContext, isStep: Bool = false) {
    path = context.path
    lines = StepLines(context.failureRules)
    identity = GitHubLogIdentity(path: context.path, isStep: isStep)
    job = BuildJob(
      provider: GitHubJobLogParser.provider, run: identity.run, job: identity.job, outcome: .success
    )
    job.attempt = identity.attempt
    job.name = identity.job
  }

  /// Whether `line` begins as the runner's lines do; Azure Pipelines shares the stamp, not the marks.
  static func matches(_ line: [UInt8]) -> Bool {
    var time = TimeScan()
    let bytes = line.span
    guard let stamped = stamped(bytes, 0..<line.count, &time) else { return false }
    return !bytes.hasPrefix("##[section]", at: Int(stamped.text.start))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      lastLine = lines.number(index)
      guard let (text, micros) = GitHubJobLogParser.stamped(bytes, range, &time) else {
        if range.isEmpty {
          events.countIgnoredLine()
        } else {
          events.countContinuationLine()
          self.lines.read(bytes, range, line: lastLine)
        }
        continue
      }
      last = Timestamp(microseconds: micros)
      events.countEventLine(events: 0)
      if identity.isOfRunner { continue }
      read(bytes, text, line: lastLine, offset: lines.offset(index), into: &events)
    }
  }

  func finish(into events: inout EventBatch) {
    if identity.step == nil, !hasEnded, var open = step, open.outcome == .success {
      // The runner's last words are missing: it was lost, and the step with it.
      open.outcome = .error
      open.failureClass = .infrastructure
      open.decidingRule = "github.log-stops"
      open.failureLine = lastLine
      open.failureEndLine = lastLine
      open.excerpt = []
      step = open
    }
    close(at: last, line: lastLine, into: &events)
    // The log of a step says nothing of its job.
    guard job.line > 0, identity.step == nil else { return }
    job.end = last
    job.endLine = lastLine
    for step in failed where job.outcome == .success || step.outcome != .cancelled {
      if job.outcome == .success || job.outcome == .cancelled { job.outcome = step.outcome }
    }
    events.jobs.append(job)
    events.tally.events += 1
  }

  // MARK: - Lines

  /// The text behind `2025-03-12T09:14:02.1234567Z ` and its time; nil for a line without a stamp.
  private static func stamped(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ time: inout TimeScan
  ) -> (text: ByteRange, micros: Int64)? {
    let textStart = range.lowerBound + 28
    guard textStart <= range.upperBound, bytes[textStart - 1] == 0x5A,
      textStart == range.upperBound || bytes[textStart] == 0x20,
      let read = time.iso(bytes, at: range.lowerBound, end: range.upperBound),
      read.next == textStart
    else { return nil }
    return (ByteRange(min(textStart + 1, range.upperBound), range.upperBound), read.micros)
  }

  private func read(
    _ bytes: Span<UInt8>, _ text: ByteRange, line: Int64, offset: Int64,
    into events: inout EventBatch
  ) {
    if job.line == 0 {
      if let step = identity.step, step.name != "Set up job", isIntroduction(bytes, text) {
        // The folder is not a job's but one that somebody put all logs into.
        identity = GitHubLogIdentity(path: path, isStep: false)
        job.run = identity.run
        job.job = identity.job
        job.attempt = identity.attempt
        job.name = identity.job
      }
      job.line = line
      job.start = last
      open(identity.step?.name ?? "Set up job", line: line, offset: offset)
    }
    let start = Int(text.start)
    guard start < Int(text.end) else { return }
    readMark(bytes, text, line: line, offset: offset, into: &events)
    lines.read(bytes, text.range, line: line)
  }

  /// Whether `text` is how the log of a job begins.
  private func isIntroduction(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    let start = Int(text.start)
    return bytes.hasPrefix("Current runner version: ", at: start)
      || bytes.hasPrefix("Requested labels: ", at: start)
      || bytes.hasPrefix("Job defined at: ", at: start)
      || bytes.hasPrefix("Found online and idle ", at: start)
      || bytes.hasPrefix("Waiting for a runner ", at: start)
      || bytes.hasPrefix("Job is about to start ", at: start)
  }

  private func readMark(
    _ bytes: Span<UInt8>, _ text: ByteRange, line: Int64, offset: Int64,
    into events: inout EventBatch
  ) {
    let start = Int(text.start)
    switch bytes[start] {
    case 0x23:
      if bytes.hasPrefix("##[group]Run ", at: start) {
        begin(bytes.string(ByteRange(start + 9, Int(text.end))), line, offset, into: &events)
      } else if bytes.hasPrefix("##[error]", at: start) {
        fail(bytes, ByteRange(start + 9, Int(text.end)), line: line)
      } else if bytes.equals(text, "##[endgroup]") {
        isInHeader = false
      }
    case 0x50:
      if bytes.equals(text, "Post job cleanup.") {
        begin("Post job cleanup", line, offset, into: &events)
      }
    case 0x43:
      if bytes.equals(text, "Cleaning up orphan processes") {
        begin("Complete job", line, offset, into: &events)
        hasEnded = true
      }
    case 0x73:
      if isInHeader, bytes.hasPrefix("shell: ", at: start) { isScript = true }
    case 0x4A:
      if bytes.hasPrefix("Job defined at: ", at: start) {
        job.repository = repository(bytes, ByteRange(start + 16, Int(text.end)))
        step?.repository = job.repository
      } else if bytes.hasPrefix("Job is about to start running on the hosted runner: ", at: start) {
        job.runner = bytes.string(ByteRange(start + 52, Int(text.end)))
        step?.runner = job.runner
      }
    case 0x20:
      if job.repository.isEmpty, bytes.hasPrefix("  repository: ", at: start) {
        job.repository = bytes.string(ByteRange(start + 14, Int(text.end)))
        step?.repository = job.repository
      }
    default: break
    }
  }

  /// The `owner/name` of `owner/name/.github/workflows/ci.yaml@refs/heads/main`.
  private func repository(_ bytes: Span<UInt8>, _ range: ByteRange) -> String {
    let parts = bytes.string(range).split(separator: "/", maxSplits: 2)
    return parts.count == 3 ? parts[0] + "/" + parts[1] : ""
  }

  // MARK: - Failures

  private func fail(_ bytes: Span<UInt8>, _ message: ByteRange, line: Int64) {
    guard var open = step else { return }
    decide(bytes.string(message), &open)
    if open.failureLine == 0 {
      open.failureLine = line
      for position in message.range.prefix(BuildStep.maxExcerptBytes) {
        open.excerpt.append(bytes[position])
      }
    }
    open.failureEndLine = line
    step = open
  }

  /// What an error of the runner says about the open step.
  ///
  /// A command that is killed still exits with a code, so that an exit code and a cancellation count
  /// only where nothing was said before them; a time-out and a lost runner always do.
  private func decide(_ message: String, _ open: inout BuildStep) {
    if message.hasPrefix(GitHubJobLogParser.exitCode) {
      let code = message.dropFirst(GitHubJobLogParser.exitCode.count)
      open.exitCode = Int(code.prefix { $0.isNumber || $0 == "-" })
      if open.outcome == .success { open.outcome = .failure }
    } else if message.hasPrefix("The operation was canceled") {
      if open.outcome == .success { open.outcome = .cancelled }
    } else if GitHubJobLogParser.timedOut.contains(where: message.contains) {
      open.outcome = .timeout
      open.failureClass = .timeout
      open.decidingRule = "github.timeout"
    } else if GitHubJobLogParser.runnerLost.contains(where: message.contains) {
      open.outcome = .error
      open.failureClass = .infrastructure
      open.decidingRule = "github.runner-lost"
    } else if open.outcome == .success, !isScript {
      open.outcome = .failure
    }
  }

  private static let exitCode = "Process completed with exit code "
  private static let timedOut = [
    "' has timed out after ", "has exceeded the maximum execution time of ",
  ]
  private static let runnerLost = [
    "The runner has received a shutdown signal", "Operating system is shutting down",
    "lost communication with the server",
  ]

  // MARK: - Steps

  private func begin(
    _ name: String, _ line: Int64, _ offset: Int64, into events: inout EventBatch
  ) {
    // The log of a step has the marks of no other.
    guard identity.step == nil else { return }
    close(at: last, line: line - 1, into: &events)
    open(name, line: line, offset: offset)
  }

  private func open(_ name: String, line: Int64, offset: Int64) {
    number += 1
    var opened = BuildStep(
      key: StepKey(
        provider: GitHubJobLogParser.provider, run: identity.run, job: identity.job,
        attempt: identity.attempt, number: identity.step?.number ?? number,
        isCounted: identity.step == nil),
      origin: .log, outcome: .success)
    opened.name = name
    opened.start = last
    opened.repository = job.repository
    opened.runner = job.runner
    opened.line = line
    opened.byteOffset = offset
    step = opened
    isScript = false
    isInHeader = true
  }

  private func close(at end: Timestamp?, line: Int64, into events: inout EventBatch) {
    guard var open = step else { return }
    step = nil
    open.end = end
    open.endLine = max(open.line, line)
    if open.repository.isEmpty { open.repository = job.repository }
    lines.finish(&open)
    if let tests = open.tests {
      if job.tests == nil { job.tests = tests } else { job.tests?.add(tests) }
    }
    if open.outcome.isFailed, open.failureClass == nil {
      open.failureClass = .unknown
      open.decidingRule = "none"
    }
    if open.outcome == .success {
      open.failureLine = 0
      open.failureEndLine = 0
      open.excerpt = []
    } else {
      failed.append(open)
    }
    events.steps.append(open)
    events.tally.events += 1
  }
}
