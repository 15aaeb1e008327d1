// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension BuildJob {
  /// The step that stands for a job which failed while none of its `count` steps did.
  func lostStep(after count: Int) -> BuildStep {
    var step = BuildStep(
      key: StepKey(
        provider: provider, run: run, job: job, attempt: attempt, number: count + 1),
      origin: origin, outcome: outcome)
    step.repository = repository
    step.name = count == 0 ? "Set up job" : "Complete job"
    step.start = start
    step.end = end
    step.runner = runner
    step.conclusion = outcome
    return step
  }
}

extension RecordDocument {
  /// Counts and appends a job with its steps, nil for one without an outcome yet.
  ///
  /// A job that failed although none of its steps did was lost in one that has no end; a step that says
  /// so with `message`, the provider's words, stands for it.
  mutating func append(
    _ job: BuildJob, _ steps: [BuildStep?], at offset: Int64, message: String,
    _ rules: FailureRules, into events: inout EventBatch
  ) {
    var job = job
    let isLost = job.outcome.isFailed && !steps.contains { $0?.outcome.isFailed == true }
    job.line = count(events: isLost ? 2 : 1, into: &events)
    for step in steps {
      let line = count(events: step == nil ? 0 : 1, into: &events)
      guard var step else { continue }
      step.place(line, offset)
      events.steps.append(step)
    }
    job.endLine = element
    if isLost {
      var step = job.lostStep(after: steps.count)
      step.place(job.line, offset)
      step.classify(message: message, rules)
      step.classifySetUp(rule: job.provider + ".no-step-failed")
      events.steps.append(step)
    }
    events.jobs.append(job)
  }
}

extension BuildStep {
  fileprivate mutating func place(_ line: Int64, _ offset: Int64) {
    self.line = line
    endLine = line
    byteOffset = offset
  }
}
