// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitHubJobLogTests {
  /// A job log with a stamp, one second apart, before each of `lines`.
  private static func log(_ lines: [String]) -> String {
    var text = ""
    for (index, line) in lines.enumerated() {
      let second = index < 10 ? "0\(index)" : "\(index)"
      text += "2025-03-12T09:14:\(second).1234567Z \(line)\n"
    }
    return text
  }

  private static let script = [
    "##[group]Run make test", "shell: /usr/bin/bash -e {0}", "##[endgroup]",
  ]
  private static let action = ["##[group]Run octo/deploy@v1", "with:", "##[endgroup]"]
  private static let end = ["Post job cleanup.", "Cleaning up orphan processes"]

  /// The second step is the one of interest; the first is the set-up.
  private static func step(_ lines: [String]) throws -> (BuildStep, BuildJob) {
    let parsed = ParsedContent(log(["Job is about to start"] + lines), as: .githubJobLog)
    #expect(parsed.closes)
    return (try #require(parsed.steps.dropFirst().first), try #require(parsed.jobs.first))
  }

  // MARK: - Outcomes

  @Test func `a green job is green all over`() throws {
    let (step, job) = try Self.step(Self.script + ["ok"] + Self.end)
    #expect(step.outcome == .success && job.outcome == .success)
    #expect(step.failureLine == 0 && step.excerpt.isEmpty && step.failureClass == nil)
  }

  @Test(arguments: [1, 2, 127, -1_073_741_510])
  func `a script fails by its exit code`(code: Int) throws {
    let (step, job) = try Self.step(
      Self.script + ["##[error]Process completed with exit code \(code)."] + Self.end)
    #expect(step.outcome == .failure && job.outcome == .failure)
    #expect(step.exitCode == code)
    #expect(step.name == "Run make test" && step.key.number == 2)
    #expect(step.failureLine == 5 && step.failureEndLine == 5)
  }

  @Test func `an annotation does not fail a script, and is the reason when the exit code does`()
    throws
  {
    let note = "##[error]src/a.ts(3,1): error TS2304"
    let (passed, job) = try Self.step(Self.script + [note, "done"] + Self.end)
    #expect(passed.outcome == .success && job.outcome == .success)
    #expect(passed.failureLine == 0 && passed.excerpt.isEmpty)
    let (failed, _) = try Self.step(
      Self.script + [note, "##[error]Process completed with exit code 2."] + Self.end)
    #expect(failed.outcome == .failure && failed.exitCode == 2)
    #expect(failed.failureLine == 5 && failed.failureEndLine == 6)
    #expect(String(decoding: failed.excerpt, as: UTF8.self) == "src/a.ts(3,1): error TS2304")
  }

  @Test func `an action fails by any error and has no exit code`() throws {
    let (step, job) = try Self.step(Self.action + ["##[error]Gradle build failed"] + Self.end)
    #expect(step.outcome == .failure && job.outcome == .failure)
    #expect(step.exitCode == nil && step.failureClass == .unknown && step.decidingRule == "none")
    // What an action prints after its header does not make it a script.
    let printed = try Self.step(Self.action + ["shell: bash", "##[error]no"] + Self.end)
    #expect(printed.0.outcome == .failure)
  }

  /// Errors of one step in their order -> its outcome.
  @Test(arguments: [
    (["The operation was canceled."], Outcome.cancelled, FailureClass?.none),
    (["The operation was canceled.", "Process completed with exit code 1."], .cancelled, nil),
    (
      [
        "The action 'Run make test' has timed out after 10 minutes.", "The operation was canceled.",
      ],
      .timeout, .timeout
    ),
    (
      [
        "The job running on runner GitHub Actions 12 has exceeded the maximum execution time of 360 minutes.",
        "The operation was canceled.",
      ], .timeout, .timeout
    ),
    (
      [
        "The runner has received a shutdown signal. This can happen when the runner service is stopped.",
        "The operation was canceled.", "Process completed with exit code 143.",
      ], .error, .infrastructure
    ),
    (
      [
        "Process completed with exit code 143.",
        "Operating system is shutting down for computer 'x'",
      ],
      .error, .infrastructure
    ),
  ])
  func `the word of the runner outweighs the exit code it causes`(
    errors: [String], outcome: Outcome, failureClass: FailureClass?
  ) throws {
    let (step, job) = try Self.step(Self.script + errors.map { "##[error]" + $0 } + Self.end)
    #expect(step.outcome == outcome && job.outcome == outcome)
    #expect(step.failureClass == failureClass)
  }

  @Test func `a log that stops ended with its runner`() throws {
    let (step, job) = try Self.step(Self.script + ["still compiling"])
    #expect(step.outcome == .error && job.outcome == .error)
    #expect(step.failureClass == .infrastructure && step.decidingRule == "github.log-stops")
    #expect(step.failureLine == 5)
    // A step that had failed before the log stops keeps its own reason.
    let (failed, _) = try Self.step(Self.script + ["##[error]Process completed with exit code 1."])
    #expect(failed.outcome == .failure && failed.decidingRule == "none")
  }

  @Test func `the first failure decides the job, a cancellation only without one`() throws {
    let cancelled = Self.script + ["##[error]The operation was canceled."]
    let failed = Self.script + ["##[error]Process completed with exit code 1."]
    #expect(try Self.step(cancelled + failed + Self.end).1.outcome == .failure)
    #expect(try Self.step(failed + cancelled + Self.end).1.outcome == .failure)
    #expect(try Self.step(Self.script + cancelled + Self.end).1.outcome == .cancelled)
  }

  // MARK: - Lines

  @Test func `steps follow the groups and fill the log without gaps`() {
    let parsed = ParsedContent(
      Self.log(
        ["Job defined at: octo/shop/.github/workflows/ci.yml@refs/heads/main"] + Self.action
          + ["##[group]Runner Image", "##[endgroup]"] + Self.script + Self.end),
      as: .githubJobLog, path: "logs.zip!3_build.txt")
    #expect(
      parsed.steps.map(\.name) == [
        "Set up job", "Run octo/deploy@v1", "Run make test", "Post job cleanup", "Complete job",
      ])
    #expect(parsed.steps.map(\.key.number) == [1, 2, 3, 4, 5])
    #expect(parsed.steps.map(\.line) == [1, 2, 7, 10, 11])
    #expect(parsed.steps.map(\.endLine) == [1, 6, 9, 10, 11])
    #expect(zip(parsed.steps, parsed.steps.dropFirst()).allSatisfy { $0.end == $1.start })
    #expect(parsed.steps.allSatisfy { $0.repository == "octo/shop" && $0.key.job == "build" })
    #expect(parsed.steps.allSatisfy { $0.key.run == "logs.zip" })
    #expect(parsed.tally.events == 6 && parsed.tally.eventLines == 11)
  }

  @Test func `lines without a stamp continue the one before, marks and stops included`() {
    let text =
      "header before the first stamp\n\u{FEFF}2025-03-12T09:14:02.1234567Z first\r\n"
      + "2025-03-12T09:14 is no stamp\r\n\n  at x\u{85}y\n"
      + "\u{FEFF}2025-03-12T09:14:03.1234567Z ##[group]Run a\u{85}b\r\n"
      + "2025-03-12T09:14:03.1234567Z\r\n2025-03-12T09:14:03.1234567Zx\n"
      + "2025-03-12T09:14:04.1234567Z Cleaning up orphan processes\r\n"
    let parsed = ParsedContent(text, as: .githubJobLog)
    #expect(parsed.closes)
    #expect(parsed.tally.lines == 9 && parsed.tally.eventLines == 4)
    #expect(parsed.tally.continuationLines == 4 && parsed.tally.ignored == 1)
    #expect(parsed.steps.map(\.name) == ["Set up job", "Run a\u{85}b", "Complete job"])
    #expect(parsed.jobs.map(\.outcome) == [.success])
  }

  @Test(arguments: [
    ("2025-03-12T09:14:02.1234567Z hello", true), ("2025-03-12T09:14:02.1234567Z", true),
    ("2025-03-12T09:14:02.123456Z hello", false), ("2025-03-12T09:14:02.1234567+00:00 x", false),
    ("2025-03-12T09:14:02.1234567Zhello", false), ("2025-02-30T09:14:02.1234567Z hello", false),
    ("2025-03-12T09:14:02.1234567Z ##[section]Starting: Build", false), ("", false),
    ("2025-03-12T09:14:02.1234567", false),
  ])
  func `the stamp has seven digits and Z`(line: String, matches: Bool) {
    #expect(LogFormat.githubJobLog.matches(Array(line.utf8)) == matches)
  }

  @Test func `nothing with a stamp gives no job`() {
    let parsed = ParsedContent("no stamp\nat all\n", as: .githubJobLog)
    #expect(parsed.steps.isEmpty && parsed.jobs.isEmpty && parsed.closes)
    #expect(ParsedContent("", as: .githubJobLog).jobs.isEmpty)
  }
}
