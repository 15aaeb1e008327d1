// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct GitLabSectionTests {
  private typealias Trace = GitLabTraceTests

  @Test func `a trace without sections is one step`() throws {
    let parsed = Trace.parsed([
      "\u{1B}[0KRunning with gitlab-runner 9.5.1", "  on old b1",
      "Using Docker executor with image ruby:2.4 ...",
      "$ make", "make: *** [all] Error 2", "\u{1B}[31;1mERROR: Job failed: exit code 1",
      Trace.reset,
    ])
    let step = try #require(parsed.steps.first)
    #expect(parsed.steps.count == 1 && step.name == "step_script" && step.key.number == 1)
    #expect(step.outcome == .failure && step.exitCode == 1 && step.line == 1 && step.endLine == 7)
    #expect(step.image == "ruby:2.4" && step.runner == "old" && step.start == nil)
  }

  @Test func `a user's section that was left is a step, and one failure is one failed step`() {
    let parsed = Trace.parsed(
      Trace.head + [
        Trace.start("install", 5, "[collapsed=true]") + "Install", "ok", Trace.end("install", 6),
        Trace.start("test", 6) + "Test", Trace.start("unit", 7), "boom",
      ] + Trace.onFailure + [
        Trace.end("cleanup_file_variables", 12) + "ERROR: Job failed: exit code 1"
      ])
    #expect(
      parsed.steps.map(\.name) == [
        "prepare_executor", "get_sources", "step_script", "install", "after_script",
        "upload_artifacts_on_failure", "cleanup_file_variables",
      ])
    #expect(parsed.steps.map(\.key.number) == Array(1...7))
    #expect(parsed.steps.filter { $0.outcome.isFailed }.map(\.name) == ["step_script"])
    let install = parsed.steps[3]
    #expect(install.outcome == .success && install.line == 8 && install.endLine == 10)
    #expect(install.start?.microseconds == 1_741_770_805_000_000)
    #expect(install.end?.microseconds == 1_741_770_806_000_000)
  }

  @Test func `sections of the user alone stand inside of one step`() {
    let parsed = Trace.parsed([
      "first", Trace.start("build", 1), "x", Trace.end("build", 4), Trace.start("test", 4), "boom",
      "ERROR: Job failed: exit code 3",
    ])
    #expect(parsed.steps.map(\.name) == ["step_script", "build"])
    #expect(parsed.steps.map(\.outcome) == [.failure, .success])
    #expect(parsed.steps[0].line == 1 && parsed.steps[0].endLine == 7)
    #expect(parsed.steps[0].start?.microseconds == 1_741_770_801_000_000)
  }

  @Test func `an end mark that is missing is made up for, one without a start is ignored`() {
    let parsed = Trace.parsed([
      Trace.start("prepare_executor", 0), Trace.start("get_sources", 2) + Trace.end("unknown", 3),
      Trace.start("step_script", 4), Trace.end("get_sources", 5), Trace.end("step_script", 6),
      Trace.end("step_script", 7) + "Job succeeded",
    ])
    #expect(parsed.steps.map(\.name) == ["prepare_executor", "get_sources", "step_script"])
    #expect(
      parsed.steps.map { ($0.end?.microseconds ?? 0) / 1_000_000 - 1_741_770_800 } == [2, 4, 6])
  }

  @Test func `clocks that run backwards are told as they are`() {
    let parsed = Trace.parsed([
      Trace.start("step_script", 9) + Trace.end("step_script", 2) + "Job succeeded"
    ])
    #expect(parsed.steps.map { $0.start?.microseconds ?? 0 } == [1_741_770_809_000_000])
    #expect(parsed.steps.map { $0.end?.microseconds ?? 0 } == [1_741_770_802_000_000])
  }

  /// What stands on a line -> whether it begins a section.
  @Test(arguments: [
    ("section_start:1741770800:a\r\u{1B}[0Kx", true), ("section_start:1741770800:a", true),
    ("text section_start:1741770800:a[collapsed=true]\r", true),
    ("\u{1B}[0;m\u{1B}[0Ksection_start:1741770800:a", true),
    ("text section_start:1741770800:a", false), ("section_start:soon:a\r\u{1B}[0K", false),
    ("section_start:1741770800:\r\u{1B}[0K", false), ("section_start:1741770800\r", false),
    ("section_start:1741770800:a[collapsed\r", false), ("section_start:1741770800:a b\r", false),
    ("section_start:123456789012:a\r", false), ("xsection_begin:1741770800:a\r", false),
    (#"$ echo -e "section_start:`date +%s`:a\r\e[0K""#, false), ("section_", false),
  ])
  func `a mark ends with a CR, or with a line that holds nothing else`(line: String, isMark: Bool) {
    let parsed = Trace.parsed(
      [
        Trace.start("step_script", 0), line + "|".prefix(line.hasSuffix("\r") ? 1 : 0),
        Trace.end("a", 1),
      ]
        + [Trace.end("step_script", 2) + "Job succeeded"])
    #expect(parsed.steps.contains { $0.name == "a" } == isMark)
  }

  @Test func `sections beyond the limit are text`() {
    var lines = [Trace.start("step_script", 0)]
    for number in 0..<10_010 {
      lines.append(Trace.start("s\(number)", 1) + Trace.end("s\(number)", 2))
    }
    let parsed = Trace.parsed(lines + [Trace.end("step_script", 3) + "Job succeeded"])
    #expect(parsed.steps.count == 10_000 && parsed.steps[0].outcome == .success)
  }

  // MARK: - Stamps

  @Test func `stamps give the job its times, and the rest of a line continues it`() throws {
    func stamp(_ second: Int, _ end: String = " ") -> String {
      "2025-03-12T09:13:2\(second).020010Z 00O\(end)"
    }
    let parsed = Trace.parsed([
      stamp(0) + Trace.start("step_script", 1), stamp(1) + "\u{1B}[32;1m$ make\(Trace.reset)",
      stamp(2) + "half", stamp(2, "+") + " a line", "no stamp", stamp(3),
      stamp(4) + Trace.end("step_script", 5) + "ERROR: Job failed: exit code 2",
    ])
    #expect(parsed.tally.continuationLines == 1 && parsed.tally.eventLines == 6)
    let job = try #require(parsed.jobs.first)
    #expect(job.start?.rfc3339 == "2025-03-12T09:13:20.020010Z")
    #expect(job.end?.rfc3339 == "2025-03-12T09:13:24.020010Z")
    #expect(parsed.steps.first?.start?.rfc3339 == "2025-03-12T09:13:21.000000Z")
    #expect(parsed.steps.first?.exitCode == 2)
    let stopped = Trace.parsed([stamp(0) + Trace.start("step_script", 1), stamp(4) + "compiling"])
    #expect(stopped.steps.first?.end?.rfc3339 == "2025-03-12T09:13:24.020010Z")
  }

  @Test(arguments: [
    ("2025-03-12T09:14:02.020010Z 00O hello", true), ("2025-03-12T09:14:02.020010Z 0fE+", true),
    ("2025-03-12T09:14:02.020010Z 00X hello", false), ("2025-03-12T09:14:02.0200101Z 00O ", false),
    ("2025-03-12T09:14:02.020010Z 00O", false), ("2025-02-30T09:14:02.020010Z 00O x", false),
    ("\u{1B}[0KRunning", true), ("\u{1B}[32;1m$ ls\u{1B}[0;m", true),
    ("\u{1B}[32mgreen\u{1B}[0m", false),
    ("section_end:1741770800:a", true), ("Running on runner-1 via host...", true),
    ("+ npm ci", false),
    ("2025-03-12T09:14:02.1234567Z ##[group]Run", false), ("", false),
  ])
  func `a line is told by stamp, mark or the runner's colours`(line: String, matches: Bool) {
    #expect(LogFormat.gitlabTrace.matches(Array(line.utf8)) == matches)
  }

  @Test func `nothing gives no job`() {
    #expect(ParsedContent("", as: .gitlabTrace).jobs.isEmpty)
    let blank = ParsedContent("\n\n", as: .gitlabTrace)
    #expect(blank.jobs.isEmpty && blank.tally.ignored == 2 && blank.closes)
  }
}
