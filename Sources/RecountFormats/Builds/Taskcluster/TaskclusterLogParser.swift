// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The log of one run of a Taskcluster task: its set-up, its commands, and what the worker does after.
///
/// docker-worker runs one command and ends with `Unsuccessful task run with exit code: 1`;
/// generic-worker names each of its commands, tells their exit codes, and ends with an error of its
/// own or, after a success, without a word beyond `=== Task Finished ===`.
///
/// A task is retried under its own id, and the log does not say which run it is of: keys are by path.
///
/// Source: https://docs.taskcluster.net/docs/reference/workers
final class TaskclusterLogParser: VisibleLineParser {
  static let provider = "taskcluster"
  /// Commands beyond are read as part of the last one.
  private static let maxSteps = 500

  private enum Phase {
    case setUp, running, over
  }

  private let identity: ServerLogIdentity
  private var time = TimeScan()
  var terminal = TerminalLine()
  private var job: BuildJob
  private var steps: [OpenStep] = []
  private var phase = Phase.setUp
  private var hasStarted = false
  /// The step whose outcome is that of the task.
  private var main = 0
  private var hasVerdict = false
  private var isGenericWorker = false
  private var line: Int64 = 0
  private var offset: Int64 = 0
  private var last: Timestamp?

  private let rules: FailureRules

  init(_ context: ParserContext) {
    identity = ServerLogIdentity(path: context.path)
    rules = context.failureRules
    job = BuildJob(
      provider: TaskclusterLogParser.provider, run: identity.run, job: identity.job,
      outcome: .success)
    job.name = identity.job
  }

  /// Whether a line has one of the prefixes that workers write.
  static func matches(_ line: [UInt8]) -> Bool {
    var time = TimeScan()
    let read = TaskclusterLine(line.span, 0..<line.count, &time)
    guard read.speaker == .task else { return read.speaker != .none }
    let bytes = line.span
    return ["[task ", "[setup ", "[vcs ", "[fetches ", "[cache ", "[volume "].contains {
      bytes.hasPrefix($0, at: 0)
    }
  }

  func read(_ bytes: Span<UInt8>, _ range: Range<Int>, line: Int64, offset: Int64) -> Bool {
    self.line = line
    self.offset = offset
    let read = TaskclusterLine(bytes, range, &time)
    guard read.speaker != .none else {
      guard !steps.isEmpty else { return false }
      if hasStarted, phase == .setUp { open("Run task") }
      steps[steps.count - 1].read(bytes, range, line: line)
      return false
    }
    if let micros = read.micros { last = Timestamp(microseconds: micros) }
    if steps.isEmpty {
      job.line = line
      job.start = last
      open("Set up task")
    }
    if job.start == nil { job.start = last }
    if read.speaker == .task, hasStarted, phase == .setUp { open("Run task") }
    steps[steps.count - 1].touch(last)
    switch read.speaker {
    case .worker: readWorker(bytes, read.text)
    case .workerError: readError(bytes, read.text)
    case .task, .none:
      let text = TaskclusterLine.withoutLevel(bytes, read.text)
      steps[steps.count - 1].read(bytes, text.range, line: line)
    }
    return true
  }

  // MARK: - The worker

  private func readWorker(_ bytes: Span<UInt8>, _ text: ByteRange) {
    // The words that introduce a value end in a space, which may be the last of the line.
    let trimmed = ByteRange(Int(bytes.trimmed(text).start), Int(text.end))
    let start = Int(trimmed.start)
    if bytes.hasPrefix("Executing command ", at: start) {
      isGenericWorker = true
      hasStarted = true
      if phase != .over { openCommand(bytes, trimmed) }
      return
    }
    steps[steps.count - 1].read(bytes, text.range, line: line)
    if bytes.equals(trimmed, "=== Task Starting ===") {
      hasStarted = true
    } else if bytes.equals(trimmed, "=== Task Finished ===") {
      finishTask()
    } else if bytes.hasPrefix("Exit Code: ", at: start) {
      isGenericWorker = true
      exit(bytes, ByteRange(start + 11, Int(trimmed.end)), words: trimmed)
    } else if bytes.hasPrefix("Unsuccessful task run with exit code: ", at: start) {
      hasVerdict = true
      exit(bytes, ByteRange(start + 38, Int(trimmed.end)), words: trimmed)
      if steps[main].step.outcome == .success { fail(bytes, trimmed) }
    } else if bytes.hasPrefix("Successful task run", at: start) {
      hasVerdict = true
    } else if bytes.hasPrefix("Task ID: ", at: start) {
      job.name = bytes.string(ByteRange(start + 9, Int(trimmed.end)))
    } else if bytes.hasPrefix("Worker ID: ", at: start) {
      job.runner = bytes.string(ByteRange(start + 11, Int(trimmed.end)))
    }
  }

  private func openCommand(_ bytes: Span<UInt8>, _ text: ByteRange) {
    let end = min(Int(text.end), Int(text.start) + 256)
    if let colon = firstIndex(of: 0x3A, in: bytes, Int(text.start)..<end), colon + 2 < end {
      open(bytes.string(ByteRange(colon + 2, end)))
    } else {
      open("Run task")
    }
  }

  private func finishTask() {
    guard phase != .over else { return }
    if phase == .setUp, hasStarted { open("Run task") }
    phase = .over
    open("Tear down task")
  }

  /// The exit code of the task, from the digits at the front of `code`.
  private func exit(_ bytes: Span<UInt8>, _ code: ByteRange, words: ByteRange) {
    var end = Int(code.start)
    if end < Int(code.end), bytes[end] == 0x2D { end += 1 }
    while end < Int(code.end), isDigit(bytes[end]), end - Int(code.start) < 11 { end += 1 }
    guard let value = Int(bytes.string(ByteRange(Int(code.start), end))) else { return }
    steps[main].step.exitCode = value
    if value != 0 { fail(bytes, words) }
  }

  private func fail(_ bytes: Span<UInt8>, _ words: ByteRange) {
    steps[main].note(bytes, words.range, line: line)
    guard steps[main].step.outcome == .success else { return }
    if hasStarted {
      steps[main].step.outcome = .failure
    } else {
      steps[main].decide(.error, .infrastructure, rule: "taskcluster.setup-failed")
    }
  }

  // MARK: - Errors of the worker

  private func readError(_ bytes: Span<UInt8>, _ text: ByteRange) {
    steps[steps.count - 1].read(bytes, text.range, line: line)
    let start = Int(text.start)
    if bytes.hasPrefix("exit status ", at: start) {
      hasVerdict = true
      exit(bytes, ByteRange(start + 12, Int(text.end)), words: text)
      return
    }
    let words = bytes.string(ByteRange(start, min(Int(text.end), start + 512)))
    // What is tried again has not failed.
    if words.contains("Next Attempt in") || words.hasPrefix("Aborting task") { return }
    if let end = TaskclusterLogParser.ends.first(where: { $0.words.contains(where: words.contains) }
    ) {
      hasVerdict = true
      steps[main].note(bytes, text.range, line: line, isFinal: true)
      // A command that is killed has an exit code too: the reason says more.
      if let failureClass = end.failureClass {
        steps[main].decide(end.outcome, failureClass, rule: end.rule)
      } else {
        steps[main].step.outcome = end.outcome
      }
    } else if !hasStarted {
      steps[main].note(bytes, text.range, line: line)
    } else if words.hasPrefix("TASK FAILURE") {
      hasVerdict = true
      fail(bytes, text)
    }
  }

  private struct End {
    var words: [String]
    var outcome: Outcome
    var failureClass: FailureClass?
    var rule: String
  }

  private static let ends = [
    End(
      words: ["max run time exceeded", "Task timeout after"], outcome: .timeout,
      failureClass: .timeout, rule: "taskcluster.timeout"),
    End(
      words: ["worker-shutdown", "worker shutdown", "orker has been shutdown", "spot termination"],
      outcome: .error, failureClass: .infrastructure, rule: "taskcluster.worker-shutdown"),
    End(
      words: ["states could not be started successfully", "image could not be downloaded"],
      outcome: .error, failureClass: .infrastructure, rule: "taskcluster.setup-failed"),
    End(
      words: ["been canceled", "was canceled", "been cancelled", "was cancelled"],
      outcome: .cancelled, failureClass: nil, rule: ""),
  ]

  // MARK: - Steps

  private func open(_ name: String) {
    guard steps.count < TaskclusterLogParser.maxSteps || phase == .over else { return }
    if phase == .setUp, !steps.isEmpty { phase = .running }
    var step = BuildStep(
      key: StepKey(
        provider: TaskclusterLogParser.provider, run: identity.run, job: identity.job,
        number: steps.count + 1),
      origin: .log, outcome: .success)
    step.name = name
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    step.start = last
    steps.append(OpenStep(step, rules))
    if phase != .over { main = steps.count - 1 }
  }

  func finish(into events: inout EventBatch) {
    guard !steps.isEmpty else { return }
    let isComplete = hasVerdict || (phase == .over && isGenericWorker)
    if !isComplete, steps[main].step.outcome == .success {
      steps[steps.count - 1].stop(line: line)
    }
    for index in steps.indices {
      steps[index].step.runner = job.runner
      let isLast = index + 1 == steps.count
      let end = isLast ? last : steps[index + 1].step.start
      let step = steps[index].close(end: end, line: isLast ? line : steps[index + 1].step.line - 1)
      // The first step that failed is what the task failed of.
      if step.outcome != .success, job.outcome == .success { job.outcome = step.outcome }
      events.append(step)
    }
    job.end = last
    job.endLine = line
    events.append(job)
  }
}
