// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Records of jobs of GitHub Actions with their steps, as its interface gives them.
///
/// A step that failed and was let through by `continue-on-error` is a success in the record; its log
/// tells what happened. A job without steps that did not end well failed before it had any: that is
/// one failed step, `Set up job`.
///
/// Each job and each of its steps counts as a line, since such a document has no lines of its own.
///
/// Source: https://docs.github.com/en/rest/actions/workflow-jobs
final class GitHubJobsParser: EventParser {
  private var document = RecordDocument()

  private static let names = MemberNames("run_id", "steps", "conclusion")

  /// Whether `text` is, or begins, a list of jobs: it names runs and their steps.
  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(GitHubJobsDocument.decode, into: &events) { job, offset, document, events in
      GitHubJobsParser.append(job, at: offset, of: &document, into: &events)
    }
  }

  private static func append(
    _ record: GitHubJob, at offset: Int64, of document: inout RecordDocument,
    into events: inout EventBatch
  ) {
    guard let outcome = outcome(record.conclusion) else {
      // A job that was still running when it was fetched has no outcome to count.
      document.count(events: 0, into: &events)
      for _ in record.steps { document.count(events: 0, into: &events) }
      return
    }
    let line = document.count(events: 1, into: &events)
    var job = BuildJob(
      provider: GitHubJobLogParser.provider, run: String(record.run_id),
      job: GitHubLogIdentity.fileName(ofJob: record.name), outcome: outcome)
    job.origin = .record
    job.attempt = record.run_attempt ?? 1
    job.repository = repository(record.run_url)
    job.name = record.name
    job.start = record.started_at.flatMap { Timestamp(parsing: $0) }
    job.end = record.completed_at.flatMap { Timestamp(parsing: $0) }
    job.runner = record.runner_name ?? ""
    job.line = line
    job.endLine = line + Int64(record.steps.count)
    for step in record.steps {
      append(step, of: job, record, at: offset, of: &document, into: &events)
    }
    if record.steps.isEmpty, outcome.isFailed {
      var step = made(1, outcome, of: job, record)
      step.name = "Set up job"
      step.start = job.start
      step.end = job.end
      step.line = line
      step.endLine = line
      step.byteOffset = offset
      step.failureClass = .infrastructure
      step.decidingRule = "github.no-step-ran"
      explain(&step, record)
      events.steps.append(step)
      events.tally.events += 1
    }
    events.jobs.append(job)
  }

  private static func append(
    _ record: GitHubJob.Step, of job: BuildJob, _ jobRecord: GitHubJob, at offset: Int64,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    guard let outcome = outcome(record.conclusion) else {
      document.count(events: 0, into: &events)
      return
    }
    var step = made(record.number, outcome, of: job, jobRecord)
    step.line = document.count(events: 1, into: &events)
    step.endLine = step.line
    step.byteOffset = offset
    step.name = record.name
    step.start = record.started_at.flatMap { Timestamp(parsing: $0) } ?? job.start
    step.end = record.completed_at.flatMap { Timestamp(parsing: $0) } ?? job.end
    if outcome.isFailed {
      classify(&step)
      explain(&step, jobRecord)
    }
    events.steps.append(step)
  }

  private static func made(
    _ number: Int, _ outcome: Outcome, of job: BuildJob, _ record: GitHubJob
  ) -> BuildStep {
    var step = BuildStep(
      key: StepKey(
        provider: job.provider, run: job.run, job: job.job, attempt: job.attempt, number: number),
      origin: .record, outcome: outcome)
    step.repository = job.repository
    step.pipeline = record.workflow_name ?? ""
    step.runner = job.runner
    step.conclusion = outcome
    return step
  }

  /// The steps that the runner puts before those of the workflow are not the user's.
  private static func classify(_ step: inout BuildStep) {
    let ofRunner = ["Set up job", "Initialize containers", "Stop containers", "Complete job"]
    if step.outcome == .timeout {
      step.failureClass = .timeout
      step.decidingRule = "outcome.timeout"
    } else if ofRunner.contains(step.name) || step.name.hasPrefix("Pull ") {
      step.failureClass = .infrastructure
      step.decidingRule = "github.runner-step"
    } else {
      step.failureClass = .unknown
      step.decidingRule = "none"
    }
  }

  /// Of annotations, which are at most ten of a kind, the first failure says why.
  private static func explain(_ step: inout BuildStep, _ record: GitHubJob) {
    let failures = record.annotations?.filter { $0.annotation_level == "failure" } ?? []
    guard let message = failures.lazy.compactMap(\.message).first else { return }
    step.excerpt = Array(message.utf8.prefix(BuildStep.maxExcerptBytes))
    if message.contains("lost communication with the server") {
      step.outcome = .error
      step.failureClass = .infrastructure
      step.decidingRule = "github.runner-lost"
    }
  }

  private static func outcome(_ conclusion: String?) -> Outcome? {
    switch conclusion {
    case "success", "neutral": .success
    case "failure", "action_required": .failure
    case "startup_failure", "stale": .error
    case "timed_out": .timeout
    case "cancelled": .cancelled
    case "skipped": .skipped
    default: nil
    }
  }

  /// The `owner/name` of `https://api.github.com/repos/owner/name/actions/runs/1`.
  private static func repository(_ address: String?) -> String {
    guard let parts = address?.split(separator: "/"),
      let place = parts.firstIndex(of: "repos"), parts.count > place + 2
    else { return "" }
    return parts[place + 1] + "/" + parts[place + 2]
  }
}
