// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Which step of which build: a failed step is counted once per key.
package struct StepKey: Hashable, Sendable {
  package var provider: String
  /// Identity of the pipeline run at its provider.
  package var run: String
  /// Identity of the job within the run.
  package var job: String
  /// 1-based retry number of the job.
  package var attempt: Int
  /// 1-based position of the step within its job; `wholeJob` where only the job's record is there.
  package var number: Int
  /// Whether `number` was counted in the job's log, which shows no step that was left out; the
  /// provider's own numbers count those too.
  package var isCounted: Bool

  /// The number of the step that decided a job whose record does not say which it was.
  package static let wholeJob = 0

  package init(
    provider: String, run: String, job: String, attempt: Int = 1, number: Int = 1,
    isCounted: Bool = false
  ) {
    self.provider = provider
    self.run = run
    self.job = job
    self.attempt = attempt
    self.number = number
    self.isCounted = isCounted
  }
}

/// Lines of a content, both ends included; the first line has number 1.
package struct LineRange: Equatable, Sendable {
  package var first: Int64
  package var last: Int64

  package init(_ first: Int64, _ last: Int64) {
    self.first = first
    self.last = last
  }
}

/// A command or action of a job, as its provider's records and logs tell it.
///
/// Records and logs of one step arrive in any order and are merged by key: the record decides
/// outcome and times, the log the reason.
package struct BuildStep: Sendable {
  /// Where a description of a step came from.
  package enum Origin: UInt8, Sendable {
    /// The provider's own record of the step.
    case record
    /// The step's or job's log.
    case log
  }

  package var key: StepKey
  package var origin: Origin
  package var repository: String = ""
  package var pipeline: String = ""
  package var name: String = ""
  /// Nil when neither record nor log states one.
  package var start: Timestamp?
  package var end: Timestamp?
  package var outcome: Outcome
  /// False for a log that does not tell how its step ended: only the step's record can, and until
  /// it is there the step is counted nowhere.
  package var isOutcomeKnown = true
  /// What the provider made of it after continue-on-error and allow-failure; nil when it does not say.
  package var conclusion: Outcome?
  package var exitCode: Int?
  package var failureClass: FailureClass?
  /// The rule that decided the class.
  package var decidingRule: String = ""
  package var image: String = ""
  package var runner: String = ""
  /// First and last line of the step in its source, and the offset of the first.
  package var line: Int64 = 0
  package var endLine: Int64 = 0
  package var byteOffset: Int64 = 0
  /// First and last line of the run of lines that decided why it failed; 0 when none did.
  package var failureLine: Int64 = 0
  package var failureEndLine: Int64 = 0
  /// All lines that say why it failed, in their order and apart from one another.
  package var failures: [LineRange] = []
  /// What its tests came to; nil when it ran none.
  package var tests: TestTotals?
  /// The line that says why, raw and bounded.
  package var excerpt: [UInt8] = []

  package static let maxExcerptBytes = 512

  package init(key: StepKey, origin: Origin, outcome: Outcome) {
    self.key = key
    self.origin = origin
    self.outcome = outcome
  }
}

/// One attempt of a job, as its log or record tells it.
package struct BuildJob: Sendable {
  package var provider: String
  package var origin = BuildStep.Origin.log
  package var repository: String = ""
  package var run: String
  package var job: String
  package var attempt: Int = 1
  package var name: String = ""
  package var start: Timestamp?
  package var end: Timestamp?
  package var outcome: Outcome
  package var runner: String = ""
  /// What the tests of all its steps came to; nil when it ran none.
  package var tests: TestTotals?
  package var line: Int64 = 0
  package var endLine: Int64 = 0

  package init(provider: String, run: String, job: String, outcome: Outcome) {
    self.provider = provider
    self.run = run
    self.job = job
    self.outcome = outcome
  }
}
