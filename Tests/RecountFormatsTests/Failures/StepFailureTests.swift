// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// What the lines of a step say about its failure, in the log of a GitHub job.
@Suite struct StepFailureTests {
  private static func step(_ lines: [String], exitCode: Int = 1) throws -> BuildStep {
    let script = ["##[group]Run make", "shell: bash", "##[endgroup]"]
    let end = [
      "##[error]Process completed with exit code \(exitCode).", "Cleaning up orphan processes",
    ]
    let text = (["Job is about to start"] + script + lines + (exitCode == 0 ? [end[1]] : end))
      .map { "2025-03-12T09:14:02.1234567Z \($0)\n" }.joined()
    let parsed = ParsedContent(text, as: .githubJobLog)
    #expect(parsed.closes)
    return try #require(parsed.steps.dropFirst().first)
  }

  /// Lines -> class, rule, and which of the lines, from 1, decided; 0 for the line of the exit code.
  @Test(arguments: [
    (["all is well"], FailureClass.unknown, "none", 0),
    (["npm error code E503", "npm error network"], .infrastructure, "dependency.registry-5xx", 1),
    (["x", "Tests:  1 failed, 2 passed"], .test, "test.failed", 2),
    (["\u{1B}[31mTests:  \u{1B}[1m1 fai\u{1B}[22mled, 2 passed\u{1B}[0m"], .test, "test.failed", 1),
    (["50 %\r60 %\rerror[E0308]: mismatched types"], .code, "code.compile", 1),
    (["WARNING: Retrying after ReadTimeoutError", "bye"], .unknown, "none", 0),
    (["WARNING: Retrying after ReadTimeoutError", "2 tests failed"], .test, "test.failed", 2),
    (["+ grep 'no space left on device' log"], .unknown, "none", 0),
    (["Found 2 errors in 1 file (checked 40 source files)"], .code, "code.lint", 1),
    (["Failures: 0", "0 tests failed"], .unknown, "none", 0),
    (
      ["Tests:  1 failed, 2 passed", "Error response from daemon: Get https://r/v2/: EOF"],
      .infrastructure, "image-pull.network", 2
    ),
  ])
  func `the lines decide the class`(
    lines: [String], failureClass: FailureClass, rule: String, deciding: Int
  ) throws {
    let step = try Self.step(lines)
    #expect(step.failureClass == failureClass && step.decidingRule == rule)
    #expect(step.failureLine == Int64(4 + (deciding == 0 ? lines.count + 1 : deciding)))
  }

  @Test func `all lines that say why are kept, neighbours together`() throws {
    let step = try Self.step(["1 tests failed", "2 tests failed", "x", "3 tests failed"])
    #expect(step.failures == [LineRange(5, 6), LineRange(8, 9)])
    #expect(step.failureLine == 5 && step.failureEndLine == 6)
  }

  @Test func `a step that succeeds has no failure, whatever it prints`() throws {
    let step = try Self.step(["3 tests failed", "no space left on device"], exitCode: 0)
    #expect(step.outcome == .success && step.failureClass == nil)
    #expect(step.failures.isEmpty && step.failureLine == 0 && step.excerpt.isEmpty)
  }

  @Test func `what one step printed says nothing of the next`() throws {
    let text = [
      "Job is about to start", "##[group]Run a", "shell: bash", "##[endgroup]", "3 tests failed",
      "##[group]Run b", "shell: bash", "##[endgroup]", "plain",
      "##[error]Process completed with exit code 1.", "Cleaning up orphan processes",
    ].map { "2025-03-12T09:14:02.1234567Z \($0)\n" }.joined()
    let steps = ParsedContent(text, as: .githubJobLog).steps
    #expect(steps.map(\.outcome) == [.success, .success, .failure, .success])
    #expect(steps[2].failureClass == .unknown && steps[2].failures == [LineRange(10, 10)])
  }
}
