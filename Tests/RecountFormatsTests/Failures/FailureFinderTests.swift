// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct FailureFinderTests {
  private func evidence(
    _ lines: [String], outcome: Outcome = .failure, exitCode: Int? = nil,
    phase: StepPhase = .script
  ) throws -> FailureEvidence? {
    var finder = FailureFinder(FailureRuleSet.shipped)
    for (index, line) in lines.enumerated() {
      let bytes = Array(line.utf8)
      finder.read(bytes.span, 0..<bytes.count, line: Int64(index) + 1)
    }
    return finder.finish(outcome: outcome, exitCode: exitCode, phase: phase)
  }

  // MARK: - Verdicts

  @Test func `the line that decides is shown with its block`() throws {
    let found = try evidence([
      "$ docker pull ci/node:20",
      "Error response from daemon: received unexpected HTTP status: 503",
      "##[error]Process completed with exit code 1.",
    ])
    #expect(
      found
        == FailureEvidence(
          failureClass: .infrastructure, rule: "image-pull.registry-5xx", range: LineRange(2, 3),
          excerpt: Array("Error response from daemon: received unexpected HTTP status: 503".utf8),
          failures: [LineRange(2, 3)], furtherFailures: 0))
  }

  @Test func `a step that did not fail has no evidence`() throws {
    #expect(try evidence(["error: no"], outcome: .success) == nil)
    #expect(try evidence(["error: no"], outcome: .skipped) == nil)
  }

  @Test func `the first of equals decides and a stronger rule before it`() throws {
    let compile = "src/a.c:3:1: error: no"
    let test = "--- FAIL: TestCart (0.01s)"
    #expect(try evidence([compile, test])?.rule == "code.compile")
    #expect(try evidence([test, compile])?.rule == "test.failed")
    let reset = "read tcp 10.0.0.1: connection reset by peer"
    #expect(try evidence([reset, test])?.rule == "test.failed")
    #expect(try evidence([reset])?.rule == "network.unreachable")
    #expect(try evidence([test, "npm ERR! code ECONNRESET"])?.rule == "dependency.network")
  }

  @Test func `what tells of a failure but not of whose stays unknown`() throws {
    let found = try evidence(["go", "ERROR: no tag class", "Finished: FAILURE"])
    #expect(found?.failureClass == .unknown && found?.rule == "none")
    #expect(found?.range == LineRange(2, 2) && found?.failures == [LineRange(2, 2)])
    let silent = try evidence(["go"], exitCode: 1)
    #expect(silent?.rule == "none" && silent?.range == nil && silent?.excerpt == [])
  }

  @Test func `a failed set-up is the infrastructure's`() throws {
    let refused = try evidence(["src/a.c:3:1: error: no"], phase: .setup)
    #expect(refused?.failureClass == .infrastructure && refused?.rule == "phase.setup")
    #expect(try evidence([], phase: .setup)?.rule == "phase.setup")
    #expect(try evidence(["No space left on device"], phase: .setup)?.rule == "disk.full")
    let denied = ["fatal: Authentication failed for 'https://example.org/r.git/'"]
    #expect(try evidence(denied, phase: .setup)?.rule == "git.credentials")
    #expect(try evidence(denied)?.rule == "none")
    #expect(try evidence(denied)?.failures == [LineRange(1, 1)])
  }

  @Test func `exit codes decide only what they prove`() throws {
    #expect(try evidence(["--- FAIL: TestCart"], exitCode: 124)?.failureClass == .timeout)
    #expect(try evidence([], exitCode: 124)?.rule == "timeout.exit-code")
    for code in [137, 143, 139, 1, 127] {
      #expect(try evidence([], exitCode: code)?.rule == "none")
    }
    #expect(try evidence(["Killed"], exitCode: 137)?.rule == "none")
    let killed = ["Memory cgroup out of memory: Killed process 31 (node)"]
    #expect(try evidence(killed, exitCode: 137)?.rule == "memory.oom-killed")
    #expect(
      try evidence(["Build canceled by its author"], exitCode: 143)?.failureClass == .cancelled)
    #expect(try evidence(["Build canceled by its author"], exitCode: 1)?.rule == "none")
    let finding = ["src/cart.py:3:1: F401 'os' imported but unused"]
    #expect(try evidence(finding, exitCode: 1)?.rule == "code.lint-finding")
    #expect(try evidence(finding)?.rule == "none")
  }

  @Test func `what the provider says comes first`() throws {
    let lines = ["--- FAIL: TestCart", "##[error]The action 'x' has timed out after 3 minutes."]
    let late = try evidence(lines, outcome: .timeout)
    #expect(late?.failureClass == .timeout && late?.rule == "outcome.timeout")
    #expect(late?.range == LineRange(2, 2))
    #expect(try evidence(lines)?.rule == "timeout.job")
    #expect(try evidence(lines, outcome: .cancelled)?.rule == "outcome.cancelled")
    let broken = try evidence(["--- FAIL: TestCart"], outcome: .error)
    #expect(broken?.failureClass == .infrastructure && broken?.rule == "outcome.platform-error")
    #expect(try evidence(["No space left on device"], outcome: .error)?.rule == "disk.full")
  }

  @Test(arguments: [
    ("Error response from daemon: received unexpected HTTP status: 503", "image-pull.registry-5xx"),
    ("toomanyrequests: You have reached your pull rate limit", "image-pull.throttled"),
    ("manifest unknown: manifest unknown", "image-pull.missing"),
    ("ImagePullBackOff", "image-pull.failed"), ("write /x: no space left on device", "disk.full"),
    ("Container 'Build' exceeded memory limit.", "memory.limit"),
    ("dial tcp: lookup r.example: no such host", "network.unreachable"),
    ("Tests run: 5, Failures: 2, Errors: 0", "test.failed"),
    ("= 1 failed, 3 passed in 0.1s =", "test.failed"), ("--- FAIL: TestX (0.01s)", "test.failed"),
    ("10 tests failed", "test.failed"), ("Tests failed: 1, passed: 10", "test.failed"),
    ("error TS2304: Cannot find name 'x'.", "code.compile"), ("BUILD FAILURE", "none"),
    ("There are test failures.", "test.failed"), ("Compilation failure", "code.compile"),
    ("0 failed, 12 passed", "none"), ("Failures: 0", "none"), ("Failures: 05", "test.failed"),
  ])
  func `a line by itself decides by its rule`(line: String, rule: String) throws {
    #expect(try evidence([line])?.rule == rule)
  }

  // MARK: - Bounds

  @Test func `a finder begins anew with each step`() throws {
    var finder = FailureFinder(FailureRuleSet.shipped)
    let bytes = Array("error: no such host".utf8)
    finder.read(bytes.span, 0..<bytes.count, line: 7)
    let first = finder.finish(outcome: .failure, exitCode: nil, phase: .script)
    #expect(first?.rule == "network.unreachable" && first?.range == LineRange(7, 7))
    let second = finder.finish(outcome: .failure, exitCode: nil, phase: .script)
    #expect(second?.rule == "none" && second?.failures == [])
  }

  @Test func `excerpts and ranges are bounded and the rest is counted`() throws {
    var finder = FailureFinder(FailureRuleSet.shipped)
    let error = Array(("error: " + String(repeating: "x", count: 2_000)).utf8)
    for line in 0..<Int64(FailureEvidence.maxRanges) + 7 {
      finder.read(error.span, 0..<error.count, line: 2 * line + 1)
      finder.read(error.span, 0..<0, line: 2 * line + 2)
    }
    let found = finder.finish(outcome: .failure, exitCode: nil, phase: .script)
    #expect(found?.failures.count == FailureEvidence.maxRanges && found?.furtherFailures == 7)
    #expect(found?.excerpt == Array(error.prefix(BuildStep.maxExcerptBytes)))
  }

  @Test func `a line of a megabyte is looked at where it begins`() throws {
    let long = String(repeating: "error: x ", count: 120_000)
    #expect(try evidence([long])?.failures == [LineRange(1, 1)])
    #expect(try evidence([String(repeating: "y", count: 1 << 20) + long])?.failures == [])
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `hostile lines are read without harm`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let set = FailureRuleSet.shipped
    let parts = set.rules.flatMap { $0.anyOf + $0.matches }.map { Array($0.utf8) }
    var finder = FailureFinder(set)
    for _ in 0..<20 {
      var last: Int64 = 0
      for _ in 0..<200 {
        var line: [UInt8] = (0..<random.below(6)).flatMap { _ in
          random.below(3) == 0
            ? (0..<random.below(9)).map { _ in UInt8(random.below(256)) }
            : Array(parts[random.below(parts.count)].prefix(random.below(60)))
        }
        if random.below(9) == 0 { line = [] }
        last += 1
        let start = random.below(line.count + 1)
        finder.read(line.span, start..<line.count, line: last)
      }
      let found = finder.finish(outcome: .failure, exitCode: random.below(256), phase: .script)
      for (earlier, later) in zip(found?.failures ?? [], (found?.failures ?? []).dropFirst()) {
        #expect(earlier.first <= earlier.last && earlier.last + 1 < later.first)
      }
      #expect((found?.failures.last?.last ?? 0) <= last)
    }
  }
}
