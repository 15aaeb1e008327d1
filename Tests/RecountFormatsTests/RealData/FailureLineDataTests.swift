// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Failure lines that people labelled in real logs, against the lines that the finder reports.
@Suite(.enabled(if: SharedData.isThere, SharedData.whyNot))
struct FailureLineDataTests {
  private struct Overlap {
    var name: String
    var labelled: Set<Int64>
    var reported: Set<Int64>

    var found: Int { labelled.intersection(reported).count }
    var coverage: Double { Double(found) / Double(labelled.count) }

    static func labelled(_ all: [Overlap]) -> Int { all.reduce(0) { $0 + $1.labelled.count } }
    static func reported(_ all: [Overlap]) -> Int { all.reduce(0) { $0 + $1.reported.count } }
  }

  private func reported(_ visible: VisibleLines, first: Int64) throws -> Set<Int64> {
    var finder = FailureFinder(FailureRuleSet.shipped)
    let evidence = try #require(visible.evidence(&finder, first: first))
    #expect(evidence.furtherFailures == 0)
    return Set(evidence.failures.flatMap { $0.first...$0.last })
  }

  // MARK: - Jenkins

  private static let jenkins = [
    "bukkit_2329", "bukkit_2336", "dspot_623", "java8workshop_2462", "jsoup_2062", "jtar_238",
    "jwt4b_233",
  ]

  /// Five of the labels count lines from 0 and leave empty ones out: with any other count they
  /// point at `BUILD SUCCESS` and `no errors`, and with this one at each line of the failure.
  private static let countsFilledLines: Set = [
    "bukkit_2329", "bukkit_2336", "java8workshop_2462", "jsoup_2062", "jwt4b_233",
  ]

  private func jenkins(asStated: Bool) throws -> [Overlap] {
    try Self.jenkins.map { name in
      let folder = "ci/cidiff/data/other_cases/\(name)/"
      let visible = VisibleLines(try SharedData.read(folder + "fail.log.gz"), endsAtReturn: true)
      var numbers = Array(1...Int64(visible.lines.count))
      if !asStated, Self.countsFilledLines.contains(name) {
        var filled: Int64 = -1
        numbers = visible.lines.map { line in
          if !line.isEmpty { filled += 1 }
          return line.isEmpty ? -1 : filled
        }
      }
      let lines = try reported(visible, first: 1).map { numbers[Int($0) - 1] }
      return Overlap(
        name: name, labelled: try labels(folder + "groundtruth"), reported: Set(lines))
    }
  }

  /// The lines of `E 214-223` and `C 7123`.
  private func labels(_ path: String) throws -> Set<Int64> {
    let text = String(decoding: try SharedData.read(path), as: UTF8.self)
    var lines: Set<Int64> = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      let ends = try parts[1].split(separator: "-").map { try #require(Int64($0)) }
      lines.formUnion(try #require(ends.first)...(try #require(ends.last)))
    }
    return lines
  }

  @Test func `each failed Jenkins log is met where it is labelled`() throws {
    let overlaps = try jenkins(asStated: true)
    for overlap in overlaps { #expect(overlap.found > 0, "\(overlap.name)") }
    #expect(Overlap.reported(overlaps) <= 3 * Overlap.labelled(overlaps))
  }

  @Test func `labelled lines of Jenkins logs are covered where their count is put right`() throws {
    let overlaps = try jenkins(asStated: false)
    let mean = overlaps.reduce(0) { $0 + $1.coverage } / Double(overlaps.count)
    #expect(mean >= 0.95)
    #expect(Overlap.reported(overlaps) <= 3 * Overlap.labelled(overlaps))
    for overlap in overlaps { #expect(overlap.coverage >= 0.9, "\(overlap.name)") }
  }

  // MARK: - Taskcluster

  private struct Treeherder: Decodable {
    struct Line: Decodable {
      var linenumber: Int64
    }

    var errors: [Line]
  }

  private func taskcluster(_ name: String) throws -> Overlap {
    let stated = try JSONDecoder().decode(
      Treeherder.self, from: Data(try SharedData.read("ci/treeherder/\(name).logview.json")))
    let text = try SharedData.read("ci/treeherder/\(name).log.gz")
    return Overlap(
      name: name, labelled: Set(stated.errors.map(\.linenumber)),
      reported: try reported(VisibleLines(text, endsAtReturn: true), first: 0))
  }

  @Test func `error lines of Taskcluster logs are found`() throws {
    let overlaps = try [
      "crashtest-timeout", "taskcluster-timeout", "too_many_failures", "windows-stuff",
    ].map(taskcluster)
    #expect(Overlap.labelled(overlaps) == 78)
    #expect(overlaps.reduce(0) { $0 + $1.found } >= 75, "95 %")
    for overlap in overlaps where overlap.name != "too_many_failures" {
      #expect(overlap.reported.count <= 3 * overlap.labelled.count, "\(overlap.name)")
    }
  }
}
