// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct GitLabDataTests {
  /// A section as its marks tell it, with the lines that these stand in.
  private struct Marked: Equatable {
    var name: String
    var start: Int64
    var end: Int64
    var line: Int64
    var endLine: Int64
  }

  /// The sections of a trace by searching its text for the words of the marks.
  private static func marked(_ text: String) -> [Marked] {
    var found: [Marked] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for match in line.matches(of: /section_(start|end):([0-9]+):([a-z_]+)/) {
        let name = String(match.3)
        let time = Int64(match.2) ?? 0
        if match.1 == "start" {
          found.append(
            Marked(name: name, start: time, end: 0, line: Int64(index) + 1, endLine: 0))
        } else if let place = found.lastIndex(where: { $0.name == name && $0.endLine == 0 }) {
          found[place].end = time
          found[place].endLine = Int64(index) + 1
        }
      }
    }
    return found
  }

  private static func parsed(_ bytes: [UInt8], _ name: String, linesEach: Int) -> ParsedContent {
    ParsedContent(
      LineBatches.batches(bytes, linesEach: linesEach), as: .gitlabTrace, path: "77/\(name).log")
  }

  @Test(arguments: [("log-1", 10), ("log-2", 10), ("log-4", 8)], [1, 3, 64, .max])
  func `every section has the times of its marks`(
    trace: (name: String, sections: Int), linesEach: Int
  )
    throws
  {
    let bytes = try SharedData.read("ci/gitlab-runner/\(trace.name)")
    let expected = Self.marked(String(decoding: bytes, as: UTF8.self))
    #expect(expected.count == trace.sections && expected.allSatisfy { $0.endLine > 0 })
    let parsed = Self.parsed(bytes, trace.name, linesEach: linesEach)
    #expect(parsed.closes && parsed.tally.rejects == 0)
    let steps = parsed.steps.map {
      Marked(
        name: $0.name, start: ($0.start?.microseconds ?? -1) / 1_000_000,
        end: ($0.end?.microseconds ?? -1) / 1_000_000, line: $0.line, endLine: $0.endLine)
    }
    #expect(steps == expected)
    #expect(parsed.steps.map(\.key.number) == Array(1...trace.sections))
    #expect(parsed.steps.allSatisfy { $0.outcome == .success })
    let job = try #require(parsed.jobs.first)
    #expect(job.outcome == .success && job.job == trace.name && job.run == "77")
    #expect(job.start?.microseconds == expected.map(\.start).min().map { $0 * 1_000_000 })
    #expect(job.end?.microseconds == expected.map(\.end).max().map { $0 * 1_000_000 })
  }

  /// Trace -> runner, image of the commands, and the time that they took.
  @Test(arguments: [
    (
      "log-1", "gitlab-org-docker", "registry.gitlab.com/gitlab-org/gitlab-runner/ci:1.13.8-12", 172
    ),
    (
      "log-2", "gitlab-org-docker", "registry.gitlab.com/gitlab-org/gitlab-runner/ci:1.13.8-12", 155
    ),
    ("log-4", "prm-com-gitlab-org", "registry.gitlab.com/gitlab-org/gitlab-runner/ci:1.8.7-0", 45),
  ])
  func `runner, image and duration of the script are found, and the trace is told by its lines`(
    name: String, runner: String, image: String, seconds: Int64
  ) throws {
    let bytes = try SharedData.read("ci/gitlab-runner/\(name)")
    let parsed = Self.parsed(bytes, name, linesEach: .max)
    let script = try #require(
      parsed.steps.first { ["step_script", "build_script"].contains($0.name) })
    #expect(script.runner == runner && script.image == image)
    let (start, end) = (try #require(script.start), try #require(script.end))
    #expect(end - start == .seconds(seconds))
    let verdict = FormatDetector.detect(entry: nil, LineBatches.whole(Array(bytes.prefix(1 << 16))))
    #expect(verdict.format?.name == "gitlab-trace", "\(verdict.ranking)")
  }

  @Test(arguments: ["log-1", "log-2", "log-4"])
  func `a real trace that is cut at any line lost its runner in one section`(name: String) throws {
    let bytes = try SharedData.read("ci/gitlab-runner/\(name)")
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    // The tests of the runner print its last words: a trace that ends with those had them.
    let words = Array("Job failed".utf8)
    for count in stride(from: 1, to: lines.count - 2, by: max(1, lines.count / 60))
    where lines[count - 1].firstRange(of: words) == nil {
      let cut = Array(lines.prefix(count).joined(separator: [0x0A]))
      let parsed = Self.parsed(cut, name, linesEach: .max)
      #expect(
        parsed.steps.filter { $0.outcome.isFailed }.map(\.decidingRule) == ["gitlab.log-stops"])
      #expect(parsed.jobs.map(\.outcome) == [.error])
    }
  }
}
