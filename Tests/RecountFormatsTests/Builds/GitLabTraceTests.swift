// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitLabTraceTests {
  static let reset = "\u{1B}[0;m"

  /// A mark as the runner writes it, one second per call of the test's clock.
  static func start(_ name: String, _ second: Int, _ options: String = "") -> String {
    "section_start:\(1_741_770_800 + second):\(name)\(options)\r\u{1B}[0K"
  }

  static func end(_ name: String, _ second: Int) -> String {
    "section_end:\(1_741_770_800 + second):\(name)\r\u{1B}[0K"
  }

  static func parsed(_ lines: [String], path: String = "77/8.log") -> ParsedContent {
    let parsed = ParsedContent(lines.joined(separator: "\n"), as: .gitlabTrace, path: path)
    #expect(parsed.closes && parsed.tally.rejects == 0)
    return parsed
  }

  static let head = [
    "\u{1B}[0KRunning with gitlab-runner 17.4.0 (b92ee590)\(reset)",
    "\u{1B}[0K  on shop docker zxwgkjAPs, system ID: s_cd2c\(reset)",
    start("prepare_executor", 0) + "\u{1B}[0K\u{1B}[36;1mPreparing\(reset)",
    "\u{1B}[0KUsing Docker executor with image node:20 ...\(reset)",
    end("prepare_executor", 3) + start("get_sources", 3),
    end("get_sources", 5) + start("step_script", 5),
    "\u{1B}[32;1m$ make test\(reset)",
  ]
  static let onFailure = [
    end("step_script", 9) + start("after_script", 9), "WARNING: after_script failed",
    end("after_script", 10) + start("upload_artifacts_on_failure", 10),
    end("upload_artifacts_on_failure", 11) + start("cleanup_file_variables", 11),
  ]

  /// The job with `words` as the runner's last ones.
  private static func failed(_ words: String) -> ParsedContent {
    parsed(
      head + ["boom"] + onFailure + [
        end("cleanup_file_variables", 12) + "\u{1B}[31;1m" + words, reset,
      ])
  }

  // MARK: - Outcomes

  @Test func `a job that succeeded is green all over`() throws {
    let parsed = Self.parsed(
      Self.head + ["ok", Self.end("step_script", 9) + "\u{1B}[32;1mJob succeeded", Self.reset])
    #expect(parsed.steps.map(\.name) == ["prepare_executor", "get_sources", "step_script"])
    #expect(parsed.steps.map(\.key.number) == [1, 2, 3])
    #expect(parsed.steps.allSatisfy { $0.outcome == .success && $0.failureLine == 0 })
    #expect(parsed.steps.allSatisfy { $0.excerpt.isEmpty && $0.failureClass == nil })
    #expect(parsed.steps.map(\.line) == [3, 5, 6] && parsed.steps.map(\.endLine) == [5, 6, 9])
    let job = try #require(parsed.jobs.first)
    #expect(job.outcome == .success && job.run == "77" && job.job == "8" && job.endLine == 10)
    #expect(job.runner == "shop docker" && parsed.steps.allSatisfy { $0.runner == "shop docker" })
    #expect(parsed.steps.map(\.image) == ["node:20", "", "node:20"])
  }

  /// The runner's last words -> outcome, exit code, class and rule of the user's commands.
  @Test(arguments: [
    (
      "ERROR: Job failed: exit code 2", Outcome.failure, Int?.some(2), FailureClass?.some(.unknown),
      "none"
    ),
    ("ERROR: Job failed: exit status 137", .failure, 137, .unknown, "none"),
    ("ERROR: Job failed: command terminated with exit code 1", .failure, 1, .unknown, "none"),
    ("ERROR: Job failed: something else", .failure, nil, .unknown, "none"),
    (
      "ERROR: Job failed (system failure): pods \"runner-1\" not found", .error, nil,
      .infrastructure, "gitlab.system-failure"
    ),
    (
      "ERROR: Job failed: aborted: terminated", .error, nil, .infrastructure,
      "gitlab.system-failure"
    ),
    (
      "ERROR: Job failed: execution took longer than 1h0m0s seconds", .timeout, nil, .timeout,
      "gitlab.timeout"
    ),
    (
      "ERROR: Job failed: step_script could not run to completion because the timeout was exceeded.",
      .timeout, nil, .timeout, "gitlab.timeout"
    ),
    ("ERROR: Job failed: canceled", .cancelled, nil, nil, ""),
  ])
  func `the last words of the runner decide how the step ended`(
    words: String, outcome: Outcome, exitCode: Int?, failureClass: FailureClass?, rule: String
  ) throws {
    let parsed = Self.failed(words)
    let step = try #require(parsed.steps.first { $0.outcome != .success })
    #expect(parsed.steps.count { $0.outcome != .success } == 1)
    #expect(step.name == "step_script" && step.outcome == outcome && step.exitCode == exitCode)
    #expect(step.failureClass == failureClass && step.decidingRule == rule)
    #expect(step.failureLine == 13 && String(decoding: step.excerpt, as: UTF8.self) == words)
    #expect(parsed.jobs.map(\.outcome) == [outcome])
  }

  /// The phase that was begun last -> whether its failure is the infrastructure's.
  @Test(arguments: [
    ("prepare_executor", true), ("prepare_script", true), ("get_sources", true),
    ("restore_cache", true), ("download_artifacts", true), ("step_script", false),
    ("build_script", false), ("some_new_phase", true), ("upload_artifacts_on_success", true),
  ])
  func `a phase that fails is the infrastructure's, and the clean-up behind it is not blamed`(
    name: String, isPhase: Bool
  ) throws {
    let parsed = Self.parsed([
      Self.start("resolve_secrets", 0), Self.end("resolve_secrets", 1) + Self.start(name, 1),
      "boom",
      Self.end(name, 2) + Self.start("archive_cache_on_failure", 2),
      Self.end("archive_cache_on_failure", 3) + Self.start("cleanup_file_variables", 3),
      Self.end("cleanup_file_variables", 4) + "\u{1B}[31;1mERROR: Job failed: exit code 1",
    ])
    let failed = parsed.steps.filter { $0.outcome.isFailed }
    #expect(failed.map(\.name) == [name])
    let step = try #require(failed.first)
    #expect(
      step.exitCode == 1 && step.key.number == 2 && step.end?.microseconds == 1_741_770_802_000_000)
    #expect(step.outcome == (isPhase ? .error : .failure))
    #expect(step.failureClass == (isPhase ? .infrastructure : .unknown))
    #expect(step.decidingRule == (isPhase ? "phase.setup" : "none"))
  }

  @Test func `what comes after the script fails no job, and an upload that fails does`() {
    let green = Self.parsed(
      Self.head + Self.onFailure + [Self.end("cleanup_file_variables", 12) + "Job succeeded"])
    #expect(green.steps.allSatisfy { $0.outcome == .success } && green.steps.count == 6)
    let upload = Self.parsed(
      Self.head + [
        Self.end("step_script", 9) + Self.start("upload_artifacts_on_success", 9), "too large",
        Self.end("upload_artifacts_on_success", 10) + "ERROR: Job failed: exit code 1",
      ])
    #expect(
      upload.steps.filter { $0.outcome.isFailed }.map(\.name) == ["upload_artifacts_on_success"])
  }

  @Test func `a trace that stops lost its runner in the open section`() throws {
    for count in 3...7 {
      let parsed = Self.parsed(Array(Self.head.prefix(count)))
      let step = try #require(parsed.steps.last)
      #expect(parsed.steps.count { $0.outcome.isFailed } == 1)
      #expect(step.outcome == .error && step.failureClass == .infrastructure)
      #expect(step.decidingRule == "gitlab.log-stops" && step.failureLine == Int64(count))
      #expect(step.end == nil && step.endLine == Int64(count) && step.excerpt.isEmpty)
      #expect(parsed.jobs.map(\.outcome) == [.error])
    }
    let between = Self.parsed(Self.head + [Self.end("step_script", 9)])
    #expect(between.steps.last?.decidingRule == "gitlab.log-stops")
    let cleaning = Self.parsed(Self.head + Self.onFailure)
    #expect(cleaning.steps.filter { $0.outcome.isFailed }.map(\.name) == ["cleanup_file_variables"])
  }

  @Test func `the words of a script are not those of the runner`() {
    let words = ["Job succeeded", "\u{1B}[31;1mERROR: Job failed: exit code 9\(Self.reset)"]
    let parsed = Self.parsed(
      Self.head + words + ["more", Self.end("step_script", 9) + "ERROR: Job failed: exit code 1"])
    #expect(parsed.steps.compactMap(\.exitCode) == [1])
    // Without a section around them only the last text of the trace can be the runner's.
    let bare = Self.parsed(["\u{1B}[0KRunning with gitlab-runner 9", "Job succeeded", "more"])
    #expect(bare.steps.map(\.decidingRule) == ["gitlab.log-stops"])
    let last = Self.parsed(Self.head + ["Job succeeded", Self.end("step_script", 9)])
    #expect(last.steps.last?.decidingRule == "gitlab.log-stops")
  }
}
