// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Real logs of Jenkins and Taskcluster.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct ServerDataTests {
  private static func parse(_ file: String, _ name: String) throws -> ParsedContent {
    let text = try SharedData.read(file)
    let sample = LineBatches.whole(Array(text.prefix(1 << 16)))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == name, "\(file)")
    let format = try #require(FormatCatalog.format(named: name))
    let parsed = ParsedContent(
      LineBatches.batches(text, linesEach: 1000), as: format, path: file)
    #expect(parsed.closes && parsed.tally.rejects == 0)
    return parsed
  }

  private static let builds = [
    "bukkit_2329", "bukkit_2336", "dspot_623", "java8workshop_2462", "jsoup_2062", "jtar_238",
    "jwt4b_233",
  ]

  @Test(arguments: builds, ["pass", "fail"])
  func `a console is told and ends as its last line says`(build: String, end: String) throws {
    let file = "ci/cidiff/data/other_cases/\(build)/\(end).log.gz"
    let parsed = try Self.parse(file, "jenkins-console")
    let outcome: Outcome = end == "pass" ? .success : .failure
    #expect(parsed.steps.map(\.outcome) == [outcome])
    #expect(parsed.jobs.map(\.outcome) == [outcome])
    let step = try #require(parsed.steps.first)
    #expect(step.runner == "sos-builder02-ubuntu18" && step.repository.contains("/"))
    // None of these consoles has a stamp.
    #expect(step.start == nil && step.end == nil && step.line == 1)
    #expect((step.failureLine > 0) == (end == "fail"))
    let job = try #require(parsed.jobs.first)
    #expect(job.endLine == parsed.tally.lines)
  }

  /// File -> outcome of the task, exit code, name of the step that decides, steps, seconds of the job.
  @Test(arguments: [
    ("crashtest-timeout", Outcome.failure, Int?(1), "Run task", 3, 1952),
    (
      "taskcluster-timeout", .timeout, nil,
      "/usr/local/bin/python3 run-task -- /usr/local/bin/python3 -u", 4, 3608
    ),
    (
      "too_many_failures", .timeout, nil,
      "/usr/local/bin/python3 run-task -- /usr/local/bin/python3 -u", 4, 1803
    ),
    ("windows-stuff", .failure, 2, "C:/mozilla-build/python3/python3.exe run-task --", 3, 984),
  ])
  func `a task ends as its worker says`(
    file: String, outcome: Outcome, exitCode: Int?, name: String, steps: Int, seconds: Int64
  ) throws {
    let parsed = try Self.parse("ci/treeherder/\(file).log.gz", "taskcluster-log")
    let job = try #require(parsed.jobs.first)
    #expect(job.outcome == outcome && parsed.jobs.count == 1)
    let failed = parsed.steps.filter { $0.outcome.isFailed }
    #expect(failed.map(\.outcome) == [outcome])
    let step = try #require(failed.first)
    #expect(step.exitCode == exitCode && step.name.hasPrefix(name))
    #expect(parsed.steps.count == steps, "\(parsed.steps.map(\.name))")
    let start = try #require(job.start)
    let end = try #require(job.end)
    #expect((end - start).microseconds / 1_000_000 == seconds)
    #expect(zip(parsed.steps, parsed.steps.dropFirst()).allSatisfy { $0.end == $1.start })
  }
}
