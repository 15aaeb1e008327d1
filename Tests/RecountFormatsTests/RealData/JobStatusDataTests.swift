// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Real job logs, told by their content and read by the parser of their provider, against what BugSwarm's
/// tests say of the job.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct JobStatusDataTests {
  private struct Known: Decodable {
    struct Expected: Decodable {
      var status: String?
      var num_failed: Double?
    }

    var file: String
    var expected: Expected
  }

  private static func known() throws -> [Known] {
    try SharedData.read("ci/bugswarm/expected.jsonl").split(separator: 0x0A)
      .map { try JSONDecoder().decode(Known.self, from: Data($0)) }
  }

  private static func parsed(_ known: Known) throws -> ParsedContent {
    let text = try SharedData.read("ci/bugswarm/" + known.file)
    let opening = LineBatches.whole(Array(text.prefix(1 << 16)))
    let format = try #require(
      FormatDetector.detect(entry: nil, opening).format, "\(known.file)")
    return ParsedContent(
      LineBatches.batches(text, linesEach: 1000), as: format, path: known.file)
  }

  @Test func `each job has the status that is stated`() throws {
    var stated = 0
    for known in try Self.known() {
      guard let status = known.expected.status else { continue }
      stated += 1
      let outcome = try #require(try Self.parsed(known).jobs.first).outcome
      switch status {
      case "ok": #expect(outcome == .success, "\(known.file)")
      case "broken": #expect(outcome == .failure, "\(known.file)")
      case "terminated": #expect(outcome == .timeout, "\(known.file)")
      default: Issue.record("unknown status \(status)")
      }
    }
    #expect(stated == 28)
  }

  /// Tests that failed, by the steps of the whole job: each is counted in the step that ran it.
  @Test func `steps have the tests of their job`() throws {
    var differ: [String] = []
    var stated = 0
    for known in try Self.known() {
      guard let failed = known.expected.num_failed else { continue }
      stated += 1
      let steps = try Self.parsed(known).steps
      if steps.reduce(0, { $0 + ($1.tests?.failed ?? 0) }) != Int(failed) {
        differ.append(known.file)
      }
    }
    #expect(stated == 40)
    #expect(differ == [])
  }
}
