// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct CircleTests {
  private static func action(_ status: String, _ more: String = "", index: Int = 0) -> String {
    """
    {"index":\(index),"status":"\(status)",\(more)"type":"test",\
    "start_time":"2025-03-12T09:14:0\(2 + index).310Z","end_time":"2025-03-12T09:14:1\(index).310Z"}
    """
  }

  private static func step(_ name: String, _ actions: String...) -> String {
    "{\"name\":\"\(name)\",\"actions\":[\(actions.joined(separator: ",\n"))]}"
  }

  private static func build(_ outcome: String, _ steps: [String], more: String = "") -> String {
    """
    {"build_num":17,"username":"octo","reponame":"shop","lifecycle":"finished",\(more)
    "outcome":\(outcome == "null" ? "null" : "\"\(outcome)\""),
    "start_time":"2025-03-12T09:14:00.000Z","stop_time":"2025-03-12T09:14:12.000Z",
    "steps":[\(steps.joined(separator: ",\n"))]}
    """
  }

  private static func outline(_ text: String) -> StepOutline {
    StepOutline(text, as: .circleBuild)
  }

  private static let times = " 09:14:02.310-09:14:10.310"

  // MARK: - Builds

  /// Status and further members of an action -> the step.
  @Test(arguments: [
    ("success", "\"exit_code\":0,", "success>success exit 0"),
    ("failed", "\"exit_code\":1,", "failure>failure exit 1 (none)"),
    ("timedout", "", "timeout>timeout (outcome.timeout)"),
    ("failed", "\"timedout\":true,", "timeout>timeout (outcome.timeout)"),
    ("canceled", "", "cancelled>cancelled"), ("not_run", "", "skipped>skipped"),
    ("failed", "\"infrastructure_fail\":true,", "error>error (circleci.infrastructure-fail)"),
    ("infrastructure_fail", "", "error>error (circleci.infrastructure-fail)"),
  ])
  func `a status is an outcome`(status: String, more: String, step: String) {
    let outline = Self.outline(
      Self.build("success", [Self.step("npm test", Self.action(status, more))]))
    #expect(outline.steps == ["1 npm test: \(step)\(Self.times)"])
    #expect(outline.jobs == ["17: success 09:14:00.000-09:14:12.000"])
    #expect(
      outline.parsed.steps.first?.key == StepKey(provider: "circleci", run: "octo/shop", job: "17"))
  }

  @Test func `a step of several containers fails once`() {
    let outline = Self.outline(
      Self.build(
        "failed",
        [
          Self.step(
            "Spin up environment", Self.action("success"), Self.action("success", index: 1)),
          Self.step(
            "npm test", Self.action("success"), Self.action("failed", "\"exit_code\":2,", index: 1),
            Self.action("failed", "\"exit_code\":3,", index: 2)),
          Self.step("Upload", Self.action("running")),
        ]))
    #expect(
      outline.steps == [
        "1 Spin up environment: success>success 09:14:02.310-09:14:11.310",
        "2 npm test: failure>failure exit 2 (none) 09:14:02.310-09:14:12.310",
      ])
    #expect(outline.parsed.tally.eventLines == 4 && outline.parsed.tally.events == 3)
  }

  @Test func `what fails before the user's steps is infrastructure`() {
    let steps = [
      Self.step("Spin up environment", Self.action("failed")),
      Self.step("Install", Self.action("failed").replacing("\"test\"", with: "\"dependencies\"")),
    ]
    let outline = Self.outline(Self.build("failed", steps))
    #expect(
      outline.parsed.steps.map(\.decidingRule) == [
        "circleci.setup-failed", "circleci.setup-failed",
      ])
    #expect(outline.parsed.steps.allSatisfy { $0.failureClass == .infrastructure })
  }

  @Test func `a build that was lost has a step of its own`() {
    let none = Self.outline(Self.build("infrastructure_fail", []))
    #expect(
      none.steps == [
        "1 Set up job: error>error (outcome.platform-error) 09:14:00.000-09:14:12.000"
      ])
    let some = Self.outline(
      Self.build("timedout", [Self.step("npm test", Self.action("success"))]))
    #expect(some.parsed.steps.map(\.name) == ["npm test", "Complete job"])
    #expect(some.parsed.steps.last?.outcome == .timeout && some.parsed.tally.events == 3)
  }

  @Test(arguments: ["null", "running"])
  func `a build that still runs is counted nowhere`(outcome: String) {
    let parsed = ParsedContent(
      Self.build(outcome, [Self.step("npm test", Self.action("success"))]), as: .circleBuild)
    #expect(parsed.steps.isEmpty && parsed.jobs.isEmpty && parsed.closes)
    #expect(parsed.tally.eventLines == 2)
  }

  @Test func `builds in a list and one a line read alike`() {
    let build = Self.build("failed", [Self.step("npm test", Self.action("failed"))])
      .replacing("\n", with: " ")
    let single = ParsedContent(build, as: .circleBuild)
    #expect(ParsedContent("[\(build)]", as: .circleBuild).objects == single.objects)
    let lines = ParsedContent("\(build)\n\n\(build)\n{\"build_num\":1}", as: .circleBuild)
    #expect(lines.steps.count == 2 && lines.rejects.count == 1 && lines.closes)
  }

  // MARK: - Output

  private static func output(_ messages: String...) -> StepOutline {
    let chunks = messages.enumerated().map {
      "{\"message\":\"\($0.element)\",\"time\":\"2025-03-12T09:14:0\($0.offset).5Z\",\"type\":\"out\"}"
    }
    return StepOutline(
      "[\(chunks.joined(separator: ",\n"))]\n", as: .circleOutput, path: "shop/17.json")
  }

  @Test func `chunks are no lines`() {
    let outline = Self.output("Tests fai", "led\\r\\nExited with ", "code 2")
    #expect(
      outline.steps == ["1 : failure exit 2 (test.failed) @2 09:14:00.500-09:14:02.500"])
    #expect(outline.parsed.tally.eventLines == 3 && outline.parsed.tally.events == 1)
    #expect(outline.excerpts == ["Tests failed"])
  }

  @Test func `output does not say that a step went well`() {
    let plain = Self.output("> jest\\n", "ok\\n")
    #expect(plain.steps == ["1 : ? 09:14:00.500-09:14:01.500"] && plain.jobs.isEmpty)
    let told = Self.output("x\\n", "Exited with code exit status 0\\n")
    #expect(told.steps == ["1 : success exit 0 09:14:00.500-09:14:01.500"])
    let reason = Self.output("npm error code E503\\n")
    #expect(reason.steps == ["1 : ? (dependency.registry-5xx) @1 09:14:00.500-09:14:00.500"])
  }

  @Test func `a command that is silent for too long has run out of time`() {
    let outline = Self.output(
      "x\\n", "Too long with no output (exceeded 10m0s): context deadline exceeded\\n",
      "Exited with code 137\\n")
    #expect(
      outline.steps == ["1 : timeout exit 137 (circleci.timeout) @2 09:14:00.500-09:14:02.500"])
  }

  @Test func `a line in a great many chunks is read in bounded time`() {
    let chunk = "{\"message\":\"aaaaaaaaaa\",\"type\":\"out\"}"
    let end = "{\"message\":\"\\nTests failed\\nExited with code 1\",\"type\":\"out\"}"
    let text = Array(repeating: chunk, count: 150_000).joined(separator: ",")
    let parsed = ParsedContent("[\(text),\(end)]", as: .circleOutput)
    #expect(parsed.closes && parsed.steps.first?.exitCode == 1)
    #expect(parsed.steps.first?.failureClass == .test)
  }
}
