// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The steps of a log of Azure Pipelines, of a job or of one task.
///
/// Memory is bounded by `maxSteps`; what is beyond is read as part of the last step.
struct AzureSteps {
  static let provider = "azure"
  private static let maxSteps = 500

  var runner = ""
  private let path: String
  private var open: OpenStep?
  private var task = ""
  /// Whether `##vso[task.complete …]` has said how the step ends.
  private var isDecided = false
  private var closed: [BuildStep] = []
  /// Whether the open step is none but stands for what the agent says outside of all.
  private var isOutside = false
  /// The name of the section around all steps, and whether it has ended.
  private var frame: (name: String, isOver: Bool)?
  private var firstLine: Int64 = 0
  private var line: Int64 = 0
  private var first: Timestamp?
  private var last: Timestamp?

  private let rules: FailureRules

  init(path: String, _ rules: FailureRules) {
    self.path = path
    self.rules = rules
  }

  // MARK: - Lines

  @inline(__always)
  mutating func touch(_ time: Timestamp, line: Int64) {
    last = time
    self.line = line
    if firstLine == 0 {
      firstLine = line
      first = time
    }
    open?.touch(time)
  }

  @inline(__always)
  mutating func read(_ bytes: Span<UInt8>, _ text: Range<Int>, line: Int64) {
    open?.read(bytes, text, line: line)
  }

  // MARK: - Sections

  /// Begins a step; false for a section inside one, which is only text.
  mutating func begin(_ name: String, line: Int64, offset: Int64) -> Bool {
    if isOutside { close(line: line - 1) }
    guard closed.count < AzureSteps.maxSteps else { return false }
    if let around = open {
      // Only the very first section, which no task has introduced, can be that of the job.
      guard closed.isEmpty, frame == nil, task.isEmpty, around.step.outcome == .success else {
        return false
      }
      frame = (around.step.name, false)
    }
    var step = BuildStep(
      key: StepKey(
        provider: AzureSteps.provider, run: "", job: "", number: closed.count + 1, isCounted: true),
      origin: .log, outcome: .success)
    step.name = name
    step.start = last
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    open = OpenStep(step, rules)
    task = ""
    isDecided = false
    return true
  }

  mutating func name(task: String) {
    if self.task.isEmpty { self.task = task }
  }

  mutating func finish(_ name: String, line: Int64) {
    if let open, open.step.name == name {
      close(line: line)
    } else if open == nil, let around = frame, around.name == name {
      frame = (name, true)
    }
  }

  private mutating func close(line: Int64) {
    guard var step = open else { return }
    open = nil
    isOutside = false
    var made = step.close(end: last, line: line)
    if AzureReason.isSetUp(step: made.name, task: task) {
      made.classifySetUp(rule: "azure.setup-failed")
    }
    closed.append(made)
  }

  // MARK: - Failures

  mutating func fail(
    _ bytes: Span<UInt8>, _ message: ByteRange, line: Int64, offset: Int64
  ) {
    let words = bytes.string(ByteRange(message.range.prefix(512)))
    let reason = AzureReason(words)
    if open == nil, reason != nil {
      isOutside = begin("Complete job", line: line, offset: offset)
    }
    open?.note(
      bytes, message.range, line: line, isFinal: reason == .timeout || reason == .agentLost)
    switch reason {
    case .timeout: open?.decide(.timeout, .timeout, rule: "azure.timeout")
    case .agentLost: open?.decide(.error, .infrastructure, rule: "azure.agent-lost")
    case .cancelled:
      if open?.step.outcome == .success {
        open?.decide(.cancelled, .cancelled, rule: "azure.cancelled")
      }
    case nil:
      let code = AzureReason.exitCode(words)
      if let code { open?.step.exitCode = code }
      guard !isDecided, open?.step.outcome == .success, code != nil || !isScript else { return }
      open?.step.outcome = .failure
    }
  }

  /// Scripts print errors and go on.
  private var isScript: Bool {
    task == "Command line" || task == "Bash" || task == "PowerShell"
      || task.hasPrefix("Shell script") || task == "Batch script"
  }

  mutating func complete(
    _ bytes: Span<UInt8>, _ result: ByteRange, _ text: ByteRange, line: Int64
  ) {
    let outcome: Outcome
    switch bytes.string(ByteRange(result.range.prefix(32))).lowercased() {
    case "succeeded", "succeededwithissues": outcome = .success
    case "failed": outcome = .failure
    case "cancelled", "canceled": outcome = .cancelled
    case "skipped": outcome = .skipped
    default: return
    }
    isDecided = true
    open?.step.outcome = outcome
    if outcome != .success { open?.note(bytes, text.range, line: line) }
  }

  // MARK: - End

  mutating func finish(offset: Int64, into events: inout EventBatch) {
    if open != nil {
      if open?.step.outcome == .success { open?.stop(line: line) }
      close(line: line)
    }
    guard !closed.isEmpty else { return }
    let hasStopped = frame?.isOver == false && closed.allSatisfy { $0.outcome == .success }
    if hasStopped, begin("Complete job", line: line, offset: offset) {
      open?.stop(line: line)
      close(line: line)
    }
    // Without a section around it, a single step is the log of a task.
    let isTask = frame == nil && closed.count == 1
    let place = AzureLogIdentity(path: path, isTask: isTask)
    for index in closed.indices {
      var step = closed[index]
      step.key.run = place.run
      step.key.job = place.job
      if isTask, let number = place.number {
        step.key.number = number
        step.key.isCounted = false
      }
      step.runner = runner
      events.append(step)
    }
    guard !isTask, let outcome else { return }
    var job = BuildJob(
      provider: AzureSteps.provider, run: place.run, job: place.job, outcome: outcome)
    job.name = frame?.name ?? place.job
    job.runner = runner
    job.start = first
    job.end = last
    job.line = firstLine
    job.endLine = line
    events.append(job)
  }

  /// The first step that failed decides; nil where the log stops between two steps that went well.
  private var outcome: Outcome? {
    let failed = closed.first { $0.outcome.isFailed } ?? closed.first { $0.outcome == .cancelled }
    if let failed { return failed.outcome }
    let isOver = frame?.isOver ?? (closed.last?.name.hasPrefix("Finalize ") == true)
    return isOver ? .success : nil
  }
}

/// Which run, job and task a log of Azure Pipelines belongs to, by where it lies.
///
/// The archive `logs_4512.zip` of run 4512 holds `<job>/<n>_<task>.txt` for each task.
struct AzureLogIdentity {
  var run: String
  var job: String
  var number: Int?

  init(path: String, isTask: Bool) {
    let place = GitHubLogIdentity(path: path, isStep: isTask)
    run = place.run
    job = place.job
    number = place.step?.number
    let folder = run.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
    let digits = folder.drop { !$0.isNumber }.prefix { $0.isNumber }
    if folder.hasPrefix("logs_"), !digits.isEmpty { run = String(digits) }
  }
}
