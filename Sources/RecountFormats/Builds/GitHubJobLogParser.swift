// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Raw job logs of GitHub Actions: steps, their outcome and exit code, from the log alone.
///
/// A step begins at `##[group]Run …`; what stands before the first is the set-up, what follows
/// `Post job cleanup.` the clean-up. A `##[error]` decides that a step failed. A log that stops
/// without the runner's last line ended with the runner, not with success.
///
/// Source: the markers as the runner writes them, https://github.com/actions/runner
final class GitHubJobLogParser: EventParser {
  static let provider = "github"

  private let identity: BuildLogIdentity
  private var time = TimeScan()
  private var job: BuildJob
  private var step: BuildStep?
  private var number = 0
  private var last: Timestamp?
  private var hasEnded = false
  private var failed: [BuildStep] = []
  private var lastLine: Int64 = 0

  init(_ context: ParserContext) {
    identity = BuildLogIdentity(path: context.path)
    job = BuildJob(
      provider: GitHubJobLogParser.provider, run: identity.run, job: identity.job, outcome: .success
    )
    job.name = identity.job
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      lastLine = lines.number(index)
      guard let text = stamped(bytes, range) else {
        if range.isEmpty { events.countIgnoredLine() } else { events.countContinuationLine() }
        continue
      }
      events.countEventLine(events: 0)
      read(bytes, text, line: lastLine, offset: lines.offset(index), into: &events)
    }
  }

  func finish(into events: inout EventBatch) {
    if !hasEnded, var open = step {
      // The runner's last words are missing: it was lost, and the step with it.
      if open.outcome == .success {
        open.outcome = .error
        open.failureClass = .infrastructure
        open.decidingRule = "github.log-stops"
        open.failureLine = lastLine
        open.failureEndLine = lastLine
        step = open
      }
    }
    close(at: last, line: lastLine, into: &events)
    guard job.line > 0 else { return }
    job.end = last
    job.endLine = lastLine
    for step in failed where job.outcome == .success || step.outcome != .cancelled {
      if job.outcome == .success || job.outcome == .cancelled { job.outcome = step.outcome }
    }
    events.jobs.append(job)
    events.tally.events += 1
  }

  // MARK: - Lines

  /// The text behind `2025-03-12T09:14:02.1234567Z `, or nil for a line without a stamp.
  private func stamped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ByteRange? {
    guard range.count >= 28, let (micros, next, hasZone) = time.iso(
      bytes, at: range.lowerBound, end: range.upperBound), hasZone,
      next - range.lowerBound == 28
    else { return nil }
    last = Timestamp(microseconds: micros)
    return ByteRange(min(next + 1, range.upperBound), range.upperBound)
  }

  private func read(
    _ bytes: Span<UInt8>, _ text: ByteRange, line: Int64, offset: Int64,
    into events: inout EventBatch
  ) {
    if job.line == 0 {
      job.line = line
      job.start = last
      open("Set up job", line: line, offset: offset)
    }
    let start = Int(text.start)
    guard start < Int(text.end) else { return }
    switch bytes[start] {
    case 0x23:
      if bytes.hasPrefix("##[group]Run ", at: start) {
        begin(bytes.string(ByteRange(start + 9, Int(text.end))), line, offset, into: &events)
      } else if bytes.hasPrefix("##[error]", at: start) {
        fail(bytes, ByteRange(start + 9, Int(text.end)), line: line)
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

  private func fail(_ bytes: Span<UInt8>, _ message: ByteRange, line: Int64) {
    guard var open = step else { return }
    let text = bytes.string(message)
    if text.hasPrefix("Process completed with exit code ") {
      open.exitCode = Int(text.dropFirst(33).prefix { $0.isNumber || $0 == "-" })
      open.outcome = .failure
    } else if text.hasPrefix("The operation was canceled") {
      if open.outcome == .success { open.outcome = .cancelled }
    } else if text.hasPrefix("The action '"), text.contains("' has timed out after ") {
      open.outcome = .timeout
      open.failureClass = .timeout
      open.decidingRule = "github.action-timeout"
    } else if GitHubJobLogParser.runnerLost.contains(where: text.contains) {
      open.outcome = .error
      open.failureClass = .infrastructure
      open.decidingRule = "github.runner-lost"
    } else if open.outcome == .success {
      open.outcome = .failure
    }
    if open.failureLine == 0 {
      open.failureLine = line
      for position in message.range.prefix(BuildStep.maxExcerptBytes) {
        open.excerpt.append(bytes[position])
      }
    }
    open.failureEndLine = line
    step = open
  }

  private static let runnerLost = [
    "The runner has received a shutdown signal", "Operating system is shutting down",
    "lost communication with the server",
  ]

  // MARK: - Steps

  private func begin(
    _ name: String, _ line: Int64, _ offset: Int64, into events: inout EventBatch
  ) {
    close(at: last, line: line - 1, into: &events)
    open(name, line: line, offset: offset)
  }

  private func open(_ name: String, line: Int64, offset: Int64) {
    number += 1
    var opened = BuildStep(
      key: StepKey(
        provider: GitHubJobLogParser.provider, run: identity.run, job: identity.job, number: number),
      origin: .log, outcome: .success)
    opened.name = name
    opened.start = last
    opened.repository = job.repository
    opened.runner = job.runner
    opened.line = line
    opened.byteOffset = offset
    step = opened
  }

  private func close(at end: Timestamp?, line: Int64, into events: inout EventBatch) {
    guard var open = step else { return }
    step = nil
    open.end = end
    open.endLine = max(open.line, line)
    if open.repository.isEmpty { open.repository = job.repository }
    if open.outcome.isFailed, open.failureClass == nil {
      open.failureClass = .unknown
      open.decidingRule = "none"
    }
    if open.outcome != .success { failed.append(open) }
    events.steps.append(open)
    events.tally.events += 1
  }
}
