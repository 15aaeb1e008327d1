// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Records of Buildkite builds with their jobs, or of single jobs, as its interface gives them.
///
/// A record has no groups: its one step, `StepKey.wholeJob`, becomes the last group of the job's log where
/// that is read too. A job that failed softly is a failure that the
/// build let through.
///
/// Source: https://buildkite.com/docs/apis/rest-api/jobs
final class BuildkiteJobsParser: EventParser {
  private let rules: FailureRules
  private var document = RecordDocument()

  init(_ context: ParserContext) {
    rules = context.failureRules
  }

  private static let names = MemberNames("exit_status", "soft_failed", "state")

  static func matches(_ text: [UInt8]) -> Bool { names.allStand(in: text) }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finish(BuildkiteDocument.decode, into: &events) { build, offset, document, events in
      for job in build.jobs {
        self.append(job, of: build, at: offset, of: &document, into: &events)
      }
    }
  }

  private func append(
    _ record: BuildkiteDocument.Job, of build: BuildkiteDocument.Build, at offset: Int64,
    of document: inout RecordDocument, into events: inout EventBatch
  ) {
    guard record.type ?? "script" == "script", let outcome = outcome(record) else {
      // Waits and triggers are no jobs, and what still runs has no outcome.
      document.count(events: 0, into: &events)
      return
    }
    let line = document.count(events: 2, into: &events)
    let place = place(record.web_url ?? build.web_url)
    var job = BuildJob(
      provider: BuildkiteLogParser.provider, run: place?.run ?? build.id ?? "", job: record.id,
      outcome: outcome)
    job.origin = .record
    job.attempt = min(max(0, record.retries_count ?? 0), 1_000_000) + 1
    job.name = record.name ?? record.step_key ?? record.id
    job.start = record.started_at.flatMap { Timestamp(parsing: $0) }
    job.end = record.finished_at.flatMap { Timestamp(parsing: $0) }
    job.runner = record.agent?.name ?? ""
    job.line = line
    job.endLine = line
    var step = BuildStep(
      key: StepKey(
        provider: job.provider, run: job.run, job: job.job, attempt: job.attempt,
        number: StepKey.wholeJob),
      origin: .record, outcome: outcome)
    step.pipeline = place?.pipeline ?? ""
    step.name = job.name
    step.start = job.start
    step.end = job.end
    step.conclusion = record.soft_failed == true ? .success : outcome
    step.exitCode = record.exit_status?.value
    step.runner = job.runner
    step.line = line
    step.endLine = line
    step.byteOffset = offset
    classify(&step, record)
    events.steps.append(step)
    events.jobs.append(job)
  }

  /// The agent's part in a signal is told by its reason; without one, `-1` is an agent that was lost.
  private func classify(_ step: inout BuildStep, _ record: BuildkiteDocument.Job) {
    guard step.outcome.isFailed else { return }
    if step.outcome == .error {
      step.failureClass = .infrastructure
      step.decidingRule = "buildkite." + (reason(record) ?? record.state)
    }
    let words = record.signal_reason ?? record.signal.map { "signal " + $0 } ?? ""
    step.classify(message: words, rules)
  }

  private func reason(_ record: BuildkiteDocument.Job) -> String? {
    switch record.signal_reason {
    case "agent_stop", "agent_refused", "agent_incompatible", "process_run_error", "stack_error":
      "agent"
    case nil, "none", "": record.exit_status?.value == -1 ? "agent-lost" : nil
    default: nil
    }
  }

  private func outcome(_ record: BuildkiteDocument.Job) -> Outcome? {
    switch record.state {
    case "passed", "finished": record.exit_status?.value ?? 0 == 0 ? .success : .failure
    case "failed":
      if reason(record) != nil {
        .error
      } else {
        record.signal_reason == "cancel" ? .cancelled : .failure
      }
    case "timed_out": .timeout
    case "canceled": .cancelled
    case "expired": .error
    case "skipped", "broken", "waiting_failed", "blocked_failed", "unblocked_failed": .skipped
    default: nil
    }
  }

  /// `acme/shop/17` and `shop` of `https://buildkite.com/acme/shop/builds/17#0190`.
  private func place(_ address: String?) -> (run: String, pipeline: String)? {
    let path = address?.prefix { $0 != "#" }.split(separator: "/") ?? []
    guard let builds = path.firstIndex(of: "builds"), builds >= 2, builds + 1 < path.count else {
      return nil
    }
    let pipeline = path[builds - 1]
    return ("\(path[builds - 2])/\(pipeline)/\(path[builds + 1])", String(pipeline))
  }
}
