// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct StepCountTests {
  private func step(
    _ number: Int, _ outcome: Outcome, at time: Timestamp?, run: String = "r",
    _ failureClass: FailureClass? = nil, origin: BuildStep.Origin = .record, isKnown: Bool = true
  ) -> BuildStep {
    var step = BuildStep(
      key: StepKey(provider: "p", run: run, job: "j", number: number), origin: origin,
      outcome: outcome)
    step.repository = "team/app"
    step.end = time
    step.failureClass = failureClass
    step.isOutcomeKnown = isKnown
    return step
  }

  private func store(_ steps: [BuildStep], in file: TemporaryCase, finished: Bool = true) throws {
    let writer = try file.writer()
    for (index, step) in steps.enumerated() {
      try writer.store([.steps([step])], as: "\(index).log", service: "ci")
    }
    if finished { try writer.finish() } else { try writer.commit() }
  }

  private static let counts = """
    SELECT minute, outcome, reason, n FROM rollups WHERE unit = 'step' ORDER BY minute, outcome
    """

  private var mixed: [BuildStep] {
    [
      step(1, .success, at: .at(10, 0)), step(2, .failure, at: .at(10, 0, 30), .test),
      step(3, .skipped, at: .at(10, 1)), step(4, .timeout, at: nil),
      step(5, .failure, at: .at(10, 2), origin: .log, isKnown: false),
      // The log gives the class of a step that was counted before.
      step(2, .success, at: .at(10, 0), .infrastructure, origin: .log),
    ]
  }

  @Test func `each step is counted once with the class it has in the end`() throws {
    let file = try TemporaryCase()
    try store(mixed, in: file)
    let minute = QueryValue.text("2022-12-16T10:00:00.000000Z")
    #expect(
      try file.rows(StepCountTests.counts) == [
        [minute, .text("failure"), .text("infrastructure"), .integer(1)],
        [minute, .text("success"), .null, .integer(1)],
        [.text("2022-12-16T10:01:00.000000Z"), .text("skipped"), .null, .integer(1)],
      ])
    let series = try file.reader().series()
    #expect(series.map(\.unit) == [.step])
    #expect(series.map(\.failed) == [[1]])
    // The skipped step was never tried; those without a time or an outcome are counted nowhere.
    #expect(series.map(\.total) == [[2]])
  }

  @Test func `counts equal the portable statement`() throws {
    let file = try TemporaryCase()
    try store(mixed, in: file)
    let portable = try file.rows(
      "SELECT service, minute_us, outcome, sum(n) FROM (\(RollupText.steps)) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    let stored = try file.rows(
      "SELECT service, minute_us, outcome, sum(n) FROM rollup WHERE unit = 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    #expect(stored == portable && !stored.isEmpty)
  }

  @Test func `before the end of an ingest steps are counted from their rows`() throws {
    let finished = try TemporaryCase()
    try store(mixed, in: finished)
    let killed = try TemporaryCase()
    try store(mixed, in: killed, finished: false)
    #expect(try killed.count("rollup") == .integer(0))
    #expect(try killed.rows(StepCountTests.counts) == finished.rows(StepCountTests.counts))
    let hour = TimeRange(start: .at(10, 0), end: .at(11, 0))
    for file in [killed, finished] {
      let reader = try file.reader()
      #expect(try reader.series().map(\.failed) == [[1]])
      let reasons = try reader.failedByReason(service: "team/app", unit: .step, in: hour)
      #expect(reasons.map(\.reason) == ["infrastructure"])
    }
    // The next writer makes up for it.
    try killed.writer().finish()
    #expect(try killed.dump() == finished.dump())
  }

  @Test func `steps of a later ingest are counted on top`() throws {
    let file = try TemporaryCase()
    try store([step(1, .failure, at: .at(10, 0), .code)], in: file)
    try store([step(2, .failure, at: .at(10, 0), .code)], in: file)
    #expect(try file.value("SELECT sum(n) FROM rollups") == .integer(2))
    #expect(try file.value("SELECT steps FROM runs") == .integer(2))
  }

  @Test func `runs take the worst outcome of their steps`() throws {
    let file = try TemporaryCase()
    try store(
      [
        step(1, .success, at: .at(10, 0), run: "a"), step(2, .failure, at: .at(10, 7), run: "a"),
        step(3, .skipped, at: .at(10, 9), run: "a"), step(1, .skipped, at: .at(10, 1), run: "b"),
        step(1, .skipped, at: .at(10, 1), run: "c"), step(2, .success, at: .at(10, 2), run: "c"),
        step(1, .timeout, at: .at(10, 1), run: "d"), step(2, .cancelled, at: .at(10, 2), run: "d"),
      ], in: file)
    let rows = try file.rows(
      "SELECT run, outcome, steps, failed_steps, \"end\" FROM runs ORDER BY run")
    func row(_ run: String, _ outcome: String, _ steps: Int64, _ failed: Int64, _ end: String)
      -> [QueryValue]
    {
      [
        .text(run), .text(outcome), .integer(steps), .integer(failed),
        .text("2022-12-16T10:\(end):00.000000Z"),
      ]
    }
    #expect(
      rows == [
        row("a", "failure", 3, 1, "09"), row("b", "skipped", 1, 0, "01"),
        row("c", "success", 2, 0, "02"), row("d", "timeout", 2, 1, "02"),
      ])
  }
}
