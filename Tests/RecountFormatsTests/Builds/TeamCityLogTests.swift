// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct TeamCityLogTests {
  private static func head(_ status: String?) -> String {
    let end = status.map { "Finished 'Wed Mar 12 09:14:09 UTC 2025' with status '\($0)'\n" } ?? ""
    return "Build 'Shop :: Build' #17, default branch 'main'\n"
      + "Started 'Wed Mar 12 09:14:00 UTC 2025' on 'agent-3' by 'jane'\n" + end
      + "TeamCity URL https://ci.example/viewLog.html?buildId=1234\n"
      + "TeamCity server version is 2023.05.4 (build 129421)\n\n"
  }
  private static let steps = """
    [09:14:00]i: TeamCity server version is 2023.05.4
    [09:14:00]W: bt12 (9s)
    [09:14:00] : Collecting changes in 1 VCS root
    [09:14:00] :\t [Collecting changes in 1 VCS root] VCS Root details
    [09:14:01] : Step 1/3: Install (Command Line) (2s)
    [09:14:01] :\t [Step 1/3] Starting: /bin/sh -c npm ci
    [09:14:02]i:\t [Step 1/3] Process exited with code 0
    [09:14:03] : Step 2/3: Test (Command Line) (1m:05s)
    [09:14:03] :\t [Step 2/3] Starting: /bin/sh -c npm test
    [09:14:04] :\t\t [unit] running
      at Object.<anonymous> (cart.js:7)

    """

  private static func outline(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .teamcityLog, path: "shop/17.log", sourceLocation: sourceLocation)
  }

  private static let install =
    "1 Install (Command Line): success exit 0 09:14:01.000-09:14:03.000"

  // MARK: - Logs of the server

  @Test func `a green build has the steps of its runner`() {
    let outline = Self.outline(
      Self.head("SUCCESS") + Self.steps + "[09:14:08]i:\t [Step 2/3] Process exited with code 0\n"
        + "[09:14:08] : Step 3/3: Deploy (Command Line)\n"
        + "[09:14:08]W:\t [Step 3/3] Step Deploy (Command Line) was skipped\n"
        + "[09:14:09] : Publishing internal artifacts\n[09:14:09] : Build finished\n")
    #expect(
      outline.steps == [
        Self.install, "2 Test (Command Line): success exit 0 09:14:03.000-09:14:08.000",
        "3 Deploy (Command Line): skipped 09:14:08.000-09:14:08.000",
      ])
    #expect(outline.jobs == ["Shop :: Build: success 09:14:00.000-09:14:09.000"])
    #expect(outline.parsed.steps[0].runner == "agent-3" && outline.parsed.steps[0].key.job == "17")
    #expect(outline.parsed.tally.continuationLines == 1)
  }

  @Test func `a step fails by the exit code of its process, once`() {
    let outline = Self.outline(
      Self.head("FAILURE") + Self.steps + "[09:14:08]W:\t [Step 2/3] Process exited with code 1\n"
        + "[09:14:08]E:\t [Step 2/3] Process exited with code 1 (Step: Test (Command Line))\n"
        + "[09:14:08]W:\t [Step 2/3] Step Test (Command Line) failed\n"
        + "[09:14:08]E: Process exited with code 1 (Step: Test (Command Line))\n"
        + "[09:14:09] : Build finished\n")
    #expect(
      outline.steps == [
        Self.install, "2 Test (Command Line): failure exit 1 (none) @18 09:14:03.000-09:14:08.000",
      ])
    #expect(outline.jobs == ["Shop :: Build: failure 09:14:00.000-09:14:09.000"])
  }

  /// Line at the end of the second step -> that step.
  @Test(arguments: [
    (
      "[09:14:08]E: The build Shop #17 has been running for more than 10 minutes. Terminating...",
      "success", true
    ),
    (
      "[09:14:08]E: The build has been running for more than 10 minutes.",
      "timeout (teamcity.timeout)", false
    ),
    ("[09:14:08]E: Execution timeout", "timeout (teamcity.timeout)", false),
    ("[09:14:08]E: Build was canceled", "cancelled", false),
    ("[09:14:08]E: Agent has unexpectedly disconnected", "error (teamcity.agent-lost)", false),
  ])
  func `what ends the build ends the step that was going on`(
    line: String, outcome: String, isPlain: Bool
  ) {
    let outline = Self.outline(
      Self.head(nil) + Self.steps + line + "\n[09:14:09] : Build finished\n")
    let place = isPlain ? "" : " @17"
    #expect(
      outline.steps.last == "2 Test (Command Line): \(outcome)\(place) 09:14:03.000-09:14:04.000")
  }

  @Test func `what fails before the first step is a step of its own`() {
    let outline = Self.outline(
      Self.head("FAILURE") + "[09:14:00] : Collecting changes in 1 VCS root\n"
        + "[09:14:05]E: Failed to collect changes, error: Connection refused\n")
    #expect(outline.steps == ["1 Build: error (teamcity.vcs-failed) @8 09:14:00.000-09:14:09.000"])
    let other = Self.outline(Self.head("FAILURE") + "[09:14:00]E: Something is not right\n")
    #expect(other.steps == ["1 Build: failure (none) @7 09:14:00.000-09:14:09.000"])
  }

  @Test func `a log that stops ends in error, without a date there is no time`() {
    let outline = Self.outline(Self.steps)
    #expect(
      outline.steps == [
        "1 Install (Command Line): success exit 0",
        "2 Test (Command Line): error (teamcity.log-stops) @11",
      ])
    #expect(outline.jobs == ["17: error"])
  }

  @Test func `times go on past midnight`() {
    let outline = Self.outline(
      "Started 'Wed Mar 12 23:59:58 UTC 2025' on 'a' by 'b'\n[23:59:59] : Step 1/1: Test\n"
        + "[00:00:03] :\t [Step 1/1] Process exited with code 0\n[00:00:04] : Build finished\n")
    #expect(outline.steps == ["1 Test: success exit 0 23:59:59.000-00:00:03.000"])
    #expect(outline.parsed.jobs.first?.end?.rfc3339 == "2025-03-13T00:00:04.000000Z")
  }

  // MARK: - Service messages

  @Test func `blocks of flows that interleave are steps of their own`() {
    let outline = Self.outline(
      """
      compiling
      ##teamcity[blockOpened name='Compile' flowId='1' timestamp='2025-03-12T09:14:00.000+0000']
      ##teamcity[blockOpened name='Unit tests' flowId='2' timestamp='2025-03-12T09:14:01.000+0000']
      ##teamcity[blockOpened name='inner' flowId='1']
      ##teamcity[testStarted name='cart.adds' flowId='2']
      ##teamcity[testFailed name='cart.|'add|'' message='expected 1|nwas 2' flowId='2']
      ##teamcity[testFinished name='cart.adds' duration='12' flowId='2']
      ##teamcity[blockClosed name='inner' flowId='1']
      ##teamcity[testStarted name='cart.removes' flowId='2']
      ##teamcity[testFinished name='cart.removes' duration='8' flowId='2']
      ##teamcity[testIgnored name='cart.sells' message='later' flowId='2']
      ##teamcity[blockClosed name='Compile' flowId='1' timestamp='2025-03-12T09:14:05.000+0000']
      ##teamcity[blockClosed name='Unit tests' flowId='2' timestamp='2025-03-12T09:14:09.000+0000']

      """)
    #expect(
      outline.steps == [
        "1 Compile: success 09:14:00.000-09:14:05.000",
        "2 Unit tests: failure (teamcity.test-failed) @6 09:14:01.000-09:14:09.000",
      ])
    let tests = outline.parsed.steps[1].tests
    #expect(tests?.run == 2 && tests?.passed == 1 && tests?.failed == 1 && tests?.skipped == 1)
    #expect(tests?.failedTests == ["cart.'add'"] && tests?.microseconds == 20_000)
    #expect(tests?.frameworks == ["teamcity"] && outline.parsed.steps[0].tests == nil)
  }

  @Test func `a problem fails the block it is reported in`() {
    let outline = Self.outline(
      """
      ##teamcity[blockOpened name='Build |[x|] |0x00e9||']
      ##teamcity[buildProblem description='Process exited with code 3' identity='TC_EXIT_CODE']
      ##teamcity[blockClosed name='Build']
      ##teamcity[blockOpened name='Load']
      ##teamcity[buildProblem description='too long' identity='TC_EXECUTION_TIMEOUT']
      ##teamcity[blockClosed name='Load']

      """)
    #expect(
      outline.steps == [
        "1 Build [x] é|: failure exit 3 (none) @2", "2 Load: timeout (teamcity.timeout) @5",
      ])
    #expect(outline.excerpts == ["Process exited with code 3", "too long"])
  }

  @Test
  func `a block that is never closed ends in error, and a tool that only prints is not known`() {
    let open = Self.outline("##teamcity[blockOpened name='Build']\nmake: working\n")
    #expect(open.steps == ["1 Build: error (teamcity.log-stops) @2"])
    let plain = Self.outline("##teamcity[progressMessage 'x']\n##teamcity[testFinished name='a']\n")
    #expect(plain.steps == ["1 Build: ?"] && plain.jobs.isEmpty)
    #expect(plain.parsed.steps.first?.tests?.passed == 1)
    let failed = Self.outline("##teamcity[buildStatus status='FAILURE' text='no |'luck|'']\n")
    #expect(failed.steps == ["1 Build: failure (none) @1"] && failed.excerpts == ["no 'luck'"])
  }

  @Test(arguments: [
    ("[09:14:02]W:\t [Step 1/3] x", true), ("[09:14:02] : Step 1/3: x", true),
    ("[09:14:02]i: x", true), ("[09:14:02] x", false), ("[09:14:02]x: y", false),
    ("##teamcity[testStarted name='x']", true), ("##teamcity", false),
    ("[25:14:02]W: x", false), ("Started 'Wed Mar 12 09:14:00 UTC 2025' on 'a'", true),
    ("Started 'x'", false),
  ])
  func `TeamCity has lines of its own`(line: String, matches: Bool) {
    #expect(LogFormat.teamcityLog.matches(Array(line.utf8)) == matches)
  }

  @Test func `steps and flows without end are held up to a bound`() {
    var text = ""
    for number in 1...1500 {
      text += "##teamcity[blockOpened name='\(number)' flowId='\(number)']\n"
    }
    let parsed = ParsedContent(text, as: .teamcityLog)
    #expect(parsed.closes && parsed.steps.count == 500)
  }
}
