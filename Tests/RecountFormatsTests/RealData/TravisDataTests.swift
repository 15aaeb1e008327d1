// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Real logs of Travis, as BugSwarm has labelled them.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct TravisDataTests {
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
      .filter { $0.provider == "travis" }
  }

  private static func parse(_ file: String) throws -> ParsedContent {
    let text = try SharedData.read("ci/bugswarm/" + file)
    let parsed = ParsedContent(
      LineBatches.batches(text, linesEach: 1000), as: .travisLog, path: file)
    #expect(parsed.closes && parsed.tally.rejects == 0)
    let sample = LineBatches.whole(Array(text.prefix(1 << 16)))
    #expect(FormatDetector.detect(entry: nil, sample).format?.name == "travis-log", "\(file)")
    return parsed
  }

  @Test func `jobs end as BugSwarm says`() throws {
    let stated = try Self.cases().filter { $0.expected.status != nil }
    #expect(stated.count == 5)
    for known in stated {
      let parsed = try Self.parse(known.file)
      let outcome: Outcome? =
        switch known.expected.status {
        case "ok": .success
        case "broken": .failure
        case "terminated": .timeout
        default: nil
        }
      #expect(parsed.jobs.map(\.outcome) == [outcome], "\(known.file)")
      #expect(parsed.steps.count { $0.outcome.isFailed } == 1, "\(known.file)")
    }
  }

  /// What the log itself says in its last line decides, for all of them.
  @Test func `jobs end as the last line says`() throws {
    let files = try Self.cases().map(\.file)
    #expect(files.count == 22)
    for file in files {
      let parsed = try Self.parse(file)
      let text = String(
        decoding: try SharedData.read("ci/bugswarm/" + file).suffix(400), as: UTF8.self)
      let job = try #require(parsed.jobs.first)
      #expect(
        !job.job.isEmpty && job.job != "''" && !job.runner.isEmpty || file.contains("e5586dff"))
      if text.contains("Done. Your build exited with 0.") {
        #expect(job.outcome == .success && parsed.steps.allSatisfy { $0.outcome == .success })
      } else if text.contains("Done. Your build exited with ") {
        #expect(job.outcome == .failure, "\(file)")
      } else if text.contains("Your build has been stopped.") {
        #expect(job.outcome == .error)
      } else {
        #expect(job.outcome.isFailed)
      }
      let known = parsed.steps.filter { $0.name != "Complete job" }
      #expect(known.allSatisfy { $0.end != nil && $0.line <= $0.endLine }, "\(file)")
      #expect(
        job.repository.contains("/") || file.contains("e5586dff") || file.contains("256802843"),
        "\(file)")
    }
  }

  @Test func `the commands of a job are its steps`() throws {
    let parsed = try Self.parse("logs/travis_data__javascript__jest__200893563.log.gz")
    let steps = parsed.steps.map {
      "\($0.name): \($0.outcome.name) \($0.exitCode.map(String.init) ?? "")"
    }
    #expect(
      steps == [
        "Set up job: success ", "nvm install 6: success ",
        "curl -o- -L https://yarnpkg.com/install.sh | bash: success ", "yarn: success ",
        "npm run lint: failure 1", "npm run flow: success 0", "npm run test: failure 1",
        "npm run build: success 0",
      ])
    #expect(parsed.steps[6].failureClass == .test && parsed.steps[4].line == 252)
    #expect(parsed.steps[6].end?.rfc3339 == "2017-02-12T16:17:27.836915Z")
  }
}
