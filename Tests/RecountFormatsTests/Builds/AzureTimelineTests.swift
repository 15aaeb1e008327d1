// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct AzureTimelineTests {
  private static func record(
    _ id: String, _ type: String, _ name: String, in parent: String?, _ result: String,
    more: String = ""
  ) -> String {
    """
    {"id":"\(id)","parentId":\(parent.map { "\"\($0)\"" } ?? "null"),"type":"\(type)",\
    "name":"\(name)","startTime":"2025-03-12T09:14:02.31Z",\
    "finishTime":"2025-03-12T09:14:11.3100001Z",\(more)\
    "state":"\(result == "null" ? "inProgress" : "completed")",\
    "result":\(result == "null" ? "null" : "\"\(result)\"")}
    """
  }

  private static func issue(_ message: String) -> String {
    """
    "errorCount":1,"issues":[{"type":"warning","message":"old"},\
    {"type":"error","message":"\(message)"}],
    """
  }

  private static func timeline(_ records: [String]) -> String {
    """
    {"records":[\(records.joined(separator: ",\n"))],"id":"77",\
    "url":"https://dev.azure.com/octo/shop/_apis/build/builds/4512/Timeline/77"}
    """
  }

  private static func outline(_ records: [String]) -> StepOutline {
    StepOutline(timeline(records), as: .azureTimeline)
  }

  private static let times = " 09:14:02.310-09:14:11.310"

  /// Result and further members -> the step.
  @Test(arguments: [
    ("succeeded", "", "success>success"), ("skipped", "", "skipped>skipped"),
    ("failed", issue("Bash exited with code '2'."), "failure>failure exit 2 (none)"),
    ("failed", issue("There were failing tests"), "failure>failure (test.failed)"),
    ("succeededWithIssues", issue("x"), "failure>success (none)"),
    ("succeededWithIssues", "\"errorCount\":0,", "success>success"),
    ("canceled", "", "cancelled>cancelled"),
    (
      "canceled",
      issue("The job running on agent a ran longer than the maximum time of 60 minutes."),
      "timeout>timeout (azure.timeout)"
    ),
    (
      "failed", issue("We stopped hearing from agent a."), "error>error (azure.agent-lost)"
    ), ("abandoned", "", "error>error (azure.agent-lost)"),
  ])
  func `a result is an outcome`(result: String, more: String, step: String) {
    let outline = Self.outline([
      Self.record("t", "Task", "npm test", in: "j", result, more: more),
      Self.record("j", "Job", "build", in: "p", "succeeded", more: "\"attempt\":2,"),
    ])
    #expect(outline.steps == ["1 npm test: \(step)\(Self.times)"])
    #expect(outline.jobs == ["build: success\(Self.times)"])
    let key = outline.parsed.steps.first?.key
    #expect(key == StepKey(provider: "azure", run: "4512", job: "build", attempt: 2))
  }

  @Test func `tasks are numbered in the order of their job`() {
    let outline = Self.outline([
      Self.record("s", "Stage", "Build", in: nil, "failed"),
      Self.record("t3", "Task", "npm test", in: "j", "skipped", more: "\"order\":9,"),
      Self.record(
        "t1", "Task", "Initialize containers", in: "j", "failed",
        more: "\"order\":1," + Self.issue("x")),
      Self.record("t2", "Task", "npm ci", in: "j", "skipped", more: "\"order\":4,"),
      Self.record("j", "Job", "build", in: "s", "failed"),
    ])
    #expect(
      outline.steps == [
        "3 npm test: skipped>skipped\(Self.times)",
        "1 Initialize containers: failure>failure (azure.setup-failed)\(Self.times)",
        "2 npm ci: skipped>skipped\(Self.times)",
      ])
    #expect(outline.parsed.tally.eventLines == 5 && outline.parsed.tally.events == 4)
  }

  @Test func `a job that was lost has a step of its own`() {
    let lost = Self.issue("We stopped hearing from agent a. Verify the agent machine is running.")
    let outline = Self.outline([
      Self.record("j", "Job", "build", in: nil, "failed", more: lost),
      Self.record("t", "Task", "npm test", in: "j", "canceled"),
      Self.record("k", "Job", "lint", in: nil, "failed"),
    ])
    #expect(
      outline.steps == [
        "2 Complete job: error>error (azure.agent-lost)\(Self.times)",
        "1 npm test: cancelled>cancelled\(Self.times)",
        "1 Set up job: failure>failure (azure.no-task-failed)\(Self.times)",
      ])
    #expect(outline.parsed.steps[2].failureClass == .infrastructure)
  }

  @Test func `jobs of one name in two stages are two jobs`() {
    let outline = Self.outline([
      Self.record("s1", "Stage", "Build", in: nil, "succeeded"),
      Self.record("s2", "Stage", "Deploy", in: nil, "succeeded"),
      Self.record("j1", "Job", "Job", in: "s1", "succeeded"),
      Self.record("j2", "Job", "Job", in: "s2", "succeeded"),
      Self.record("t", "Task", "npm test", in: "j2", "succeeded"),
    ])
    #expect(outline.parsed.jobs.map(\.job) == ["Build/Job", "Deploy/Job"])
    #expect(outline.parsed.steps.first?.key.job == "Deploy/Job")
  }

  @Test func `what runs is counted nowhere, and parents may run in a circle`() {
    let outline = Self.outline([
      Self.record("a", "Task", "x", in: "b", "null"),
      Self.record("b", "Phase", "y", in: "c", "null"),
      Self.record("c", "Phase", "z", in: "b", "null"),
      Self.record("d", "Task", "w", in: "b", "failed"),
    ])
    #expect(
      outline.steps == ["1 w: failure>failure (none)\(Self.times)"] || outline.steps.count == 1)
    #expect(outline.parsed.tally.eventLines == 4 && outline.jobs.isEmpty)
  }

  @Test func `records one a line read like a list`() {
    let one = Self.record("t", "Task", "npm test", in: "j", "failed")
    let list = ParsedContent("[\(one)]", as: .azureTimeline)
    #expect(ParsedContent("\n\(one)\n", as: .azureTimeline).steps.count == 1)
    #expect(list.steps.count == 1 && list.closes && list.steps[0].key.job == "j")
  }
}
