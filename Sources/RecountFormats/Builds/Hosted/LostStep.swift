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
