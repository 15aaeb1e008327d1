// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitHubJobsTests {
  private static func job(
    _ conclusion: String, steps: [(String, String)], more: String = ""
  ) -> String {
    let list = steps.enumerated().map { index, step in
      let conclusion = step.1 == "null" ? "null" : "\"\(step.1)\""
      return """
        {"name":"\(step.0)","status":"completed","conclusion":\(conclusion),"number":\(index + 1),\
        "started_at":"2025-03-12T09:13:4\(index)Z","completed_at":"2025-03-12T09:14:1\(index)Z"}
        """
    }
    return """
      {"run_id":13992408220,"run_attempt":2,"name":"ci / build: all","status":"completed",\
      "conclusion":\(conclusion == "null" ? "null" : "\"\(conclusion)\""),\(more)\
      "started_at":"2025-03-12T09:13:40Z","completed_at":"2025-03-12T09:14:19Z",\
      "steps":[\(list.joined(separator: ","))]}
      """
  }

  private static func parsed(_ text: String) -> ParsedContent {
    ParsedContent(text, as: .githubJobs)
  }

  @Test(arguments: [
    ("success", Outcome.success), ("neutral", .success), ("failure", .failure),
    ("timed_out", .timeout), ("cancelled", .cancelled), ("skipped", .skipped),
    ("action_required", .failure),
  ])
  func `a conclusion is an outcome`(conclusion: String, outcome: Outcome) throws {
    let parsed = Self.parsed(Self.job(conclusion, steps: [("make", conclusion)]))
    #expect(parsed.steps.map(\.outcome) == [outcome] && parsed.jobs.map(\.outcome) == [outcome])
    #expect(parsed.closes && parsed.rejects.isEmpty)
  }

  @Test func `the job is named as its log file is`() throws {
    let parsed = Self.parsed(Self.job("success", steps: [("make", "success")]))
    #expect(
      parsed.steps.first?.key
        == StepKey(
          provider: "github", run: "13992408220", job: "ci  build all", attempt: 2, number: 1))
    #expect(parsed.jobs.first?.name == "ci / build: all")
  }

  @Test func `pages, lists, lines and single jobs read alike`() throws {
    let job = Self.job("failure", steps: [("make", "failure"), ("test", "skipped")])
    let single = Self.parsed(job)
    for text in ["{\"total_count\":1,\"jobs\":[\(job)]}", "[\(job)]", "[{\"jobs\":[\(job)]}]"] {
      #expect(Self.parsed(text).objects == single.objects, "\(text)")
    }
    let lines = Self.parsed("\(job)\n\n\(job)\n")
    #expect(lines.steps.count == 4 && lines.tally.ignored == 1 && lines.closes)
  }

  @Test func `a job that is still running is counted nowhere`() throws {
    let parsed = Self.parsed(Self.job("null", steps: [("make", "success"), ("test", "null")]))
    #expect(parsed.steps.isEmpty && parsed.jobs.isEmpty && parsed.closes)
    #expect(parsed.tally.eventLines == 3)
  }

  @Test func `a job without a step failed before it had one`() throws {
    let parsed = Self.parsed(Self.job("failure", steps: []))
    let step = try #require(parsed.steps.first)
    #expect(step.outcome == .failure && step.failureClass == .infrastructure)
    #expect(step.decidingRule == "github.no-step-ran")
    #expect(Self.parsed(Self.job("skipped", steps: [])).steps.isEmpty)
  }

  @Test func `a lost runner is told by the annotation alone`() throws {
    let note = """
      "annotations":[{"annotation_level":"failure","message":"The hosted runner lost communication \
      with the server."}],
      """
    let parsed = Self.parsed(Self.job("failure", steps: [("make", "failure")], more: note))
    let step = try #require(parsed.steps.first)
    #expect(step.outcome == .error && step.failureClass == .infrastructure)
    #expect(step.decidingRule == "github.runner-lost")
    #expect(String(decoding: step.excerpt, as: UTF8.self).hasPrefix("The hosted runner lost"))
  }
}
