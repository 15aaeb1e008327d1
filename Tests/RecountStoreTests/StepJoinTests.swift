// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

/// A job's log shows its steps without their numbers; where these are known, each step has one row.
struct StepJoinTests {
  private func step(
    _ number: Int, _ name: String, from start: Timestamp, to end: Timestamp,
    _ outcome: Outcome = .success, isCounted: Bool = false, origin: BuildStep.Origin = .record
  ) -> BuildStep {
    var step = BuildStep(
      key: StepKey(
        provider: "github", run: "1", job: "build", number: number, isCounted: isCounted),
      origin: origin, outcome: outcome)
    step.name = name
    step.start = start
    step.end = end
    if origin == .record { step.conclusion = outcome }
    return step
  }

  private var records: [BuildStep] {
    [
      step(1, "Set up job", from: .at(10, 0), to: .at(10, 0, 4)),
      step(2, "Check out", from: .at(10, 0, 4), to: .at(10, 0, 9)),
      step(3, "Only on main", from: .at(10, 0, 9), to: .at(10, 0, 9), .skipped),
      step(4, "Lint", from: .at(10, 0, 9), to: .at(10, 0, 10)),
      step(5, "Test", from: .at(10, 0, 10), to: .at(10, 2), .failure),
      step(9, "Complete job", from: .at(10, 2), to: .at(10, 2, 1)),
    ]
  }

  private var log: [BuildStep] {
    func counted(_ number: Int, _ start: Timestamp, _ outcome: Outcome = .success) -> BuildStep {
      step(
        number, "Run \(number)", from: start, to: start, outcome, isCounted: true, origin: .log)
    }
    var failed = counted(5, .at(10, 0, 10), .failure)
    failed.exitCode = 2
    failed.failureClass = .test
    failed.decidingRule = "test.failed"
    failed.failureLine = 40
    failed.failureEndLine = 41
    failed.failures = [LineRange(40, 41), LineRange(50, 50)]
    var tests = TestTotals()
    tests.frameworks = ["pytest"]
    tests.run = 3
    tests.passed = 2
    tests.failed = 1
    tests.failedTests = ["t::a"]
    failed.tests = tests
    // A composite action shows a group of its own for a step inside it.
    return [
      counted(1, .at(10, 0)), counted(2, .at(10, 0, 4)), counted(3, .at(10, 0, 6)),
      counted(4, .at(10, 0, 9)), failed, counted(6, .at(10, 2)),
    ]
  }

  private func store(_ sources: [[BuildStep]]) throws -> TemporaryCase {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for (index, steps) in sources.enumerated() {
      try writer.store([.steps(steps)], as: "\(index)", service: "ci")
    }
    try writer.finish()
    return file
  }

  private static let steps = """
    SELECT number, name, outcome, exit_code, failure_class, failure_line, tests_failed
    FROM steps ORDER BY number
    """

  @Test func `log and records make one row a step, whichever comes first`() throws {
    let first = try store([records, log])
    let second = try store([log, records])
    let rows = try first.rows(StepJoinTests.steps)
    #expect(rows.map { $0[0] } == [1, 2, 3, 4, 5, 9].map { QueryValue.integer($0) })
    #expect(
      rows[4] == [
        .integer(5), .text("Test"), .text("failure"), .integer(2), .text("test"), .integer(40),
        .integer(1),
      ])
    #expect(try second.rows(StepJoinTests.steps) == rows)
    for file in [first, second] {
      let lines = "SELECT line, end_line FROM step_failure ORDER BY line"
      #expect(
        try file.rows(lines) == [[.integer(40), .integer(41)], [.integer(50), .integer(50)]])
      #expect(try file.rows("SELECT test FROM failed_tests") == [[.text("t::a")]])
      let counts = "SELECT outcome, sum(n) FROM rollups GROUP BY outcome ORDER BY outcome"
      #expect(
        try file.rows(counts) == [
          [.text("failure"), .integer(1)], [.text("skipped"), .integer(1)],
          [.text("success"), .integer(4)],
        ])
    }
  }

  @Test func `a log without records keeps the numbers it counted`() throws {
    let file = try store([log])
    #expect(try file.count("steps") == .integer(6))
  }

  @Test func `a failure that was let through did happen`() throws {
    var record = step(1, "Lint", from: .at(10, 0), to: .at(10, 1))
    record.conclusion = .success
    var shown = step(1, "Lint", from: .at(10, 0), to: .at(10, 1), .failure, origin: .log)
    shown.exitCode = 1
    for order in [[[record], [shown]], [[shown], [record]], [[record], [shown], [record]]] {
      let file = try store(order)
      #expect(
        try file.rows("SELECT outcome, conclusion, fate FROM steps") == [
          [.text("failure"), .text("success"), .text("let through")]
        ])
    }
  }

  @Test func `the fate of a step tells what became of it`() throws {
    var again = step(5, "Test", from: .at(11, 0), to: .at(11, 1))
    again.key.attempt = 2
    let after = step(6, "Publish", from: .at(10, 2), to: .at(10, 2), .skipped)
    let before = step(3, "Never", from: .at(10, 0), to: .at(10, 0), .skipped)
    let test = step(5, "Test", from: .at(10, 0), to: .at(10, 2), .failure)
    var alone = step(1, "Stopped", from: .at(10, 0), to: .at(10, 1), .cancelled)
    alone.key.job = "other"
    var lasting = test
    lasting.key.job = "lasting"
    let file = try store([[before, test, after, alone, lasting], [again]])
    let rows = try file.rows(
      "SELECT job, number, attempt, fate FROM steps ORDER BY job, attempt, number")
    #expect(
      rows.map { $0[3] } == [
        .text("not run"), .text("retried"), .text("collateral"), .null, .text("failed"),
        .text("cancelled"),
      ])
  }

  // MARK: - Records without steps

  /// The record of a job as the one step that failed in it.
  private var wholeJob: BuildStep {
    var record = step(StepKey.wholeJob, "script", from: .at(10, 0), to: .at(10, 2), .failure)
    record.failureClass = .unknown
    record.decidingRule = "gitlab.script-failure"
    return record
  }

  @Test(arguments: ["1", "folder"])
  func `a record without steps becomes the step that the log shows as failed`(
    logRun: String
  ) throws {
    let log = log.map { step in
      var step = step
      step.key.run = logRun
      return step
    }
    for order in [
      [[wholeJob], log], [log, [wholeJob]], [[wholeJob], log, [wholeJob], log],
      [log, [wholeJob], log],
    ] {
      let file = try store(order)
      #expect(
        try file.rows("SELECT run, number, failure_class FROM steps WHERE outcome = 'failure'") == [
          [.text("1"), .integer(5), .text("test")]
        ])
      #expect(try file.count("steps") == .integer(6))
    }
  }

  @Test func `a record without steps stands for a step of which no log tells`() throws {
    let whole = try store([[wholeJob]])
    #expect(
      try whole.rows("SELECT number, outcome FROM steps") == [[.integer(0), .text("failure")]])
    // A log that stopped before it failed does not tell either.
    let cut = try store([[wholeJob], Array(log.prefix(3))])
    #expect(
      try cut.rows("SELECT number FROM steps WHERE outcome = 'failure'") == [[.integer(0)]])
  }
}
