// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct JenkinsRunTests {
  private static func stage(
    _ name: String, _ status: String, start: Int = 1_741_770_842_310, more: String = ""
  ) -> String {
    #"{"id":"8","name":"\#(name)","status":"\#(status)","startTimeMillis":\#(start),"durationMillis":1000\#(more)}"#
  }

  private static func run(_ status: String, _ stages: [String], id: Int = 17) -> String {
    #"{"id":"\#(id)","status":"\#(status)","startTimeMillis":1741770842310,"endTimeMillis":1741770847340,"stages":[\#(stages.joined(separator: ","))]}"#
  }

  @Test(arguments: [
    ("SUCCESS", "1 S: success 09:14:02.310-09:14:03.310", "success"),
    ("UNSTABLE", "1 S: failure>success (jenkins.unstable) 09:14:02.310-09:14:03.310", "failure"),
    ("FAILED", "1 S: failure (none) 09:14:02.310-09:14:03.310", "failure"),
    ("ABORTED", "1 S: cancelled 09:14:02.310-09:14:03.310", "cancelled"),
  ])
  func `a stage ends as its status says`(status: String, step: String, job: String) {
    let outline = StepOutline(
      Self.run(status, [Self.stage("S", status)]), as: .jenkinsRuns, path: "shop/17.json")
    #expect(outline.steps == [step])
    #expect(outline.jobs == ["17: \(job) 09:14:02.310-09:14:07.340"])
    #expect(outline.parsed.steps.first?.origin == .record)
  }

  @Test func `stages that wait, run or never ran have no time or no outcome`() {
    let outline = StepOutline(
      Self.run(
        "IN_PROGRESS",
        [
          Self.stage("a", "SUCCESS"), Self.stage("b", "NOT_EXECUTED", start: 0),
          Self.stage("c", "PAUSED_PENDING_INPUT"), Self.stage("d", "IN_PROGRESS"),
        ]), as: .jenkinsRuns)
    #expect(outline.steps == ["1 a: success 09:14:02.310-09:14:03.310", "2 b: skipped"])
    #expect(outline.jobs.isEmpty && outline.parsed.tally.rejects == 0)
  }

  @Test func `an error tells the exit code, or that the agent was lost`() {
    let code =
      #","error":{"message":"script returned exit code 137","type":"hudson.AbortException"}"#
    let lost =
      #","error":{"message":"channel \"x\" closed","type":"hudson.remoting.ChannelClosedException"}"#
    let outline = StepOutline(
      Self.run(
        "FAILED", [Self.stage("a", "FAILED", more: code), Self.stage("b", "FAILED", more: lost)]),
      as: .jenkinsRuns)
    #expect(
      outline.steps == [
        "1 a: failure exit 137 (none) @1 09:14:02.310-09:14:03.310",
        "2 b: error (jenkins.agent-lost) @1 09:14:02.310-09:14:03.310",
      ])
    #expect(outline.excerpts == ["script returned exit code 137", "channel \"x\" closed"])
  }

  @Test func `a run that failed outside of its stages has a step behind them`() {
    let outline = StepOutline(
      Self.run("FAILED", [Self.stage("a", "SUCCESS")]), as: .jenkinsRuns)
    #expect(
      outline.steps == [
        "1 a: success 09:14:02.310-09:14:03.310",
        "2 Build: failure (none) 09:14:02.310-09:14:07.340",
      ])
  }

  @Test func `one document over many lines, a list, and one a line say the same`() {
    let first = Self.run("SUCCESS", [Self.stage("a", "SUCCESS")])
    let second = Self.run("FAILED", [Self.stage("a", "FAILED")], id: 18)
    let steps = [
      "1 a: success 09:14:02.310-09:14:03.310", "1 a: failure (none) 09:14:02.310-09:14:03.310",
    ]
    let pretty = "[\n  \(first.replacing(",", with: ",\n   ")),\n  \(second)\n]\n"
    for text in ["[\(first),\(second)]", "\(first)\n\n\(second)\n", pretty] {
      #expect(StepOutline(text, as: .jenkinsRuns).steps == steps)
    }
    let listed = StepOutline("[\(first),\(second)]", as: .jenkinsRuns, path: "shop/runs.json")
    #expect(listed.parsed.steps.map(\.key.run) == ["shop/17", "shop/18"])
    #expect(listed.parsed.steps.map(\.key.job) == ["shop", "shop"])
  }

  @Test(arguments: ["shop/17/", "jobs/shop/builds/17/", "all.zip!shop/17/"])
  func `a record and the console beside it have the same keys`(folder: String) {
    let console = """
      Started by timer
      [Pipeline] stage
      [Pipeline] { (a)
      [Pipeline] }
      [Pipeline] // stage
      [Pipeline] stage
      [Pipeline] { (b)
      [Pipeline] sh
      [Pipeline] }
      [Pipeline] // stage
      [Pipeline] End of Pipeline
      ERROR: script returned exit code 1
      Finished: FAILURE
      """
    let record = Self.run("FAILED", [Self.stage("a", "SUCCESS"), Self.stage("b", "FAILED")])
    let log = ParsedContent(console, as: .jenkinsConsole, path: folder + "consoleText.gz")
    let told = ParsedContent(record, as: .jenkinsRuns, path: folder + "wfapi.json")
    #expect(log.steps.map(\.key) == told.steps.map(\.key))
    #expect(log.steps.map(\.outcome) == told.steps.map(\.outcome))
    #expect(log.steps.first?.key.job == "shop")
    let named = ParsedContent(console, as: .jenkinsConsole, path: "logs/shop-17.log")
    let other = ParsedContent(record, as: .jenkinsRuns, path: "logs/shop-17.json")
    #expect(named.steps.map(\.key) == other.steps.map(\.key))
  }

  @Test(arguments: [
    ("{", RejectReason.malformedJSON), ("[]", .malformedJSON), ("[1]", .malformedJSON),
    (#"{"status":"FAILED"}"#, .missingField),
    (#"{"status":"FAILED","startTimeMillis":1741770842310}"#, .missingField),
    (#"{"status":"?","startTimeMillis":1,"stages":[]}"#, .malformedStatus),
    (#"{"status":"FAILED","startTimeMillis":"soon","stages":[]}"#, .malformedTime),
    (#"{"status":"FAILED","startTimeMillis":1,"stages":"x"}"#, .malformedField),
    (#"{"status":"FAILED","startTimeMillis":1,"stages":[{"status":"FAILED"}]}"#, .missingField),
    (#"[{"status":"FAILED","startTimeMillis":1,"stages":[]}"#, .malformedJSON),
  ])
  func `what is no run is refused`(text: String, reason: RejectReason) {
    expectReject(text, as: .jenkinsRuns, reason)
  }
}
