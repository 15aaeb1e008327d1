// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct JenkinsConsoleTests {
  private static func outline(
    _ text: String, path: String = "shop/17/consoleText",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .jenkinsConsole, path: path, sourceLocation: sourceLocation)
  }

  private static let head = """
    Started by user admin
    Running in Durability level: MAX_SURVIVABILITY
    [Pipeline] Start of Pipeline
    [Pipeline] node
    Running on agent-7 in /home/jenkins/workspace/shop
    [Pipeline] {

    """
  private static let tail = """
    [Pipeline] }
    [Pipeline] // node
    [Pipeline] End of Pipeline

    """

  private static func stage(_ name: String, _ lines: String) -> String {
    "[Pipeline] stage\n[Pipeline] { (\(name))\n\(lines)\n[Pipeline] }\n[Pipeline] // stage\n"
  }

  private static func shell(_ time: String, _ command: String) -> String {
    "[Pipeline] sh\n[2025-03-12T\(time)Z] + \(command)"
  }

  private static func skipped(_ name: String, _ reason: String = "earlier failure(s)") -> String {
    stage(name, "Stage \"\(name)\" skipped due to \(reason)")
  }

  // MARK: - Pipelines

  @Test func `a green Pipeline has a step for each stage`() {
    let outline = Self.outline(
      Self.head
        + Self.stage(
          "Checkout",
          "[Pipeline] checkout\nCloning repository https://github.com/octo/shop.git\n"
            + "[2025-03-12T09:14:00.000Z]  > git fetch")
        + Self.stage(
          "Build", Self.shell("09:14:02.310", "make") + "\n[2025-03-12T09:14:09.000Z] done")
        + Self.stage("Publish", "Stage \"Publish\" skipped due to when conditional")
        + Self.tail + "Finished: SUCCESS\n")
    #expect(
      outline.steps == [
        "1 Checkout: success 09:14:00.000-09:14:00.000",
        "2 Build: success 09:14:02.310-09:14:09.000",
        "3 Publish: skipped",
      ])
    #expect(outline.jobs == ["shop: success 09:14:00.000-09:14:09.000"])
    let step = outline.parsed.steps[1]
    #expect(step.runner == "agent-7" && step.repository == "octo/shop")
    #expect(step.key.run == "shop/17" && step.key.job == "shop" && step.key.provider == "jenkins")
    #expect(step.line == 15 && step.endLine == 20)
  }

  @Test func `the stage before the first skipped one failed, not the post actions`() {
    let outline = Self.outline(
      Self.head + Self.stage("Build", Self.shell("09:14:02.000", "make"))
        + Self.stage(
          "Test",
          Self.shell("09:14:05.000", "make test") + "\n[2025-03-12T09:14:08.000Z] 1 failed")
        + Self.skipped("Deploy") + Self.skipped("Announce")
        + Self.stage("Declarative: Post Actions", Self.shell("09:14:09.000", "rm -rf tmp"))
        + Self.tail + "ERROR: script returned exit code 2\nFinished: FAILURE\n")
    #expect(
      outline.steps == [
        "1 Build: success 09:14:02.000-09:14:02.000",
        "2 Test: failure exit 2 (none) @39 09:14:05.000-09:14:08.000",
        "3 Deploy: skipped", "4 Announce: skipped",
        "5 Declarative: Post Actions: success 09:14:09.000-09:14:09.000",
      ])
    #expect(outline.excerpts[1] == "ERROR: script returned exit code 2")
    #expect(outline.jobs == ["shop: failure 09:14:02.000-09:14:09.000"])
  }

  @Test func `a scripted Pipeline fails in the stage of its last script`() {
    let outline = Self.outline(
      Self.head + Self.stage("Build", Self.shell("09:14:02.000", "make"))
        + Self.stage("Test", Self.shell("09:14:05.000", "make test"))
        + "[Pipeline] emailext\nSending email to: team@shop.example\n" + Self.tail
        + "ERROR: script returned exit code 1\nFinished: FAILURE\n")
    #expect(
      outline.steps == [
        "1 Build: success 09:14:02.000-09:14:02.000",
        "2 Test: failure exit 1 (none) @24 09:14:05.000-09:14:05.000",
      ])
  }

  @Test func `what fails outside of all stages is a step behind them`() {
    let outline = Self.outline(
      Self.head + Self.stage("Build", Self.shell("09:14:02.000", "make"))
        + "[Pipeline] error\n" + Self.tail + "ERROR: no version given\nFinished: FAILURE\n")
    #expect(
      outline.steps == [
        "1 Build: success 09:14:02.000-09:14:02.000",
        "2 Build: failure (none) @17 -09:14:02.000",
      ])
    let none = Self.outline(
      "Started by timer\norg.codehaus.groovy.control.MultipleCompilationErrorsException: startup\n"
        + "WorkflowScript: 3: unexpected token\n\nFinished: FAILURE\n")
    #expect(none.steps == ["1 Build: failure (none) @5"])
    #expect(none.excerpts == ["Finished: FAILURE"])
  }

  @Test func `a stage around others is no step of its own`() {
    let inner =
      "[Pipeline] stage\n[Pipeline] { (Unit)\n\(Self.shell("09:14:02.000", "make unit"))\n"
    let outline = Self.outline(
      Self.head + "[Pipeline] stage\n[Pipeline] { (Tests)\n" + inner
        + "[Pipeline] }\n[Pipeline] // stage\n" + Self.skipped("Load")
        + "[Pipeline] }\n[Pipeline] // stage\n" + Self.skipped("Deploy") + Self.tail
        + "ERROR: script returned exit code 9\nFinished: FAILURE\n")
    #expect(
      outline.steps == [
        "2 Unit: failure exit 9 (none) @30 09:14:02.000-09:14:02.000",
        "3 Load: skipped", "4 Deploy: skipped",
      ])
  }

  @Test func `a failure that was caught keeps its build green`() {
    let outline = Self.outline(
      Self.head
        + Self.stage(
          "Lint",
          "[Pipeline] catchError\n" + Self.shell("09:14:02.000", "eslint .")
            + "\nERROR: script returned exit code 1")
        + Self.stage("Build", Self.shell("09:14:05.000", "make")) + Self.tail
        + "Finished: SUCCESS\n")
    #expect(
      outline.steps == [
        "1 Lint: failure>success exit 1 (none) @12 09:14:02.000-09:14:02.000",
        "2 Build: success 09:14:05.000-09:14:05.000",
      ])
    #expect(outline.jobs == ["shop: success 09:14:02.000-09:14:05.000"])
  }

  // MARK: - Parallel branches

  private static let parallel = """
    [Pipeline] stage
    [Pipeline] { (Tests)
    [Pipeline] parallel
    [Pipeline] { (Branch: linux)
    [Pipeline] { (Branch: mac)
    [Pipeline] stage
    [Pipeline] { (linux)
    [Pipeline] stage
    [Pipeline] { (mac)
    [Pipeline] sh
    [Pipeline] sh
    [linux] [2025-03-12T09:14:02.000Z] + make test
    [2025-03-12T09:14:03.000Z] [mac] + make test
    [2025-03-12T09:14:04.000Z] [linux] ok 1
    [2025-03-12T09:14:05.000Z] [mac] not ok 1
    [Pipeline] }
    [Pipeline] // stage
    [Pipeline] }
    Failed in branch mac
    [2025-03-12T09:14:09.000Z] [linux] ok 2
    [Pipeline] }
    [Pipeline] // stage
    [Pipeline] }
    [Pipeline] // parallel
    [Pipeline] }
    [Pipeline] // stage

    """

  @Test func `interleaved branches are told apart by their prefix`() {
    let outline = Self.outline(
      Self.head + Self.parallel + Self.skipped("Deploy") + Self.tail
        + "ERROR: script returned exit code 2\nFinished: FAILURE\n")
    #expect(
      outline.steps == [
        "2 linux: success 09:14:04.000-09:14:09.000",
        "3 mac: failure exit 2 (none) @25 09:14:03.000-09:14:05.000",
        "4 Deploy: skipped",
      ])
    #expect(outline.excerpts[1] == "Failed in branch mac")
  }

  @Test func `branches without a stage fail the stage around them`() {
    let text = """
      [Pipeline] stage
      [Pipeline] { (Tests)
      [Pipeline] parallel
      [Pipeline] { (Branch: a)
      [Pipeline] { (Branch: b)
      [Pipeline] [a] sh
      [Pipeline] [b] sh
      [a] + make a
      [b] + make b
      [Pipeline] [b] }
      Failed in branch b
      [Pipeline] [a] }
      [Pipeline] // parallel
      [Pipeline] }
      [Pipeline] // stage

      """
    let outline = Self.outline(
      Self.head + text + Self.tail + "ERROR: script returned exit code 3\nFinished: FAILURE\n")
    #expect(outline.steps == ["1 Tests: failure exit 3 (none) @17"])
  }

  // MARK: - Other ends

  @Test func `a time-out, a person and a lost agent end a stage in their own way`() {
    let start = Self.head + Self.stage("Build", Self.shell("09:14:00.000", "make"))
    let open =
      "[Pipeline] stage\n[Pipeline] { (Test)\n[Pipeline] timeout\n"
      + "[2025-03-12T09:14:02.000Z] Timeout set to expire in 10 min\n"
      + Self.shell("09:14:02.000", "make test") + "\n"
    let close = "[Pipeline] }\n[Pipeline] // timeout\n[Pipeline] }\n[Pipeline] // stage\n"
    let build = "1 Build: success 09:14:00.000-09:14:00.000"
    func steps(_ line: String, _ result: String) -> [String] {
      let next = result == "SUCCESS" ? "" : Self.skipped("Deploy")
      let text = start + open + line + "\n" + close + next + Self.tail
      return Self.outline(text + "Finished: \(result)\n").steps
    }
    let timeout = "[2025-03-12T09:24:02.000Z] Cancelling nested steps due to timeout"
    #expect(
      steps(timeout, "ABORTED") == [
        build, "2 Test: timeout (jenkins.timeout) @19 09:14:02.000-09:24:02.000",
        "3 Deploy: skipped",
      ])
    #expect(
      steps("Aborted by \u{1B}[8mha:////4AAAA=\u{1B}[0mJane Doe", "ABORTED") == [
        build, "2 Test: cancelled @19 09:14:02.000-09:14:02.000", "3 Deploy: skipped",
      ])
    let lost = "Cannot contact agent-7: hudson.remoting.ChannelClosedException: Channel \"x\""
    #expect(
      steps(lost, "FAILURE") == [
        build, "2 Test: error (jenkins.agent-lost) @19 09:14:02.000-09:14:02.000",
        "3 Deploy: skipped",
      ])
    // The agent came back: the build went on.
    #expect(steps(lost, "SUCCESS")[1] == "2 Test: success 09:14:02.000-09:14:02.000")
  }

  @Test func `a script that Jenkins lost sight of is a lost agent, one that failed later is not`() {
    let lost = "wrapper script does not seem to be touching the log file in /ws@tmp/durable-1\n"
    let text =
      Self.head + "[Pipeline] stage\n[Pipeline] { (Test)\n"
      + Self.shell("09:14:02.000", "make") + "\n" + lost + "[Pipeline] }\n[Pipeline] // stage\n"
      + Self.tail
    #expect(
      Self.outline(text + "ERROR: script returned exit code -1\nFinished: FAILURE\n").steps == [
        "1 Test: error exit -1 (jenkins.agent-lost) @11 09:14:02.000-09:14:02.000"
      ])
    #expect(
      Self.outline(text + "ERROR: script returned exit code 2\nFinished: FAILURE\n").steps == [
        "1 Test: failure exit 2 (none) @11 09:14:02.000-09:14:02.000"
      ])
  }

  @Test func `a console that stops ends in error where it stopped`() {
    let text =
      Self.head + Self.stage("Build", Self.shell("09:14:00.000", "make"))
      + "[Pipeline] stage\n[Pipeline] { (Test)\n" + Self.shell("09:14:02.000", "make test")
    let outline = Self.outline(text)
    #expect(
      outline.steps == [
        "1 Build: success 09:14:00.000-09:14:00.000",
        "2 Test: error (jenkins.log-stops) @16 09:14:02.000-09:14:02.000",
      ])
    #expect(outline.jobs == ["shop: error 09:14:00.000-09:14:02.000"])
    // A program that prints the last words does not end the build.
    let forged = text + "\nFinished: SUCCESS\n[Pipeline] echo\nstill here\n"
    #expect(Self.outline(forged).steps[1].hasPrefix("2 Test: error (jenkins.log-stops)"))
    let both = Self.outline(Self.head + Self.parallel.prefix(270))
    #expect(both.steps.allSatisfy { $0.contains("error (jenkins.log-stops)") })
    #expect(both.steps.count == 2)
  }

  // MARK: - Freestyle builds

  /// Lines before the last and the result -> the only step.
  @Test(arguments: [
    ("+ make\nok", "SUCCESS", "1 Build: success"),
    (
      "+ make\nmake: *** [all] Error 2\nBuild step 'Execute shell' marked build as failure",
      "FAILURE", "1 Build: failure (none) @5"
    ),
    (
      "+ mvn verify\nRecording test results", "UNSTABLE",
      "1 Build: failure>success (jenkins.unstable) @5"
    ),
    (
      "Build step 'Publish checkstyle' changed build result to UNSTABLE", "UNSTABLE",
      "1 Build: failure>success (none) @3"
    ),
    (
      "+ sleep 999\nBuild timed out (after 60 minutes). Marking the build as aborted.\n"
        + "Build was aborted", "ABORTED", "1 Build: timeout (jenkins.timeout) @4"
    ),
    ("+ sleep 999\nBuild was aborted\nAborted by Jane", "ABORTED", "1 Build: cancelled @4"),
    ("nothing to do", "NOT_BUILT", "1 Build: skipped"),
    (
      "FATAL: command execution failed\njava.nio.channels.ClosedChannelException\n\tat x.Y(Z:1)",
      "FAILURE", "1 Build: error (jenkins.agent-lost) @4"
    ),
    (
      "Caused by: java.nio.channels.ClosedChannelException\nBuild step 'x' marked build as failure",
      "FAILURE", "1 Build: failure (none) @4"
    ),
    ("Agent went offline during the build", "FAILURE", "1 Build: error (jenkins.agent-lost) @3"),
  ])
  func `a freestyle build is one step and ends by its last line`(
    lines: String, result: String, step: String
  ) {
    let outline = Self.outline(
      "Started by timer\nBuilding on the built-in node in workspace /ws\n\(lines)\n"
        + "Finished: \(result)\n", path: "shop-17.log")
    #expect(outline.steps == [step])
    #expect(outline.parsed.steps.first?.runner == "the built-in node")
    #expect(outline.parsed.steps.first?.key.job == "shop-17")
  }

  // MARK: - Stamps

  @Test func `a time of the day needs a date before it and goes on past midnight`() {
    let clock = "Started by timer\n09:14:02  Building on x in workspace /ws\n09:15:00  ok\n"
    let outline = Self.outline(clock + "09:15:00  Finished: SUCCESS\n")
    #expect(outline.steps == ["1 Build: success"])
    #expect(outline.parsed.steps.first?.runner == "x")
    let anchored = Self.outline(
      "[2025-03-12T23:59:58.000Z] Started by timer\n23:59:59  a\n00:00:03  b\n"
        + "00:00:01  c\n00:00:05  Finished: SUCCESS\n")
    #expect(anchored.steps == ["1 Build: success 23:59:58.000-00:00:05.000"])
    #expect(anchored.parsed.steps.first?.end?.rfc3339 == "2025-03-13T00:00:05.000000Z")
    let elapsed = Self.outline(
      "Started by timer\n00:00:12.345 ok\n00:00:13.001 Finished: SUCCESS\n")
    #expect(elapsed.steps == ["1 Build: success"])
  }

  @Test func `ConsoleNotes, colours and overwritten lines are left out before a line is read`() {
    let note = "\u{1B}[8mha:////4LmAbc+/=\u{1B}[0m"
    let outline = Self.outline(
      "\(note)Started by user \(note)admin\n10%\r20%\r\(note)[Pipeline] stage\n"
        + "\u{1B}[1m[Pipeline] { (Build)\u{1B}[0m\n[Pipeline] sh\n\u{1B}]0;title\u{7}+ make\n"
        + "\(note)[Pipeline] }\n[Pipeline] // stage\n[Pipeline] End of Pipeline\n"
        + "\u{1B}[31mERROR: script returned exit code 4\u{1B}[m\nFinished: FAILURE\n")
    #expect(outline.steps == ["1 Build: failure exit 4 (none) @9"])
    #expect(outline.excerpts == ["ERROR: script returned exit code 4"])
  }

  @Test(arguments: [
    ("[Pipeline] sh", true), ("Started by user admin", true), ("Finished: SUCCESS", true),
    ("Finished: fine", false), ("+ make", false), ("[linux] [Pipeline] sh", true),
    ("[shop] $ /bin/sh -xe /tmp/jenkins1.sh", true), ("09:14:02  [Pipeline] sh", true),
    ("[2025-03-12T09:14:02.310Z] Started by timer", true), ("[INFO] Building", false),
    ("\u{1B}[8mha:////4A=\u{1B}[0mStarted by x", true), ("Building the site", false),
  ])
  func `Jenkins has lines of its own`(line: String, matches: Bool) {
    #expect(LogFormat.jenkinsConsole.matches(Array(line.utf8)) == matches)
  }

  @Test func `many stages and branches are held up to a bound`() {
    var text = Self.head
    for number in 0..<700 { text += Self.stage("s\(number)", "[Pipeline] echo\nx") }
    let outline = ParsedContent(text + Self.tail + "Finished: SUCCESS\n", as: .jenkinsConsole)
    #expect(outline.steps.count == 500 && outline.closes)
  }
}
