// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Records of jobs of GitLab CI, as its interface gives them.
///
/// A record tells nothing of steps. One that failed gives the step `StepKey.wholeJob`, which becomes the
/// failed section of the job's trace where there is one, and stands for it where there is none.
///
/// Each job counts as a line, since such a document has no lines of its own.
///
/// Source: https://docs.gitlab.com/api/jobs/
final class GitLabJobsParser: EventParser {
  private var document = RecordDocument()

  private static let names = MemberNames("pipeline", "stage", "status", "allow_failure")

  /// Whether `text` is, or begins, a list of jobs.
  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish({ decodeRecords(GitLabJob.self, $0) }, into: &events) {
      job, offset, document, events in
      switch GitLabJobsParser.read(job) {
      case .rejected(let reason):
        let text = Array("job \(job.id): \(job.status)".utf8.prefix(Reject.maxExcerptBytes))
        document.reject(text[...], at: offset, reason, into: &events)
      case .unfinished: document.count(events: 0, into: &events)
      case .job(var job, var step):
        job.line = document.count(events: 1, into: &events)
        job.endLine = job.line
        events.jobs.append(job)
        guard step != nil else { return }
        step?.line = job.line
        step?.endLine = job.line
        step?.byteOffset = offset
        if let step { events.append(step) }
      }
    }
  }

  private enum Result {
    case job(BuildJob, failed: BuildStep?)
    /// The job has no outcome yet.
    case unfinished
    case rejected(RejectReason)
  }

  private static func read(_ record: GitLabJob) -> Result {
    let reason = GitLabFailureReason(record.failure_reason ?? "")
    let outcome: Outcome
    switch record.status {
    case "success": outcome = .success
    case "failed": outcome = reason.outcome
    case "canceled": outcome = .cancelled
    case "skipped": outcome = .skipped
    case "created", "pending", "preparing", "waiting_for_resource", "waiting_for_callback",
      "scheduled", "running", "canceling", "manual":
      return .unfinished
    default: return .rejected(.malformedStatus)
    }
    var job = BuildJob(
      provider: GitLabTraceParser.provider, run: String(record.pipeline.id),
      job: String(record.id), outcome: outcome)
    job.origin = .record
    job.name = record.name
    job.runner = record.runner?.description ?? ""
    job.repository = repository(record.web_url ?? "")
    let times = [record.started_at, record.finished_at ?? record.created_at].map { text in
      (text, time: text.flatMap { Timestamp(parsing: $0) })
    }
    guard times.allSatisfy({ $0.0 == nil || $0.time != nil }) else {
      return .rejected(.malformedTime)
    }
    job.start = times[0].time
    job.end = times[1].time
    guard outcome.isFailed else { return .job(job, failed: nil) }
    guard job.end != nil else { return .rejected(.missingField) }
    return .job(job, failed: step(of: job, record, reason))
  }

  private static func step(
    of job: BuildJob, _ record: GitLabJob, _ reason: GitLabFailureReason
  ) -> BuildStep {
    var step = BuildStep(
      key: StepKey(
        provider: job.provider, run: job.run, job: job.job, number: StepKey.wholeJob),
      origin: .record, outcome: job.outcome)
    step.name = reason.phase
    step.repository = job.repository
    step.runner = job.runner
    step.start = job.start
    step.end = job.end
    step.conclusion = record.allow_failure == true ? .success : job.outcome
    step.failureClass = reason.failureClass
    let word = record.failure_reason ?? ""
    step.decidingRule = word.isEmpty ? "none" : "gitlab." + word.replacing("_", with: "-")
    step.excerpt = Array(word.utf8.prefix(BuildStep.maxExcerptBytes))
    return step
  }

  /// The `group/project` of `https://gitlab.example/group/project/-/jobs/7`.
  private static func repository(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://"), let cut = url.firstRange(of: "/-/"),
      let slash = url[scheme.upperBound...].firstIndex(of: "/"), slash < cut.lowerBound
    else { return "" }
    return String(url[url.index(after: slash)..<cut.lowerBound])
  }
}
