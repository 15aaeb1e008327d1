// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct DroneTests {
  private static func step(_ name: String, _ status: String, _ more: String = "") -> String {
    """
    {"number":1,"name":"\(name)","status":"\(status)",\(more)\
    "started":1741770842,"stopped":1741770851}
    """
  }

  private static func build(_ status: String, _ steps: [String], more: String = "") -> String {
    """
    {"id":301,"number":17,"status":"\(status)","stages":[
    {"number":1,"name":"default","status":"\(status)",\(more)"machine":"runner-1",
    "started":1741770840,"stopped":1741770852,"steps":[\(steps.joined(separator: ",\n"))]}]}
    """
  }

  private static func outline(_ text: String) -> StepOutline {
    StepOutline(text, as: .droneBuild)
  }

  private static let times = " 09:14:02.000-09:14:11.000"
  private static let stageTimes = " 09:14:00.000-09:14:12.000"

  // MARK: - Builds

  /// Name, status and further members -> the step.
  @Test(arguments: [
    ("test", "success", "\"exit_code\":0,", "success>success exit 0"),
    ("test", "failure", "\"exit_code\":1,", "failure>failure exit 1 (none)"),
    ("lint", "failure", "\"exit_code\":1,\"errignore\":true,", "failure>success exit 1 (none)"),
    ("test", "killed", "\"exit_code\":137,", "cancelled>cancelled exit 137"),
    ("test", "skipped", "\"exit_code\":0,", "skipped>skipped"),
    (
      "test", "error", "\"error\":\"Error response from daemon: pull access denied\",",
      "error>error (image-pull.auth)"
    ), ("test", "error", "", "error>error (outcome.platform-error)"),
    ("clone", "failure", "\"exit_code\":128,", "failure>failure exit 128 (drone.clone-failed)"),
  ])
  func `a status is an outcome`(name: String, status: String, more: String, step: String) {
    let outline = Self.outline(Self.build("success", [Self.step(name, status, more)]))
    #expect(outline.steps == ["1 \(name): \(step)\(Self.times)"])
    #expect(outline.jobs == ["default: success\(Self.stageTimes)"])
    let made = outline.parsed.steps.first
    #expect(made?.key == StepKey(provider: "drone", run: "301", job: "default"))
    #expect(made?.runner == "runner-1")
  }

  @Test func `a stage that ran out of time is no cancellation`() {
    let outline = Self.outline(
      Self.build(
        "killed", [Self.step("test", "killed")], more: "\"error\":\"context deadline exceeded\","))
    #expect(outline.steps == ["1 test: timeout>timeout (outcome.timeout)\(Self.times)"])
    #expect(outline.jobs == ["default: timeout\(Self.stageTimes)"])
  }

  @Test func `a stage that was lost has a step of its own`() {
    let outline = Self.outline(
      Self.build("error", [], more: "\"error\":\"linter: untrusted repositories\","))
    #expect(
      outline.steps == ["1 Set up job: error>error (outcome.platform-error)\(Self.stageTimes)"])
    #expect(outline.excerpts == ["linter: untrusted repositories"])
  }

  @Test func `stages of one name are numbered, and what runs is counted nowhere`() {
    let stage = "{\"name\":\"ci\",\"status\":\"success\",\"steps\":[]}"
    let running = "{\"name\":\"x\",\"status\":\"running\",\"steps\":[\(Self.step("a", "success"))]}"
    let outline = Self.outline(
      "{\"id\":1,\"status\":\"running\",\"stages\":[\(stage),\n\(stage),\(running)]}")
    #expect(outline.parsed.jobs.map(\.job) == ["ci/1", "ci/2"])
    #expect(outline.parsed.tally.eventLines == 4 && outline.parsed.tally.events == 2)
  }

  @Test func `woodpecker has workflows and children`() {
    let outline = Self.outline(
      """
      [{"id":9,"number":4,"status":"failure","workflows":[{"pid":1,"name":"test","state":"failure",
        "start_time":1741770840,"end_time":1741770852,"children":[
          {"pid":2,"name":"git","type":"clone","state":"failure","exit_code":128,
           "start_time":1741770842,"end_time":1741770851,"error":"Could not resolve host: x"},
          {"pid":3,"name":"lint","state":"failure","exit_code":1,"failure":"ignore",
           "started":1741770842,"finished":1741770851},
          {"pid":4,"name":"build","state":"pending"}]}]}]
      """)
    #expect(
      outline.steps == [
        "1 git: failure>failure exit 128 (network.unreachable)\(Self.times)",
        "2 lint: failure>success exit 1 (none)\(Self.times)",
      ])
    #expect(outline.jobs == ["test: failure\(Self.stageTimes)"])
    #expect(outline.parsed.steps[0].key.provider == "woodpecker")
  }

  // MARK: - Logs

  private static func log(_ text: String) -> StepOutline {
    StepOutline(text, as: .droneLog, path: "shop/17.json")
  }

  @Test func `the log of a step does not say how it ended`() {
    let outline = Self.log(
      """
      [{"pos":0,"out":"+ npm ci\\r\\n","time":0},
       {"pos":1,"out":"npm ERR! code E503\\n","time":12},
       {"pos":2,"out":"","time":12}]
      """)
    #expect(outline.steps == ["1 : ? (dependency.registry-5xx) @2"] && outline.jobs.isEmpty)
    #expect(outline.parsed.steps.first?.key == StepKey(provider: "drone", run: "shop", job: "17"))
    #expect(outline.parsed.tally.eventLines == 3)
  }

  @Test func `woodpecker writes in Base64 and tells the exit code`() {
    func entry(_ data: String, _ type: Int) -> String {
      "{\"step_id\":31,\"time\":1,\"line\":1,\"data\":\"\(data)\",\"type\":\(type)}"
    }
    let failing = entry("VGVzdHMgZmFpbGVk", 1)
    let failed = Self.log("[\(entry("KyBucG0=", 0)),\(failing),\n\(entry("Mg==", 2))]")
    #expect(failed.steps == ["1 : failure exit 2 (test.failed) @2"])
    #expect(failed.excerpts == ["Tests failed"])
    let passed = Self.log("[\(failing),\(entry("e30=", 3)),\(entry("MA==", 2))]")
    #expect(passed.steps == ["1 : success exit 0"])
    let open = Self.log("[\(entry("eA==", 0)),\(entry("", 4))]")
    #expect(open.steps == ["1 : ?"])
    #expect(Self.log("[\(entry("*", 0))]").parsed.rejects.count == 1)
  }
}
