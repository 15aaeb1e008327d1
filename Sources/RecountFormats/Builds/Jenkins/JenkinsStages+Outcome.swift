// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension JenkinsStages {
  /// The stage that an error at the end of the log is about: it is printed when all have ended.
  ///
  /// An exit code is that of the last script; other errors came from the last step of any kind.
  func culprit(isExitCode: Bool) -> Int {
    let failed = stages.indices.filter { stages[$0].isFailed }
    if let first = failed.first(where: { stages[$0].open.step.exitCode == nil }) ?? failed.first {
      return first
    }
    return isExitCode ? lastShell ?? lastRun : lastRun
  }

  /// Marks what a build skipped the rest for, unless it is known already.
  mutating func blame(_ index: Int, isUnstable: Bool) {
    if isUnstable {
      self[index].isUnstable = true
    } else if !stages.contains(where: \.isFailed), !outer.isFailed {
      self[index].isFailed = true
    }
  }

  /// Decides the outcome of each stage by what the build came to; nil when the log stops.
  mutating func decide(_ result: JenkinsLine.Result?, line: Int64) {
    switch result {
    case nil: stop(line: line)
    case .success: break
    case .unstable: markUnstable()
    case .failure, .aborted, .notBuilt:
      // A stage whose agent was lost for a while and came back has gone on.
      if !stages.contains(where: \.isFailed), !outer.isFailed {
        let timedOut = stages.indices.first { stages[$0].hasTimedOut && !stages[$0].isSkipped }
        self[timedOut ?? culprit(isExitCode: false)].isFailed = true
      }
    }
    for index in stages.indices { decide(&stages[index], result) }
    decide(&outer, result)
  }

  private mutating func stop(line: Int64) {
    let open = stages.indices.filter { stages[$0].isOpen && !stages[$0].hasStages }
    let inner = open.isEmpty ? [JenkinsStages.outside] : open
    for index in inner where !self[index].isSkipped && !self[index].isFailed {
      self[index].open.stop(line: line)
    }
  }

  private mutating func markUnstable() {
    if stages.contains(where: { $0.isFailed || $0.isUnstable }) || outer.isUnstable { return }
    if let tested = stages.indices.last(where: { stages[$0].hasTestResults }) {
      stages[tested].isUnstable = true
    } else {
      outer.isUnstable = true
    }
  }

  private func decide(_ stage: inout JenkinsStage, _ result: JenkinsLine.Result?) {
    if stage.isSkipped {
      stage.open.step.outcome = .skipped
      return
    }
    guard stage.isFailed || stage.isUnstable else { return }
    let goesOn = result == .success || result == .unstable
    if stage.hasTimedOut {
      stage.open.decide(.timeout, .timeout, rule: "jenkins.timeout")
    } else if stage.hasLostAgent {
      stage.open.decide(.error, .infrastructure, rule: "jenkins.agent-lost")
    } else if result == .aborted || stage.isAborted {
      stage.open.step.outcome = .cancelled
    } else if result == .notBuilt {
      stage.open.step.outcome = .skipped
    } else if stage.isUnstable, !stage.isFailed, stage.hasTestResults {
      stage.open.decide(.failure, .test, rule: "jenkins.unstable")
    } else {
      stage.open.step.outcome = .failure
    }
    if goesOn || (stage.isUnstable && !stage.isFailed) { stage.open.step.conclusion = .success }
  }

  /// The steps of the build in their order, each ended.
  ///
  /// A stage that only holds others is none: what fails in them would count twice. What ran outside
  /// of all stages is a step where there are no stages, or where it failed.
  mutating func close(end: Timestamp?, line: Int64) -> [BuildStep] {
    var steps: [BuildStep] = []
    for index in stages.indices {
      let isContainer = stages[index].hasStages && stages[index].open.step.outcome == .success
      if isContainer { continue }
      let last = stages[index].isOpen ? end : stages[index].open.last
      steps.append(stages[index].open.close(end: last))
    }
    guard stages.isEmpty || outer.open.step.outcome != .success else { return steps }
    outer.open.step.key.number = stages.count + 1
    steps.append(outer.open.close(end: end, line: line))
    return steps
  }
}
