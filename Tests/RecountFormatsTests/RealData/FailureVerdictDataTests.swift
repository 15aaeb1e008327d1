// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Whole real logs as one failed step each.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct FailureVerdictDataTests {
  private struct Job: Decodable {
    struct Expected: Decodable {
      var status: String?
      var num_failed: Int?
    }

    var file: String
    var expected: Expected
  }

  private func evidence(_ path: String, exitCode: Int? = nil) throws -> FailureEvidence {
    var finder = FailureFinder(FailureRuleSet.shipped)
    let visible = VisibleLines(try SharedData.read(path), endsAtReturn: false)
    return try #require(visible.evidence(&finder, exitCode: exitCode))
  }

  private func jobs() throws -> [Job] {
    let lines = try SharedData.read("ci/bugswarm/expected.jsonl").split(separator: 0x0A)
    return try lines.map { try JSONDecoder().decode(Job.self, from: Data($0)) }
  }

  @Test func `each failed job of BugSwarm shows a failure and most their class`() throws {
    let failed = try jobs().filter {
      $0.expected.status == "broken" || $0.expected.status == "terminated"
        || $0.expected.num_failed ?? 0 > 0
    }
    var undecided: [String] = []
    for job in failed {
      let evidence = try evidence("ci/bugswarm/" + job.file)
      #expect(!evidence.failures.isEmpty, "\(job.file)")
      if evidence.failureClass == .unknown { undecided.append(job.file) }
    }
    #expect(failed.count == 33)
    #expect(undecided == [])
  }

  @Test func `failed tests are told from a failed build`() throws {
    let others = try jobs().filter { job in
      guard job.expected.num_failed ?? 0 > 0 else { return false }
      return try evidence("ci/bugswarm/" + job.file).failureClass != .test
    }
    // Its tests could not be loaded for a syntax error, and the code is what failed.
    #expect(others.map(\.file) == ["logs/github_data__python__2512030835-orig.log.gz"])
  }

  @Test func `nothing in a job that passed would decide a failure`() throws {
    let passed = try jobs().filter { $0.expected.status == "ok" }
    #expect(passed.count == 4)
    for job in passed {
      let evidence = try evidence("ci/bugswarm/" + job.file)
      #expect(evidence.failureClass == .unknown, "\(job.file): \(evidence.rule)")
    }
  }

  @Test func `most compilers and linters print failures that are seen`() throws {
    let folder = SharedData.folder.appending(path: "ci/errorformat").path()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".in") }
    let seen = try files.filter { !(try evidence("ci/errorformat/" + $0).failures.isEmpty) }
    let unseen = Set(files).subtracting(seen)
    #expect(files.count == 49)
    // Five of these hold warnings only, and Brakeman's table has no mark of an error.
    let silent: Set = [
      "brakeman.in", "cargo-check.in", "clippy.in", "dotnet.in", "msbuild.in", "remark-lint.in",
    ]
    #expect(unseen == silent)
  }
}
