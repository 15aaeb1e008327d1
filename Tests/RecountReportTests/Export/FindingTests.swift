// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountReport
import Testing

struct FindingTests {
  private static let findings = SampleFindings.findings
  private static let all = Finding.all(findings)

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func member(_ document: String, _ name: String) throws -> [NSDictionary] {
    let data = try #require(try object(Array(document.utf8))["data"] as? [String: Any])
    return try #require(data[name] as? [NSDictionary])
  }

  @Test(arguments: [
    ("window", "impact", "windows"), ("refusal", "impact", "refusals"),
    ("milestone", "clocks", "milestones"), ("measure", "clocks", "measures"),
    ("conflict", "clocks", "conflicts"), ("agreement", "clocks", "agreements"),
  ])
  func `lines hold the objects of the documents as they are`(
    kind: String, schema: String, list: String
  ) throws {
    let lines = try FindingTests.all.map { try object($0.line) }
      .filter { $0["finding"] as? String == kind }
    #expect(lines.allSatisfy { $0["schema"] as? String == "recount.\(schema)/1" })
    let document =
      schema == "impact"
      ? ImpactJSON.text(FindingTests.findings) : ClocksJSON.text(FindingTests.findings)
    #expect(lines.compactMap { $0["data"] as? NSDictionary } == (try member(document, list)))
  }

  @Test func `every figure is there with its statement`() throws {
    let figures = try FindingTests.all.map { try object($0.line) }
      .filter { $0["finding"] as? String == "figure" }.compactMap { $0["data"] as? [String: Any] }
    #expect(
      figures.compactMap { $0["figure"] as? String } == FindingTests.findings.figures.map(\.id))
    #expect(figures.allSatisfy { $0["sql"] is String && $0["value"] is NSNumber })
  }

  @Test func `every finding fills a row of the same columns`() {
    for finding in FindingTests.all {
      let cells = finding.cells
      #expect(cells.count == Finding.columns.count)
      #expect(cells[0] != .absent)
      #expect(cells.count { $0 != .absent } >= 4)
    }
  }

  @Test(arguments: Hostile.texts)
  func `a line is one line and does nothing, whatever the records say`(text: String) throws {
    for finding in Finding.all(Hostile.findings(text)) {
      let line = String(decoding: finding.line, as: UTF8.self)
      let inside = line.unicodeScalars.dropLast()
      #expect(!inside.contains { $0.properties.generalCategory == .control })
      #expect(!inside.contains { (0x202A...0x202E).contains($0.value) })
      _ = try object(finding.line)
    }
  }

  @Test func `rows of the timeline have the members of its document`() throws {
    let entries = Timeline.entries(FindingTests.findings)
    var table = JSONLinesTable(TimelineRow.columns)
    let rows = try entries.map { try object(table.row(TimelineRow.cells($0))) as NSDictionary }
    #expect(rows == (try member(Timeline.json(FindingTests.findings), "entries")))
    #expect(!rows.isEmpty)
  }
}
