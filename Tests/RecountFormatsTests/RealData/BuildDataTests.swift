// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct BuildDataTests {
  private struct Case: Decodable {
    struct Expected: Decodable {
      var status: String?
    }

    var provider: String
    var file: String
    var expected: Expected
  }

  private static func cases() throws -> [Case] {
    let lines = try SharedData.read("ci/bugswarm/expected.jsonl").split(separator: 0x0A)
    return try lines.map { try JSONDecoder().decode(Case.self, from: Data($0)) }
      .filter { $0.provider == "github" }
  }

  @Test func `job logs end as BugSwarm says`() throws {
    let stated = try Self.cases().filter { $0.expected.status != nil }
    #expect(stated.count == 23)
    for known in stated {
      let text = try SharedData.read("ci/bugswarm/" + known.file)
      let parsed = ParsedContent(
        LineBatches.batches(text, linesEach: 1000), as: .githubJobLog, path: known.file)
      #expect(parsed.closes && parsed.tally.rejects == 0)
      let outcome: Outcome = known.expected.status == "ok" ? .success : .failure
      #expect(parsed.jobs.map(\.outcome) == [outcome], "\(known.file)")
      #expect(parsed.steps.contains { $0.outcome.isFailed } == (outcome == .failure))
      let sample = LineBatches.whole(Array(text.prefix(1 << 16)))
      #expect(FormatDetector.detect(entry: nil, sample).format?.name == "github-job-log")
    }
  }

  @Test func `the failing step, its exit code and its repository are found`() throws {
    let text = try SharedData.read("ci/bugswarm/logs/github_data__ant__2496555797-orig.log.gz")
    let parsed = ParsedContent([LineBatches.whole(text)], as: .githubJobLog)
    let failed = parsed.steps.filter { $0.outcome.isFailed }
    #expect(failed.count == 1)
    let step = try #require(failed.first)
    #expect(step.name.hasPrefix("Run ant/bin/ant -noinput"))
    #expect(step.exitCode == 1 && step.line == 537 && step.endLine == 1259)
    #expect(step.failureLine == 736 && step.decidingRule == "test.failed" && step.key.number == 4)
    #expect(step.end?.rfc3339 == "2022-06-14T16:04:04.107053Z")
  }

  @Test func `an action fails without an exit code`() throws {
    let text = try SharedData.read("ci/bugswarm/logs/github_data__gradle__2307899709-orig.log.gz")
    let parsed = ParsedContent([LineBatches.whole(text)], as: .githubJobLog)
    let step = try #require(parsed.steps.first { $0.outcome.isFailed })
    #expect(step.name == "Run gradle/gradle-build-action@v2" && step.exitCode == nil)
    #expect(step.failureClass == .test)
    #expect(String(decoding: step.excerpt, as: UTF8.self).hasSuffix("> connectTimeout() FAILED"))
  }

  @Test func `every incident of a real page gives its milestones in order`() throws {
    let text = try SharedData.read("incidents/github-statuspage/incidents_2022.jsonl")
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 10), as: .statuspage)
    #expect(parsed.closes && parsed.rejects.isEmpty)
    #expect(parsed.milestones.count { $0.kind == .posted } == 123)
    #expect(parsed.milestones.count { $0.kind == .resolved } >= 120)
    for (earlier, later) in zip(parsed.milestones, parsed.milestones.dropFirst())
    where later.position > earlier.position {
      #expect(earlier.time <= later.time)
    }
  }
}
