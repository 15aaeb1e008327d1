// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import Testing

/// What must be said of the incident, row by row, by `clocks` and `check` on the sample.
extension SampleReportTests {
  struct SeedRow: Sendable, CustomTestStringConvertible {
    var name: String
    /// Nil for a row of measures alone.
    var code: String?
    /// Whether the check holds.
    var holds = false
    /// Words that the sentence of the code must have.
    var words: [String] = []
    /// Minutes of the conflict's distance.
    var minutes: Double?
    /// Measures of the row; nil for one that must not have a length.
    var measures: [String: Double?] = [:]

    var testDescription: String { name }
  }

  static let seedTable = [
    SeedRow(
      name: "C7: 10:07-15:40 is what was stated", code: "C7", holds: true,
      words: ["5h33m", "agrees", "10:07", "15:40", "333 minutes"]),
    SeedRow(
      name: "C12: the detection has the stamp of the onset", code: "C12",
      words: ["10:07", "both onset and detection", "not independently measured"],
      measures: ["ttd.declared": nil]),
    SeedRow(
      name: "C2: resolved before recovery started", code: "C2",
      words: ["10:52", "11:00", "8 minutes later"], minutes: 8),
    SeedRow(
      name: "C1: resolved before the end", code: "C1", words: ["10:52", "15:40", "288 minutes"],
      minutes: 288, measures: ["ttr.page": 45, "ttr.declared": 333, "page.duration": 24]),
    SeedRow(
      name: "C3: a relapse after resolved", code: "C3",
      words: ["marketplace-apps", "13:45", "173 minutes later"], minutes: 173),
    SeedRow(
      name: "union and span",
      measures: [
        "ttr.measured.webhooks": 120, "ttr.measured.marketplace-apps": 115,
        "ttr.union.measured.marketplace": 235, "ttr.measured.marketplace": 333,
        "ttr.measured.pipelines": 333,
      ]),
    SeedRow(
      name: "C8: the count is gross, and a rate", code: "C8", holds: true,
      words: ["60000", "gross count", "excess", "180 a minute"]),
  ]

  @Test(arguments: seedTable)
  func `every row that must be said of the incident is said`(row: SeedRow) throws {
    let casePath = SampleReportTests.casePath
    for command in ["clocks", "check"] {
      guard let code = row.code else { continue }
      let data = try Binary.run([command, "--json", "-C", casePath]).data()
      let list = try #require(data[row.holds ? "agreements" : "conflicts"] as? [[String: Any]])
      let found = try #require(list.first { $0["code"] as? String == code }, "\(command)")
      let sentence = try #require(found["sentence"] as? String)
      for word in row.words { #expect(sentence.contains(word), "\(command): \(sentence)") }
      if let minutes = row.minutes { #expect(found["minutes"] as? Double == minutes) }
      // What people read says the same: `clocks` below its table, `check` in it.
      let format = command == "clocks" ? "table" : "tsv"
      let text = try Binary.run([command, "--format", format, "-C", casePath]).output
      #expect(text.contains(sentence), "\(command)")
    }
    let data = try Binary.run(["clocks", "--json", "-C", casePath]).data()
    let measures = try #require(data["measures"] as? [[String: Any]])
    let table = try Binary.run(["clocks", "--format", "tsv", "-C", casePath]).output
    for (name, minutes) in row.measures {
      let measure = try #require(measures.first { $0["name"] as? String == name }, "\(name)")
      #expect(measure["minutes"] as? Double == minutes, "\(name)")
      #expect(table.contains("\n\(name)\t"), "\(name)")
    }
  }
}
