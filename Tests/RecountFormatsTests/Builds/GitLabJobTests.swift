// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitLabJobTests {
  private static func record(_ members: String) -> String {
    #"{"id":8,"name":"rspec","stage":"test","pipeline":{"id":77,"status":"failed"},"#
      + #""user":{"id":1,"name":"x","web_url":"https://gitlab.example/x"},"commit":{"id":"a1"},"#
      + members + "}"
  }

  private static let times =
    #""created_at":"2025-03-12T09:13:40Z","started_at":"2025-03-12T09:14:02.001Z","#
    + #""finished_at":"2025-03-12T10:14:11+01:00","#

  /// Status and reason -> outcome of the job.
  @Test(arguments: [
    ("success", "", Outcome.success), ("failed", "script_failure", .failure),
    ("failed", "runner_system_failure", .error), ("failed", "image_pull_failure", .error),
    ("failed", "job_execution_timeout", .timeout), ("failed", "a_new_reason", .failure),
    ("failed", "", .failure), ("failed", "stuck_or_timeout_failure", .error),
    ("failed", "job_canceled", .cancelled), ("canceled", "", .cancelled), ("skipped", "", .skipped),
  ])
  func `a record is a job and, where that failed, the one step that did`(
    status: String, reason: String, outcome: Outcome
  ) throws {
    let parsed = ParsedContent(
      Self.record(Self.times + #""status":"\#(status)","failure_reason":"\#(reason)""#),
      as: .gitlabJobs)
    #expect(parsed.closes && parsed.steps.map(\.outcome) == (outcome.isFailed ? [outcome] : []))
    #expect(parsed.steps.allSatisfy { $0.key.number == StepKey.wholeJob })
    let job = try #require(parsed.jobs.first)
    #expect(job.outcome == outcome && job.run == "77" && job.job == "8" && job.name == "rspec")
    #expect(job.start?.rfc3339 == "2025-03-12T09:14:02.001000Z" && job.line == 1)
    #expect(job.end?.rfc3339 == "2025-03-12T09:14:11.000000Z")
  }

  /// Reason -> outcome, class and phase of the one step.
  @Test(arguments: [
    ("stuck_or_timeout_failure", Outcome.error, FailureClass.infrastructure, "pending"),
    ("runner_system_failure", .error, .infrastructure, "prepare_executor"),
    ("runner_unsupported", .error, .infrastructure, "prepare_executor"),
    ("image_pull_failure", .error, .infrastructure, "prepare_executor"),
    ("ci_quota_exceeded", .error, .infrastructure, "pending"),
    ("missing_dependency_failure", .failure, .unknown, "download_artifacts"),
    ("archived_failure", .failure, .unknown, "pending"),
  ])
  func `a job that no runner started has one step, which says why`(
    reason: String, outcome: Outcome, failureClass: FailureClass, phase: String
  ) throws {
    let parsed = ParsedContent(
      Self.record(
        #""status":"failed","failure_reason":"\#(reason)","allow_failure":true,"started_at":null,"#
          + #""finished_at":"2025-03-12T10:14:11Z""#), as: .gitlabJobs)
    let step = try #require(parsed.steps.first)
    #expect(parsed.steps.count == 1 && parsed.jobs.map(\.outcome) == [outcome])
    #expect(step.origin == .record && step.key.number == StepKey.wholeJob && step.name == phase)
    #expect(step.outcome == outcome && step.failureClass == failureClass)
    #expect(step.decidingRule == "gitlab." + reason.replacing("_", with: "-"))
    #expect(step.conclusion == .success && step.start == nil && step.end != nil)
    #expect(step.key.run == "77" && step.key.job == "8" && step.key.attempt == 1)
  }

  @Test(arguments: ["created", "pending", "running", "manual", "waiting_for_resource", "canceling"])
  func `a job without an outcome is read and counted nowhere`(status: String) {
    let parsed = ParsedContent(Self.record(#""status":"\#(status)""#), as: .gitlabJobs)
    #expect(parsed.closes && parsed.tally.eventLines == 1 && parsed.tally.events == 0)
  }

  @Test func `runner, repository and escapes are read`() throws {
    let parsed = ParsedContent(
      Self.record(
        Self.times + #""status":"success","runner":{"description":"a \"b\" é"},"#
          + #""web_url":"https://gitlab.example/octo/team/shop/-/jobs/8""#), as: .gitlabJobs)
    let job = try #require(parsed.jobs.first)
    #expect(job.runner == "a \"b\" é" && job.repository == "octo/team/shop")
  }

  // MARK: - Forms

  private static let good = record(times + #""status":"success""#)
  private static let bad = record(#""status":"failed","started_at":"soon""#)

  @Test func `objects, arrays and blank lines may follow one another`() {
    let parsed = ParsedContent(
      "\(Self.good)\n\n[]\n[\(Self.good), \(Self.good)]\nnot JSON\n[\(Self.good)\n", as: .gitlabJobs
    )
    #expect(parsed.closes && parsed.jobs.count == 3)
    #expect(parsed.rejects.map(\.reason) == [.malformedJSON, .truncated])
  }

  @Test func `a job that is refused spoils no other on its line`() {
    let parsed = ParsedContent("[\(Self.good),\(Self.bad),\(Self.good)]", as: .gitlabJobs)
    #expect(parsed.closes && parsed.jobs.map(\.line) == [1, 3])
    #expect(parsed.rejects.map(\.reason) == [.malformedTime])
  }

  @Test(arguments: [1, 3, 64])
  func `a document over many lines gives the same jobs`(linesEach: Int) {
    let text =
      "[\n"
      + [Self.good, Self.bad, Self.good].joined(separator: ",\n\n")
      .replacing(",\"", with: ",\n  \"") + "\n]\n"
    let parsed = ParsedContent(
      LineBatches.batches(Array(text.utf8), linesEach: linesEach), as: .gitlabJobs)
    #expect(parsed.closes && parsed.jobs.count == 2 && parsed.tally.events == 2)
    #expect(parsed.rejects.map(\.reason) == [.malformedTime])
  }
}
