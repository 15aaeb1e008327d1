// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Builds of CircleCI with their steps.
///
/// A step that runs in several containers is one step: it fails where any of them does. Each build
/// and each of its steps counts as a line.
///
/// Source: https://circleci.com/docs/api/v1/
final class CircleBuildParser: EventParser {
  static let provider = "circleci"

  private let rules: FailureRules
  private var document = RecordDocument()

  init(_ context: ParserContext) {
    rules = context.failureRules
  }

  private static let names = MemberNames("build_num", "steps", "actions")

  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish({ decodeRecords(CircleBuild.self, $0) }, into: &events) {
      build, offset, document, events in
      self.append(build, at: offset, of: &document, into: &events)
    }
  }

  private func append(
    _ build: CircleBuild, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    guard build.lifecycle ?? "finished" != "running",
      let outcome = outcome(build.outcome ?? build.status)
    else {
      // What still runs has no outcome to count.
      for _ in 0...build.steps.count { document.count(events: 0, into: &events) }
      return
    }
    let made = build.steps.enumerated().map { step($0.element, number: $0.offset + 1, of: build) }
    let job = job(build, outcome)
    document.append(
      job, made, at: offset, message: build.fail_reason ?? "", rules, into: &events)
  }

  private func job(_ build: CircleBuild, _ outcome: Outcome) -> BuildJob {
    let number = String(build.build_num)
    let repository = [build.username, build.reponame].compactMap(\.self).joined(separator: "/")
    var job = BuildJob(
      provider: Self.provider, run: build.workflows?.workflow_id ?? repository,
      job: build.workflows?.job_name.map { "\($0)/\(number)" } ?? number, outcome: outcome)
    job.origin = .record
    job.repository = repository
    job.name = build.workflows?.job_name ?? number
    job.start = build.start_time.flatMap { Timestamp(parsing: $0) }
    job.end = build.stop_time.flatMap { Timestamp(parsing: $0) }
    return job
  }

  // MARK: - Steps

  /// Nil for a step that no container has finished.
  private func step(
    _ record: CircleBuild.Step, number: Int, of build: CircleBuild
  ) -> BuildStep? {
    let ended = record.actions.compactMap { action in outcome(of: action).map { (action, $0) } }
    guard
      let worst = ended.first(where: { $0.1.isFailed }) ?? ended.first(where: { $0.1 != .success })
        ?? ended.first
    else { return nil }
    let job = job(build, worst.1)
    var step = BuildStep(
      key: StepKey(provider: Self.provider, run: job.run, job: job.job, number: number),
      origin: .record, outcome: worst.1)
    step.repository = job.repository
    step.pipeline = build.workflows?.workflow_name ?? ""
    step.name = record.name
    step.conclusion = worst.1
    step.exitCode = worst.0.exit_code
    step.start = record.actions.compactMap(\.start_time).compactMap { Timestamp(parsing: $0) }.min()
    step.end = record.actions.compactMap(\.end_time).compactMap { Timestamp(parsing: $0) }.max()
    classify(&step, worst.0)
    return step
  }

  private func classify(_ step: inout BuildStep, _ action: CircleBuild.Action) {
    guard step.outcome.isFailed else { return }
    if step.outcome == .error {
      step.failureClass = .infrastructure
      step.decidingRule = "circleci.infrastructure-fail"
    }
    step.classify(message: "", rules)
    let type = action.type ?? ""
    if Self.setUpTypes.contains(type) || Self.setUpNames.contains(where: step.name.hasPrefix) {
      step.classifySetUp(rule: "circleci.setup-failed")
    }
  }

  private static let setUpTypes: Set<String> = [
    "infrastructure", "machine", "checkout", "dependencies", "database",
  ]
  private static let setUpNames = [
    "Spin up ", "Spin Up ", "Preparing ", "Checkout code", "Restoring cache", "Restoring Cache",
    "Setup a remote Docker engine",
  ]

  private func outcome(of action: CircleBuild.Action) -> Outcome? {
    if action.infrastructure_fail == true { return .error }
    if action.timedout == true { return .timeout }
    if action.canceled == true { return .cancelled }
    return outcome(action.status)
  }

  /// The words for actions and for builds are the same.
  private func outcome(_ word: String?) -> Outcome? {
    switch word {
    case "success", "fixed", "no_tests": .success
    case "failed": .failure
    case "infrastructure_fail": .error
    case "timedout": .timeout
    case "canceled": .cancelled
    case "not_run", "skipped": .skipped
    default: nil
    }
  }
}
