// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct ProwTests {
  private static let log = """
    wrapper.sh] [INFO] Wrapping Test Command: `make test`
    wrapper.sh] [INFO] Running in: gcr.io/k8s-staging/kubekins-e2e:v2025
    + make test
    I0312 09:14:02.123456   11834 main.go:21] starting
    W0312 09:14:03.123456   11834 main.go:33] slow
    === RUN   TestCart
    E0312 09:14:09.123456   11834 main.go:77] cannot list nodes

    --- FAIL: TestCart (1.00s)
    FAIL
    make: *** [Makefile:7: test] Error 1
    + EXIT_VALUE=2
    wrapper.sh] [INFO] Test exit code: 2

    """

  private static func entrypoint(_ message: String, error: String = "", level: String = "error")
    -> String
  {
    let member = error.isEmpty ? "" : #""error":"\#(error)","#
    return
      #"{"component":"entrypoint",\#(member)"file":"run.go:79","level":"\#(level)","msg":"\#(message)","severity":"\#(level)","time":"2025-03-12T09:14:10Z"}"#
      + "\n"
  }

  private static let failed = entrypoint(
    "Error executing test process", error: "wrapped process failed: exit status 2")

  private static func outline(
    _ text: String, path: String = "logs/unit/1899/build-log.txt",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> StepOutline {
    StepOutline(text, as: .prowLog, path: path, sourceLocation: sourceLocation)
  }

  // MARK: - build-log.txt

  @Test(arguments: [
    (failed, "failure exit 2 (test.failed) @9 -09:14:10.000", "failure"),
    (
      entrypoint("Process did not finish before 2h0m0s timeout") + failed,
      "timeout exit 2 (prow.timeout) @14 -09:14:10.000", "timeout"
    ),
    (
      entrypoint("Entrypoint received interrupt: terminated")
        + entrypoint("Process did not exit before 15s grace period"),
      "cancelled @14 -09:14:10.000", "cancelled"
    ),
    (
      #"{"component":"clonerefs","level":"fatal","msg":"failed to clone","time":"2025-03-12T09:14:10Z"}"#,
      "error (prow.clone-failed) @14 -09:14:10.000", "error"
    ),
  ])
  func `the entrypoint tells how a process failed`(last: String, step: String, job: String) {
    let outline = Self.outline(Self.log + last)
    #expect(outline.steps == ["1 Test process: \(step)"])
    #expect(outline.jobs == ["unit: \(job) -09:14:10.000"])
    #expect(outline.parsed.steps.first?.key.run == "logs/unit/1899")
  }

  @Test func `without the entrypoint's words finished.json has to tell`() {
    let text = Self.log + Self.entrypoint("all is well", level: "info")
    #expect(Self.outline(text).steps == ["1 Test process: ? -09:14:10.000"])
    #expect(Self.outline(text).jobs.isEmpty)
    // The last line was cut before its message.
    #expect(Self.outline(Self.log + Self.failed.prefix(60)).steps == ["1 Test process: ?"])
    #expect(Self.outline("\n").steps.isEmpty)
  }

  @Test func `lines of logrus give times, those of klog do not`() {
    let outline = Self.outline(
      "\u{1B}[36mINFO\u{1B}[0m[2025-03-12T09:14:02Z] Resolved source\n"
        + "INFO[2025-03-12T09:15:00Z] Running step e2e.\nI0312 09:16:00.000000  1 a.go:1] x\n"
        + "ERRO[2025-03-12T09:14:59Z] clock\n")
    #expect(outline.steps == ["1 Test process: ? 09:14:02.000-09:14:59.000"])
  }

  // MARK: - started.json and finished.json

  @Test(arguments: [
    (#""passed":true,"result":"SUCCESS""#, "success"), (#""passed":true"#, "success"),
    (#""passed":false,"result":"FAILURE""#, "failure (none)"),
    (#""passed":false"#, "failure (none)"),
    (#""passed":false,"result":"ABORTED""#, "cancelled"),
    (#""result":"ERROR""#, "error (prow.error)"),
    (#""passed":false,"result":"SUCCESS""#, "success"),
  ])
  func `finished.json tells the outcome`(members: String, outcome: String) {
    let text = #"{"timestamp":1741770842,\#(members),"metadata":{"repo":"octo/shop"}}"#
    let outline = StepOutline(text, as: .prowResult, path: "logs/unit/1899/finished.json")
    #expect(outline.steps == ["1 Test process: \(outcome) -09:14:02.000"])
    #expect(outline.parsed.steps.first?.repository == "octo/shop")
    let pretty = StepOutline(
      text.replacing(",", with: ",\n  ") + "\n", as: .prowResult,
      path: "logs/unit/1899/finished.json")
    #expect(pretty.steps == outline.steps)
  }

  @Test func `log, start and end of a job have one key`() {
    let folder = "pr-logs/pull/octo_shop/1234/unit/1899/"
    let start = ParsedContent(
      #"{"timestamp":1741770002,"pull":"1234","node":"gke-1"}"#, as: .prowResult,
      path: folder + "started.json")
    let end = ParsedContent(
      #"{"timestamp":1741770842,"passed":true}"#, as: .prowResult, path: folder + "finished.json")
    let log = ParsedContent(Self.log, as: .prowLog, path: folder + "build-log.txt.gz")
    #expect(Set((start.steps + end.steps + log.steps).map(\.key)).count == 1)
    #expect(log.steps.first?.key.job == "unit")
    #expect(start.steps.map(\.isOutcomeKnown) == [false] && start.jobs.isEmpty)
    #expect(start.steps.first?.start?.rfc3339 == "2025-03-12T09:00:02.000000Z")
  }

  @Test(arguments: [
    (#"{"timestamp":1741770842}"#, RejectReason.missingField), ("{}", .missingField),
    (#"{"timestamp":1741770842,"passed":"maybe"}"#, .malformedStatus),
    (#"{"timestamp":"2025","passed":true}"#, .malformedTime),
    (#"{"timestamp":1741770842,"passed":tr"#, .malformedJSON),
  ])
  func `what is neither of the two is refused`(text: String, reason: RejectReason) {
    expectReject(text, as: .prowResult, reason)
  }

  @Test(arguments: [
    ("logs/unit/1899/build-log.txt", "prow-log"), ("logs/unit/1899/finished.json", "prow-result"),
    ("started.json", "prow-result"),
  ])
  func `files of a job are told by their names`(entry: String, format: String) {
    #expect(FormatDetector.detect(entry: entry, nil).format?.name == format)
  }
}
