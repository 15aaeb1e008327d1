// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Builds of Drone with their stages and steps, or pipelines of Woodpecker with their workflows.
///
/// A stage is a job. Times are seconds since the epoch, 0 where there is none. Each stage and each of
/// its steps counts as a line.
///
/// Source: https://docs.drone.io/api/builds/build_info/ and https://woodpecker-ci.org/api
final class DroneBuildParser: EventParser {
  private let rules: FailureRules
  private var document = RecordDocument()

  init(_ context: ParserContext) {
    rules = context.failureRules
  }

  private static let drone = MemberNames("stages", "steps", "status", "exit_code")
  private static let woodpecker = MemberNames("workflows", "children", "state")

  static func matches(_ text: [UInt8]) -> Bool {
    drone.allStand(in: text) || woodpecker.allStand(in: text)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish({ decodeRecords(DroneBuild.self, $0) }, into: &events) {
      build, offset, document, events in
      if build.stages.isEmpty { document.count(events: 0, into: &events) }
      let names = build.stages.compactMap(\.name)
      for (index, stage) in build.stages.enumerated() {
        // Only names that are their own can be keys.
        let number = String(stage.number ?? index + 1)
        let isOwn = stage.name.map { name in names.count { $0 == name } == 1 } ?? false
        let job = isOwn ? stage.name ?? number : "\(stage.name ?? "")/\(number)"
        self.append(
          stage, job, of: build, at: offset, of: &document, into: &events)
      }
    }
  }

  private func append(
    _ stage: DroneBuild.Stage, _ name: String, of build: DroneBuild, at offset: Int64,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    guard let outcome = outcome(stage.status, error: stage.error) else {
      // What still runs has no outcome to count.
      for _ in 0...stage.steps.count { document.count(events: 0, into: &events) }
      return
    }
    var job = BuildJob(
      provider: build.isWoodpecker ? "woodpecker" : "drone",
      run: String(build.id ?? build.number ?? 0), job: name, outcome: outcome)
    job.origin = .record
    job.name = stage.name ?? name
    job.start = time(stage.start)
    job.end = time(stage.end)
    job.runner = stage.machine ?? ""
    let made = stage.steps.enumerated().map { step($0.element, $0.offset + 1, of: job, stage) }
    document.append(
      job, made, at: offset, message: stage.error ?? "", rules, into: &events)
  }

  private func step(
    _ record: DroneBuild.Step, _ place: Int, of job: BuildJob, _ stage: DroneBuild.Stage
  ) -> BuildStep? {
    let error = record.error ?? ""
    // A step is killed with its stage, and only the stage says why.
    let reason = record.status == "killed" ? stage.error ?? error : error
    guard let outcome = outcome(record.status, error: reason) else { return nil }
    var step = BuildStep(
      key: StepKey(provider: job.provider, run: job.run, job: job.job, number: place),
      origin: .record, outcome: outcome)
    step.name = record.name
    step.start = time(record.start)
    step.end = time(record.end)
    step.conclusion = record.isIgnored && outcome.isFailed ? .success : outcome
    // A step that did not run has no code, whatever its record says.
    step.exitCode = outcome == .skipped ? nil : record.exitCode
    step.image = record.image ?? ""
    step.runner = job.runner
    step.classify(message: error, rules)
    if record.name == "clone" || record.type == "clone" {
      step.classifySetUp(rule: job.provider + ".clone-failed")
    }
    return step
  }

  private func outcome(_ status: String, error: String?) -> Outcome? {
    switch status {
    case "success": .success
    case "failure": .failure
    case "error": .error
    case "killed":
      (error ?? "").contains("deadline exceeded") || (error ?? "").contains("timeout")
        ? .timeout : .cancelled
    case "skipped", "declined": .skipped
    default: nil
    }
  }

  private func time(_ seconds: Int64?) -> Timestamp? {
    guard let seconds, seconds > 0, seconds < 100_000_000_000 else { return nil }
    return Timestamp(seconds: seconds)
  }
}
