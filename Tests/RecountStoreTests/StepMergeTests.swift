// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

/// A step has one row however many records and logs describe it.
struct StepMergeTests {
  private static let key = StepKey(provider: "bitbucket", run: "r1", job: "j1", number: 2)

  private static var record: BuildStep {
    var step = BuildStep(key: key, origin: .record, outcome: .failure)
    step.repository = "team/app"
    step.pipeline = "deploy"
    step.name = "Build image"
    step.start = .at(10, 0)
    step.end = .at(10, 5)
    step.conclusion = .success
    step.failureClass = .unknown
    step.decidingRule = "record.error"
    step.excerpt = Array("from the record".utf8)
    step.line = 7
    step.endLine = 9
    step.byteOffset = 700
    return step
  }

  private static var log: BuildStep {
    var step = BuildStep(key: key, origin: .log, outcome: .success)
    step.repository = "team/app"
    step.name = "step 2"
    step.start = .at(10, 1)
    step.end = .at(10, 4)
    step.exitCode = 137
    step.failureClass = .infrastructure
    step.decidingRule = "exit.137"
    step.image = "ubuntu:22.04"
    step.line = 1
    step.endLine = 50
    step.failureLine = 41
    step.failureEndLine = 44
    step.excerpt = Array("Killed".utf8)
    return step
  }

  /// The only step of a case that met these, each in a source of its own.
  private func merged(_ steps: [BuildStep]) throws -> [String: QueryValue] {
    let file = try TemporaryCase()
    let writer = try file.writer()
    for step in steps {
      try writer.store(
        [.steps([step])], as: step.origin == .record ? "record" : "log \(step.endLine)")
    }
    try writer.finish()
    var names: [String] = []
    var rows: [[QueryValue]] = []
    try file.reader().query("SELECT * FROM steps") {
      names = $0
    } body: { row in
      rows.append(row)
      return true
    }
    #expect(rows.count == 1)
    var step = Dictionary(uniqueKeysWithValues: zip(names, rows.first ?? []))
    step["id"] = nil
    return step
  }

  @Test func `a record and a log make the same row in either order`() throws {
    let first = try merged([StepMergeTests.record, StepMergeTests.log])
    #expect(try merged([StepMergeTests.log, StepMergeTests.record]) == first)
    let expected: [String: QueryValue] = [
      "provider": .text("bitbucket"), "service": .text("team/app"),
      "repository": .text("team/app"), "pipeline": .text("deploy"), "run": .text("r1"),
      "job": .text("j1"), "attempt": .integer(1), "number": .integer(2),
      "name": .text("Build image"), "start_us": .integer(Timestamp.at(10, 0).microseconds),
      "end_us": .integer(Timestamp.at(10, 5).microseconds),
      "end": .text("2022-12-16T10:05:00.000000Z"), "outcome": .text("failure"),
      "failed": .integer(1), "conclusion": .text("success"), "exit_code": .integer(137),
      "failure_class": .text("infrastructure"), "deciding_rule": .text("exit.137"),
      "image": .text("ubuntu:22.04"), "runner": .null, "excerpt": .text("Killed"),
      "source": .text("record"), "line": .integer(7), "end_line": .integer(9),
      "byte_offset": .integer(700), "log_source": .text("log 50"), "failure_line": .integer(41),
      "failure_end_line": .integer(44), "fate": .text("let through"), "test_frameworks": .null,
      "tests_run": .null, "tests_passed": .null, "tests_failed": .null, "tests_skipped": .null,
      "tests_duration_us": .null,
    ]
    for (column, value) in expected { #expect(first[column] == value, "\(column)") }
    #expect(Set(first.keys) == Set(expected.keys))
  }

  @Test func `the same twice changes nothing`() throws {
    let both = [StepMergeTests.record, StepMergeTests.log]
    #expect(try merged(both + both) == merged(both))
    #expect(try merged(both.reversed() + both) == merged(both))
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `an unknown class never overwrites a known one`(order: [Int]) throws {
    var vague = StepMergeTests.log
    vague.failureClass = .unknown
    vague.decidingRule = "none"
    let steps = [StepMergeTests.log, vague]
    let step = try merged(order.map { steps[$0] })
    #expect(step["failure_class"] == .text("infrastructure"))
    #expect(step["deciding_rule"] == .text("exit.137"))
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `the log decides between two known classes`(order: [Int]) throws {
    var record = StepMergeTests.record
    record.failureClass = .timeout
    let steps = [record, StepMergeTests.log]
    #expect(try merged(order.map { steps[$0] })["failure_class"] == .text("infrastructure"))
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `a record's class stands when the log has none`(order: [Int]) throws {
    var record = StepMergeTests.record
    record.failureClass = .timeout
    record.decidingRule = "state.expired"
    var log = StepMergeTests.log
    log.failureClass = nil
    log.decidingRule = ""
    let step = try merged(order.map { [record, log][$0] })
    #expect(step["failure_class"] == .text("timeout"))
    #expect(step["deciding_rule"] == .text("state.expired"))
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `a log fills in what its record leaves out`(order: [Int]) throws {
    var record = BuildStep(key: StepMergeTests.key, origin: .record, outcome: .skipped)
    record.isOutcomeKnown = false
    record.start = .at(10, 0)
    let step = try merged(order.map { [record, StepMergeTests.log][$0] })
    #expect(step["name"] == .text("step 2"))
    #expect(step["repository"] == .text("team/app"))
    #expect(step["outcome"] == .text("success"))
    #expect(step["start_us"] == .integer(Timestamp.at(10, 0).microseconds))
    // The record has no end: its start must not stand in for the one that the log states.
    #expect(step["end_us"] == .integer(Timestamp.at(10, 4).microseconds))
    #expect(step["excerpt"] == .text("Killed"))
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `failure lines stay with the log they stand in`(order: [Int]) throws {
    var other = StepMergeTests.log
    other.endLine = 60
    other.failureLine = 0
    other.failureEndLine = 0
    other.excerpt = []
    let step = try merged(order.map { [StepMergeTests.log, other][$0] })
    #expect(step["log_source"] == .text("log 50"))
    #expect(step["failure_line"] == .integer(41))
    #expect(step["failure_end_line"] == .integer(44))
    #expect(step["excerpt"] == .text("Killed"))
  }

  @Test func `of two records the later decides`() throws {
    var running = StepMergeTests.record
    running.isOutcomeKnown = false
    running.end = nil
    let step = try merged([running, StepMergeTests.record])
    #expect(step["outcome"] == .text("failure"))
    #expect(step["end"] == .text("2022-12-16T10:05:00.000000Z"))
    var retried = StepMergeTests.record
    retried.outcome = .success
    #expect(try merged([StepMergeTests.record, retried])["outcome"] == .text("success"))
  }

  @Test func `another attempt, number, job, run or provider is another step`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let keys = [
      StepKey(provider: "p", run: "r", job: "j"),
      StepKey(provider: "p", run: "r", job: "j", attempt: 2),
      StepKey(provider: "p", run: "r", job: "j", number: 2),
      StepKey(provider: "p", run: "r", job: "j2"), StepKey(provider: "p", run: "r2", job: "j"),
      StepKey(provider: "q", run: "r", job: "j"), StepKey(provider: "p", run: "rj", job: ""),
      StepKey(provider: "pr", run: "", job: "j"),
    ]
    let steps = keys.map { BuildStep(key: $0, origin: .record, outcome: .success) }
    try writer.store([.steps(steps)])
    try writer.store([.steps(steps)], as: "again")
    try writer.finish()
    #expect(try file.count("steps") == .integer(Int64(keys.count)))
  }

  @Test func `jobs are brought up to date and keep what the later log leaves out`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    var job = BuildJob(provider: "github", run: "1", job: "2", outcome: .cancelled)
    job.repository = "team/app"
    job.name = "test (linux)"
    job.start = .at(10, 0)
    job.end = .at(10, 5)
    job.runner = "ubuntu-22.04"
    var later = BuildJob(provider: "github", run: "1", job: "2", outcome: .failure)
    later.end = .at(10, 6)
    var other = later
    other.attempt = 2
    for jobs in [[job], [later, other]] {
      var events = EventBatch()
      events.jobs = jobs
      try writer.store([events], as: "\(jobs.count).log", service: "ci")
    }
    try writer.finish()
    let rows = try file.rows(
      "SELECT attempt, repository, name, start, \"end\", outcome, failed, runner, source FROM jobs ORDER BY attempt"
    )
    #expect(
      rows == [
        [
          .integer(1), .text("team/app"), .text("test (linux)"),
          .text("2022-12-16T10:00:00.000000Z"), .text("2022-12-16T10:06:00.000000Z"),
          .text("failure"), .integer(1), .text("ubuntu-22.04"), .text("2.log"),
        ],
        [
          .integer(2), .null, .text(""), .null, .text("2022-12-16T10:06:00.000000Z"),
          .text("failure"), .integer(1), .null, .text("2.log"),
        ],
      ])
  }
}
