// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct BuildkiteJobsTests {
  private static func job(_ state: String, _ more: String = "") -> String {
    """
    {"id":"0190b1c2","type":"script","name":"Test","state":"\(state)",\(more)\
    "web_url":"https://buildkite.com/acme/shop/builds/17#0190b1c2","retries_count":1,\
    "started_at":"2025-03-12T09:14:02.310Z","finished_at":"2025-03-12T09:14:11.310Z"}
    """
  }

  /// State and further members -> outcome, exit code and rule.
  @Test(arguments: [
    ("passed", "\"exit_status\":0,", "success>success exit 0"),
    ("failed", "\"exit_status\":\"2\",", "failure>failure exit 2 (none)"),
    ("failed", "\"exit_status\":1,\"soft_failed\":true,", "failure>success exit 1 (none)"),
    ("failed", "\"exit_status\":-1,", "error>error exit -1 (buildkite.agent-lost)"),
    (
      "failed", "\"exit_status\":-1,\"signal_reason\":\"agent_stop\",",
      "error>error exit -1 (buildkite.agent)"
    ),
    ("failed", "\"signal\":\"SIGTERM\",\"signal_reason\":\"cancel\",", "cancelled>cancelled"),
    ("timed_out", "", "timeout>timeout (outcome.timeout)"),
    ("expired", "", "error>error (buildkite.expired)"), ("broken", "", "skipped>skipped"),
    ("canceled", "", "cancelled>cancelled"),
  ])
  func `a state is an outcome`(state: String, more: String, outcome: String) {
    let outline = StepOutline(Self.job(state, more), as: .buildkiteJobs)
    #expect(outline.steps == ["0 Test: \(outcome) 09:14:02.310-09:14:11.310"])
    #expect(outline.parsed.jobs.count == 1 && outline.parsed.rejects.isEmpty)
    let key = outline.parsed.steps.first?.key
    #expect(
      key
        == StepKey(
          provider: "buildkite", run: "acme/shop/17", job: "0190b1c2", attempt: 2,
          number: StepKey.wholeJob))
  }

  @Test(arguments: ["running", "scheduled", "assigned", "blocked"])
  func `a job without an end is counted nowhere`(state: String) {
    let parsed = ParsedContent(Self.job(state), as: .buildkiteJobs)
    #expect(parsed.steps.isEmpty && parsed.jobs.isEmpty && parsed.closes)
    #expect(parsed.tally.eventLines == 1)
  }

  @Test func `builds, lists, lines and single jobs read alike`() {
    let job = Self.job("failed", "\"exit_status\":1,")
    let single = ParsedContent(job, as: .buildkiteJobs)
    let wait = "{\"id\":\"w\",\"type\":\"waiter\",\"state\":\"passed\"}"
    for text in ["[\(job)]", "{\"jobs\":[\(job),\(wait)]}", "[{\"jobs\":[\n\(job)\n]}]"] {
      #expect(ParsedContent(text, as: .buildkiteJobs).objects == single.objects, "\(text)")
    }
    let lines = ParsedContent("\(job)\n\n\(job)\n", as: .buildkiteJobs)
    #expect(lines.steps.count == 2 && lines.tally.ignored == 1 && lines.closes)
  }
}
