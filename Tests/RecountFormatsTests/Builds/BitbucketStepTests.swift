// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct BitbucketStepTests {
  private static func record(
    state: String, started: String = #""2025-03-12T09:13:40.310Z""#,
    completed: String = #""2025-03-12T09:14:12.001Z""#, more: String = ""
  ) -> String {
    #"{"uuid":"{0f2e}","pipeline":{"uuid":"{77aa}"},"started_on":\#(started),"completed_on":\#(completed),"state":\#(state)\#(more)}"#
  }

  private static func completed(_ result: String) -> String {
    #"{"name":"COMPLETED","result":{"name":"\#(result)"}}"#
  }

  @Test(arguments: [
    ("SUCCESSFUL", Outcome.success), ("FAILED", .failure), ("ERROR", .error),
    ("STOPPED", .cancelled), ("EXPIRED", .timeout), ("NOT_RUN", .skipped),
  ])
  func `every result has its outcome`(result: String, outcome: Outcome) throws {
    let parsed = ParsedContent(Self.record(state: Self.completed(result)), as: .bitbucketSteps)
    let step = try #require(parsed.steps.first)
    #expect(step.outcome == outcome)
    #expect(step.key == StepKey(provider: "bitbucket", run: "77aa", job: "0f2e"))
    #expect(step.origin == .record && step.isOutcomeKnown)
    #expect(step.start?.rfc3339 == "2025-03-12T09:13:40.310000Z")
    #expect(step.end?.rfc3339 == "2025-03-12T09:14:12.001000Z")
  }

  @Test(arguments: ["ERROR", "FAILED"])
  func `the platform's failures are the infrastructure's`(result: String) throws {
    let step = try #require(
      ParsedContent(Self.record(state: Self.completed(result)), as: .bitbucketSteps).steps.first)
    #expect(step.failureClass == (result == "ERROR" ? .infrastructure : .unknown))
    #expect(step.decidingRule == (result == "ERROR" ? "outcome.platform-error" : "none"))
  }

  @Test(arguments: ["IN_PROGRESS", "PENDING", "PAUSED"])
  func `a step without a result yet is read and counted nowhere`(state: String) {
    let parsed = ParsedContent(
      Self.record(state: #"{"name":"\#(state)"}"#, completed: "null"), as: .bitbucketSteps)
    #expect(parsed.steps.isEmpty && parsed.rejects.isEmpty && parsed.closes)
    #expect(parsed.tally.eventLines == 1 && parsed.tally.events == 0)
  }

  @Test func `times may be null where there were none`() throws {
    let skipped = ParsedContent(
      Self.record(state: Self.completed("NOT_RUN"), started: "null", completed: "null"),
      as: .bitbucketSteps)
    #expect(skipped.steps.map(\.outcome) == [.skipped] && skipped.steps.first?.end == nil)
    let stopped = ParsedContent(
      Self.record(state: Self.completed("STOPPED"), started: "null"), as: .bitbucketSteps)
    #expect(stopped.steps.first?.start == nil && stopped.steps.first?.end != nil)
    expectReject(
      Self.record(state: Self.completed("FAILED"), started: "null", completed: "null"),
      as: .bitbucketSteps, .missingField)
  }

  @Test func `texts are unescaped and braces taken off`() throws {
    let state = #"""
      {"name":"COMPLETED","result":{"name":"ERROR","error":{"key":"k","message":"pull \"a\/b\": received unexpected HTTP status: 503\n\u00e9"}}}
      """#
    let line = Self.record(
      state: state,
      more:
        #","name":"Build {x} \"y\"","image":{"name":"node:20"},"repository":{"full_name":"octo/shop"},"run_number":3,"runner":{"name":"r1"}"#
    )
    let step = try #require(ParsedContent(line, as: .bitbucketSteps).steps.first)
    #expect(step.name == #"Build {x} "y""#)
    #expect(
      String(decoding: step.excerpt, as: UTF8.self)
        == "pull \"a/b\": received unexpected HTTP status: 503\né")
    #expect(step.decidingRule == "image-pull.registry-5xx" && step.failureClass == .infrastructure)
    #expect(step.image == "node:20" && step.repository == "octo/shop" && step.runner == "r1")
    #expect(step.key.attempt == 3 && step.exitCode == nil)
  }

  @Test(arguments: [
    (#"{"uuid":"a","pipeline":{"uuid":"b"}}"#, RejectReason.missingField),
    (#"{"uuid":"a","state":{"name":"COMPLETED","result":{"name":"FAILED"}}}"#, .missingField),
    (record(state: #"{"name":"COMPLETED"}"#), .malformedStatus),
    (record(state: completed("EXPLODED")), .malformedStatus),
    (record(state: #"{"name":["COMPLETED"]}"#), .missingField),
    (record(state: completed("FAILED"), started: #""yesterday""#), .malformedTime),
    (record(state: completed("FAILED"), completed: #""2025-03-12T09:14:12Zx""#), .malformedTime),
    (record(state: completed("FAILED")) + "]", .malformedJSON),
    ("[1]", .malformedJSON),
  ])
  func `a record without what it needs is refused`(line: String, reason: RejectReason) {
    expectReject(line, as: .bitbucketSteps, reason)
  }

  @Test func `blank lines are ignored`() {
    let parsed = ParsedContent(
      "\n  \n" + Self.record(state: Self.completed("FAILED")) + "\n", as: .bitbucketSteps)
    #expect(parsed.closes && parsed.tally.ignored == 2 && parsed.steps.first?.line == 3)
  }
}
