// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitHubStepLogTests {
  private static func log(_ lines: [String]) -> String {
    lines.enumerated().map { "2025-03-12T09:14:0\($0).1234567Z \($1)\n" }.joined()
  }

  /// Path -> run, attempt, job, and number of the step where the path tells one.
  @Test(arguments: [
    ("logs_13992408220.zip!build/3_Run tests.txt", "13992408220", 1, "build", 3),
    ("13992408220-attempt-2/build/12_Post checkout.txt", "13992408220", 2, "build", 12),
    ("logs.zip!build (ubuntu, 3.12)/1_Set up job.txt", "logs.zip", 1, "build (ubuntu, 3.12)", 1),
  ])
  func `run, job and number are those of the path`(
    path: String, run: String, attempt: Int, job: String, number: Int
  ) throws {
    let parsed = ParsedContent(Self.log(["hello"]), as: .githubStepLog, path: path)
    let step = try #require(parsed.steps.first)
    #expect(
      step.key
        == StepKey(provider: "github", run: run, job: job, attempt: attempt, number: number))
    #expect(parsed.steps.count == 1 && parsed.jobs.isEmpty && parsed.closes)
  }

  @Test func `a script that runs other jobs' marks is still one step`() throws {
    let parsed = ParsedContent(
      Self.log([
        "##[group]Run cat other.log", "shell: bash", "##[endgroup]", "##[group]Run make",
        "Cleaning up orphan processes", "##[error]Process completed with exit code 3.",
      ]), as: .githubStepLog, path: "logs.zip!build/4_cat.txt")
    #expect(parsed.steps.count == 1)
    #expect(parsed.steps.first?.exitCode == 3 && parsed.steps.first?.outcome == .failure)
  }

  @Test func `a step's log that ends is no lost runner`() throws {
    let parsed = ParsedContent(
      Self.log(["##[group]Run make", "##[endgroup]"]), as: .githubStepLog,
      path: "logs.zip!build/2_make.txt")
    #expect(parsed.steps.map(\.outcome) == [.success])
  }

  @Test func `the log of a job is told from that of a step in a folder of any name`() throws {
    let parsed = ParsedContent(
      Self.log([
        "Current runner version: '2.321.0'", "##[group]Run make test", "shell: bash",
        "##[endgroup]", "##[error]Process completed with exit code 1.",
        "Cleaning up orphan processes",
      ]), as: .githubStepLog, path: "all.tar.gz!13992408220/2_test.txt")
    #expect(parsed.steps.map(\.key.number) == [1, 2, 3])
    #expect(parsed.jobs.map(\.job) == ["test"] && parsed.jobs.map(\.run) == ["13992408220"])
    #expect(parsed.steps.allSatisfy { $0.key.isCounted })
  }
}
