// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The timeline of a run of Azure Pipelines: records of stages, phases, jobs and tasks.
///
/// Each task is a step, numbered by its place in its job. A task that failed and was let through by
/// `continueOnError` has succeeded with issues. A job that failed without a task that did has one more
/// failed step. Each record counts as a line.
///
/// Source: https://learn.microsoft.com/rest/api/azure/devops/build/timeline/get
final class AzureTimelineParser: EventParser {
  private typealias Record = AzureDocument.Record

  private let rules: FailureRules
  private var document = RecordDocument()

  init(_ context: ParserContext) {
    rules = context.failureRules
  }

  private static let names = MemberNames("parentId", "type", "result", "finishTime")

  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(AzureDocument.decode, into: &events) { timeline, offset, document, events in
      self.append(timeline, at: offset, of: &document, into: &events)
    }
  }

  private func append(
    _ timeline: AzureDocument.Timeline, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    let tree = AzureTree(timeline)
    for record in timeline.records {
      switch record.type {
      case "Task":
        let step = made(record, in: tree)
        let line = document.count(events: step == nil ? 0 : 1, into: &events)
        guard var step else { continue }
        step.line = line
        step.endLine = line
        step.byteOffset = offset
        events.steps.append(step)
      case "Job":
        let job = job(record, in: tree)
        let lost = job.flatMap { lostStep(record, of: $0, in: tree) }
        let line = document.count(
          events: (job == nil ? 0 : 1) + (lost == nil ? 0 : 1), into: &events)
        if var lost {
          lost.line = line
          lost.endLine = line
          lost.byteOffset = offset
          events.steps.append(lost)
        }
        guard var job else { continue }
        job.line = line
        job.endLine = line
        events.jobs.append(job)
      default: document.count(events: 0, into: &events)
      }
    }
  }

  // MARK: - Records

  private func made(_ record: Record, in tree: AzureTree) -> BuildStep? {
    guard let outcome = outcome(record) else { return nil }
    let place = tree.place(of: record)
    var step = BuildStep(
      key: StepKey(
        provider: AzureSteps.provider, run: tree.run, job: place.job, attempt: place.attempt,
        number: place.number),
      origin: .record, outcome: outcome)
    step.name = record.name
    step.start = record.startTime.flatMap { Timestamp(parsing: $0) }
    step.end = record.finishTime.flatMap { Timestamp(parsing: $0) }
    step.conclusion = record.result == "succeededWithIssues" ? .success : outcome
    step.runner = record.workerName ?? ""
    guard outcome.isFailed else { return step }
    step.exitCode = record.message.flatMap { AzureReason.exitCode($0) }
    explain(&step, record)
    return step
  }

  private func explain(_ step: inout BuildStep, _ record: Record) {
    let message = record.message ?? ""
    if step.outcome == .timeout {
      step.failureClass = .timeout
      step.decidingRule = "azure.timeout"
    } else if step.outcome == .error {
      step.failureClass = .infrastructure
      step.decidingRule = "azure.agent-lost"
    }
    step.classify(message: message, rules)
    if AzureReason.isSetUp(step: record.name, task: "") {
      step.classifySetUp(rule: "azure.setup-failed")
    }
  }

  private func job(_ record: Record, in tree: AzureTree) -> BuildJob? {
    guard let outcome = outcome(record) else { return nil }
    let place = tree.place(of: record)
    var job = BuildJob(
      provider: AzureSteps.provider, run: tree.run, job: place.job, outcome: outcome)
    job.origin = .record
    job.attempt = place.attempt
    job.name = record.name
    job.start = record.startTime.flatMap { Timestamp(parsing: $0) }
    job.end = record.finishTime.flatMap { Timestamp(parsing: $0) }
    job.runner = record.workerName ?? ""
    return job
  }

  /// The step that stands for a job that failed while none of its tasks did.
  private func lostStep(_ record: Record, of job: BuildJob, in tree: AzureTree) -> BuildStep? {
    guard job.outcome.isFailed else { return nil }
    let tasks = tree.tasks(of: record.id)
    guard !tasks.contains(where: { outcome($0)?.isFailed == true }) else { return nil }
    var step = job.lostStep(after: tasks.count)
    explain(&step, record)
    step.classifySetUp(rule: "azure.no-task-failed")
    return step
  }

  private func outcome(_ record: Record) -> Outcome? {
    guard record.state ?? "completed" == "completed" else { return nil }
    let reason = record.message.flatMap { AzureReason($0) }
    switch record.result {
    case "succeeded": return .success
    case "succeededWithIssues": return (record.errorCount ?? 0) > 0 ? .failure : .success
    case "failed", "canceled":
      switch reason {
      case .timeout: return .timeout
      case .agentLost: return .error
      case .cancelled, nil: return record.result == "failed" ? .failure : .cancelled
      }
    case "skipped": return .skipped
    case "abandoned": return .error
    default: return nil
    }
  }
}
