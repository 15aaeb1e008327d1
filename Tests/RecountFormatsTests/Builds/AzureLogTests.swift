// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct AzureLogTests {
  /// Lines with a stamp each, 100 ms after the one before.
  private static func stamped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      line.isEmpty
        ? ""
        : "2025-03-12T09:14:0\(2 + index / 10).\(index % 10)000007Z \(line)"
    }.joined(separator: "\n")
  }

  private static func step(_ name: String, _ task: String?, _ lines: String) -> String {
    let bar = String(repeating: "=", count: 78)
    let banner =
      task.map { "\(bar)\nTask         : \($0)\nVersion      : 3.212.1\n\(bar)\n" } ?? ""
    return "##[section]Starting: \(name)\n\(banner)\(lines)\n##[section]Finishing: \(name)\n"
  }

  private static let head =
    "##[section]Starting: build\n"
    + step("Initialize job", nil, "Agent name: 'Hosted Agent'\nAgent machine name: 'fv-az1'")
    + step("Checkout octo/shop@main to s", "Get sources", "Syncing repository: octo/shop")
  private static let test = step(
    "npm test", "Bash",
    "##[error]annotated, and went on\nnot ok 3\n##[error]Bash exited with code '1'.")
  private static let tail =
    step("Finalize Job", nil, "Cleaning up task key") + "##[section]Finishing: build"

  private static let setUp = [
    "1 Initialize job: success 09:14:02.100-09:14:02.400",
    "2 Checkout octo/shop@main to s: success 09:14:02.500-09:14:03.100",
  ]

  private static func outline(
    _ text: String, path: String = "logs_4512/1_build.txt",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(stamped(text), as: .azureLog, path: path, sourceLocation: sourceLocation)
  }

  @Test func `the section around all steps is the job`() throws {
    let outline = Self.outline(Self.head + Self.test + Self.tail)
    #expect(
      outline.steps == Self.setUp + [
        "3 npm test: failure exit 1 (none) @18 09:14:03.200-09:14:04.000",
        "4 Finalize Job: success 09:14:04.100-09:14:04.300",
      ])
    #expect(outline.jobs == ["build: failure 09:14:02.000-09:14:04.400"])
    let key = try #require(outline.parsed.steps.last?.key)
    #expect(
      key == StepKey(provider: "azure", run: "4512", job: "build", number: 4, isCounted: true))
    #expect(outline.parsed.steps[2].runner == "Hosted Agent")
  }

  @Test func `a job without its section is over with its last step`() {
    let lines = Self.head.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    let over = Self.outline(lines + Self.step("Finalize Job", nil, "x"))
    #expect(over.jobs.count == 1 && over.parsed.jobs.first?.outcome == .success)
    #expect(Self.outline(lines).jobs.isEmpty)
  }

  @Test func `the log of a task has the number of its file and no job`() {
    let outline = Self.outline(Self.test, path: "logs_4512.zip!build/7_npm test.txt")
    #expect(outline.steps == ["7 npm test: failure exit 1 (none) @6 09:14:02.000-09:14:02.800"])
    #expect(outline.jobs.isEmpty && outline.parsed.steps[0].key.job == "build")
  }

  /// Task and lines -> the step.
  @Test(arguments: [
    ("Bash", "##[error]told, and went on", "success"),
    ("Npm", "##[error]Error: npm failed with exit code 254", "failure exit 254 (none) @6"),
    ("Npm", "##[error]Unable to publish", "failure (none) @6"),
    ("Bash", "##vso[task.complete result=Failed;]done", "failure (none) @6"),
    ("Bash", "##[debug]Processed: ##vso[task.complete result=Failed;]x", "failure (none) @6"),
    ("Npm", "##[error]x\n##vso[task.complete result=SucceededWithIssues;]", "success"),
    ("Bash", "##vso[task.logissue type=error;]told", "success"),
    ("Bash", "##vso[task.complete result=Skipped;]", "skipped"),
    (
      "Bash", "##[error]We stopped hearing from agent fv-az1. Verify the agent machine is running",
      "error (azure.agent-lost) @6"
    ),
    (
      "Bash",
      "##[error]The operation was canceled.\n##[error]The job running on agent fv-az1 ran longer than the maximum time of 60 minutes.",
      "timeout (azure.timeout) @7"
    ),
    ("Bash", "##[error]The operation was canceled.", "cancelled (azure.cancelled) @6"),
    (
      "Get sources", "##[error]Git fetch failed with exit code: 128",
      "failure exit 128 (azure.setup-failed) @6"
    ),
    ("Get sources", "SyntaxError: invalid syntax\n##[error]x", "failure (none) @6"),
  ])
  func `errors fail a task, and exit codes a script`(task: String, lines: String, step: String) {
    let outline = Self.outline(Self.step("Do", task, lines))
    let got = outline.steps.first?.split(separator: " 09:").first.map(String.init)
    #expect(got == "1 Do: \(step)")
    #expect(outline.parsed.steps.first?.failureClass != .code)
  }

  @Test func `a log that is cut at any line has no success for the step that was cut`() {
    let passed = Self.step("npm test", "Bash", "not an end:\n##[section]Finishing: other")
    let lines = Self.stamped(Self.head + passed + Self.tail).split(separator: "\n")
    for count in 1..<lines.count {
      let cut = ParsedContent(
        lines.prefix(count).joined(separator: "\n"), as: .azureLog, path: "1_build.txt")
      #expect(!cut.jobs.contains { $0.outcome == .success } && cut.closes)
      #expect(cut.steps.last?.outcome == .error, "\(count)")
      #expect(cut.steps.last?.decidingRule == "azure.log-stops")
    }
  }

  @Test func `what a script prints is no section, and what follows a step belongs to the job`() {
    let outline = Self.outline(
      Self.head + Self.step("echo", "Bash", "##[section]Starting: mine\n##[section]Finishing: mine")
        + "##[error]We stopped hearing from agent fv-az1.\n")
    #expect(outline.steps[2] == "3 echo: success 09:14:03.200-09:14:03.900")
    #expect(
      outline.steps[3] == "4 Complete job: error (azure.agent-lost) @21 09:14:04.000-09:14:04.000")
    #expect(outline.jobs == ["build: error 09:14:02.000-09:14:04.000"])
  }

  @Test func `a message of many lines has one stamp`() {
    let text =
      Self.stamped("##[section]Starting: a\nfirst")
      + "\nTests failed\n\n"
      + Self.stamped("##[error]Npm failed with exit code: 1\n##[section]Finishing: a")
    let parsed = ParsedContent(text, as: .azureLog)
    #expect(parsed.tally.continuationLines == 1 && parsed.tally.ignored == 1)
    #expect(parsed.steps.first?.decidingRule == "test.failed")
  }

  @Test func `azure and GitHub are told apart by their marks`() {
    let github = "Current runner version: '2.322.0'\n##[group]Operating System\nUbuntu"
    for (text, name) in [
      (Self.head + Self.test, "azure-log"), (github, "github-job-log"),
      (
        Array(repeating: "x", count: 60).joined(separator: "\n") + "\n" + Self.test,
        "github-job-log"
      ),
    ] {
      let sample = LineBatches.whole(Array(Self.stamped(text).utf8))
      #expect(FormatDetector.detect(entry: nil, sample).format?.name == name)
    }
    let entry = LineBatches.whole(Array(Self.stamped(Self.test).utf8))
    #expect(
      FormatDetector.detect(entry: "build/3_npm test.txt", entry).format?.name == "azure-log")
  }

  @Test func `thousands of steps are held up to a bound`() {
    let log = (1...900).map { Self.step("s\($0)", "Bash", "x") }.joined()
    let text = log.split(separator: "\n").map { "2025-03-12T09:14:02.0000000Z \($0)" }
    let parsed = ParsedContent(text.joined(separator: "\n"), as: .azureLog)
    #expect(parsed.closes && parsed.steps.count == 500)
  }
}
