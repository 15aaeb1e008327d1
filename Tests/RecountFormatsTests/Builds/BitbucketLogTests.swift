// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct BitbucketLogTests {
  private static let path =
    "logs.tar.gz!run/8d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f/1d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f.log"

  private static func step(_ text: String) throws -> BuildStep {
    let parsed = ParsedContent(text, as: .bitbucketLog, path: path)
    #expect(parsed.closes && parsed.tally.events == 1)
    return try #require(parsed.steps.first)
  }

  @Test func `an empty log is that of a step whose set-up failed`() throws {
    let step = try Self.step("")
    #expect(step.outcome == .error && step.failureClass == .infrastructure)
    #expect(step.decidingRule == "bitbucket.empty-log" && step.isOutcomeKnown)
    #expect(
      step.key
        == StepKey(
          provider: "bitbucket", run: "8d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f",
          job: "1d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f"))
    #expect(step.line == 0 && step.origin == .log)
  }

  @Test func `a log of echoes does not tell how its step ended`() throws {
    let step = try Self.step("+ umask 000\n+ echo 'Tests failed: no space left on device'\n")
    #expect(!step.isOutcomeKnown && step.failureClass == .unknown)
    #expect(step.line == 1 && step.endLine == 2 && step.failureLine == 2)
  }

  /// A line -> the rule that decides.
  @Test(arguments: [
    ("Error response from daemon: received unexpected HTTP status: 503", "image-pull.registry-5xx"),
    (
      "unexpected status from HEAD request to https://r/v2/: 502 Bad Gateway",
      "image-pull.registry-5xx"
    ),
    ("toomanyrequests: You have reached your pull rate limit", "image-pull.throttled"),
    ("manifest unknown: manifest unknown", "image-pull.missing"),
    ("write /x: no space left on device", "disk.full"),
    ("Container 'Build' exceeded memory limit.", "memory.limit"),
    ("dial tcp: lookup r.example: no such host", "network.unreachable"),
    ("Tests run: 5, Failures: 2, Errors: 0", "test.failed"),
    ("= 1 failed, 3 passed in 0.1s =", "test.failed"), ("--- FAIL: TestX (0.01s)", "test.failed"),
    ("10 tests failed", "test.failed"), ("Tests failed: 1, passed: 10", "test.failed"),
    ("error TS2304: Cannot find name 'x'.", "code.compile"), ("BUILD FAILURE", "none"),
    ("Tests run: 5, Failures: 0, Errors: 0", "none"), ("= 0 failed, 3 passed =", "none"),
    ("0 tests failed", "none"), ("Tests failed: 0", "none"), ("all is well", "none"),
    ("Failures: 0", "none"), ("Failures: ", "none"), ("Failures: 05", "test.failed"),
  ])
  func `a line that says why decides the class`(line: String, rule: String) throws {
    let step = try Self.step("+ umask 000\n\(line)\nbye\n")
    #expect(step.decidingRule == rule)
    #expect(step.failureLine == (rule == "none" ? 3 : 2))
    let hosts = ["image-pull", "disk", "memory", "network"]
    if hosts.contains(where: rule.hasPrefix) {
      #expect(step.outcome == .error && step.failureClass == .infrastructure)
    }
    if rule == "test.failed" { #expect(step.outcome == .failure && step.failureClass == .test) }
    if rule == "code.compile" { #expect(step.outcome == .failure && step.failureClass == .code) }
    #expect(step.isOutcomeKnown == (rule != "none"))
  }

  @Test func `infrastructure says more than tests, and the first of equals wins`() throws {
    let step = try Self.step(
      "no space left on device 1\nno space left on device 2\n1 failed, 2 passed\nBUILD FAILURE\n")
    #expect(step.decidingRule == "disk.full" && step.failureLine == 1 && step.endLine == 4)
  }

  @Test func `an excerpt is bounded`() throws {
    let long = "no space left on device " + String(repeating: "x", count: 5000)
    #expect(try Self.step(long).excerpt.count == BuildStep.maxExcerptBytes)
  }
}
