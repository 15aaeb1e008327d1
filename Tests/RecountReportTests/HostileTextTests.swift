// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

/// Whatever a log says, it must not become part of the document's structure.
struct HostileTextTests {
  private static let texts = Hostile.texts

  private func report(_ text: String) throws -> String {
    let files = try ReportRenderer(Hostile.findings(text), version: "1.2.3").files()
    return try #require(files.first).text
  }

  @Test(arguments: texts.indices)
  func `no line of a table has more or fewer cells than its head`(index: Int) throws {
    var head: Int?
    for line in RenderedMarkdown.prose(try report(HostileTextTests.texts[index])) {
      guard line.hasPrefix("|") else {
        head = nil
        continue
      }
      let bars = RenderedMarkdown.bars(line)
      #expect(bars == head ?? bars, "\(line)")
      #expect(bars <= 7, "\(line)")
      head = bars
    }
  }

  @Test(arguments: texts.indices)
  func `outside of code no sign of the data has a meaning`(index: Int) throws {
    for line in RenderedMarkdown.prose(try report(HostileTextTests.texts[index])) {
      let bare = RenderedMarkdown.bare(line)
      let isFence = line.hasPrefix("<!-- ")
      let isChart = line.hasPrefix("![") && line.contains("](charts/")
      #expect(isFence || !bare.unicodeScalars.contains("<"), "\(line)")
      #expect(isFence || isChart || !bare.contains("]("), "\(line)")
      #expect(isFence || isChart || !bare.contains("!["), "\(line)")
      #expect(!bare.unicodeScalars.contains("`"), "\(line)")
      #expect(!bare.contains("@everyone") && !bare.contains("#123"), "\(line)")
      #expect(!bare.contains("://") && !bare.contains("www."), "\(line)")
    }
  }

  @Test(arguments: texts.indices)
  func `control signs and turns of direction are gone`(index: Int) throws {
    let text = try report(HostileTextTests.texts[index])
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
      #expect(
        !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
    #expect(RenderedMarkdown.prose(text).allSatisfy { $0.unicodeScalars.count < 4000 })
  }

  @Test(arguments: texts.indices)
  func `the fences hold, so that the report can be rendered again`(index: Int) throws {
    let text = try report(HostileTextTests.texts[index])
    #expect(try ReportDocument.merged(text, into: text, isForced: false) == text)
    #expect(RenderedMarkdown.prose(text).filter { $0.hasPrefix("# ") }.count == 1)
  }

  @Test(arguments: texts.indices)
  func `tables of commands keep one line a row in every style`(index: Int) {
    let findings = Hostile.findings(HostileTextTests.texts[index])
    let tables = [
      ListingTables.sources(findings.sources), ListingTables.impact(findings),
      ListingTables.measures(findings), ListingTables.timeline(findings),
      ListingTables.rejects([
        (
          "a|b",
          Reject(
            line: 1, byteOffset: 0, reason: .binary,
            excerpt: Array(HostileTextTests.texts[index].utf8)[...])
        )
      ]),
    ]
    for table in tables {
      for style in TextTable.Style.allCases {
        let text = table.text(style)
        let heads = style == .table || style == .md ? 2 : 1
        #expect(text.utf8.split(separator: 0x0A).count == table.rows.count + heads)
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\0" || $0 == "\r" })
        guard style == .md else { continue }
        for line in text.split(separator: "\n").map(String.init) {
          #expect(RenderedMarkdown.bars(line) == table.columns.count + 1, "\(line)")
          #expect(!RenderedMarkdown.bare(line).unicodeScalars.contains("<"), "\(line)")
        }
      }
    }
  }
}
