// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension TravisSteps {
  mutating func close() {
    guard var step = open else { return }
    open = nil
    if step.step.start == nil { step.step.start = closed.last?.end }
    var made = step.close(end: end)
    if phase.isSetUp { made.classifySetUp(rule: "travis.setup-failed") }
    closed.append(made)
  }

  /// Ends the job and appends it with its steps.
  mutating func finish(line: Int64, offset: Int64, into events: inout EventBatch) {
    guard open != nil else { return }
    if ended == nil { breakOff(line: line, offset: offset) }
    if case .done(let code) = ended, code != 0 { blame(code, line: line, offset: offset) }
    close()
    var job = BuildJob(
      provider: TravisSteps.provider, run: run, job: self.job, outcome: outcome)
    job.name = self.job
    job.repository = repository
    job.runner = runner
    job.start = first
    job.end = last
    job.line = firstLine
    job.endLine = line
    for index in closed.indices {
      var step = closed[index]
      step.key.run = run
      step.key.job = self.job
      step.repository = repository
      step.runner = runner
      events.append(step)
    }
    events.append(job)
  }

  /// Ends a log without an end: by what Travis said last, else its worker was lost.
  private mutating func breakOff(line: Int64, offset: Int64) {
    let cause = interruption.flatMap { $0.step == closed.count ? $0 : nil }
    if isComplete, cause != nil || open?.step.outcome == .success {
      begin(.after, "Complete job", line: line, offset: offset)
    }
    guard let cause else {
      if open?.step.outcome == .success { open?.stop(line: line) }
      return
    }
    open?.note(cause.words.span, 0..<cause.words.count, line: cause.line, isFinal: true)
    open?.decide(cause.outcome, cause.failureClass, rule: cause.rule)
  }

  /// Finds the step that a job failed of when no command is known to have.
  private mutating func blame(_ code: Int, line: Int64, offset: Int64) {
    let failed = closed + [open?.step].compactMap(\.self)
    guard failed.allSatisfy({ $0.outcome == .success }) else { return }
    if isComplete { begin(.after, "Complete job", line: line, offset: offset) }
    open?.step.outcome = .failure
    open?.step.exitCode = code
  }

  private var outcome: Outcome {
    let failed = closed.first { $0.outcome.isFailed || $0.outcome == .cancelled }
    return switch ended {
    case .done(0): .success
    case .done: failed?.outcome ?? .failure
    case .stopped: .error
    case nil: closed.last { $0.outcome != .success }?.outcome ?? .error
    }
  }
}
