// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Records that are cut short anywhere: never a trap, always a closed book.
@Suite struct RecordTruncationTests {
  private static let names = [
    "slack-export", "github-deployments", "gitlab-deployments", "kubernetes-events", "cloudtrail",
    "calendar", "csv-timeline", "markdown-timeline",
  ]

  @Test(arguments: names)
  func `a document cut at any byte closes`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for example in format.examples {
      let whole = ParsedContent(example.line, as: format)
      let text = Array(example.line.utf8)
      for end in 0..<text.count {
        let cut = ParsedContent([LineBatches.whole(Array(text[..<end]))], as: format)
        #expect(cut.closes)
        #expect(cut.milestones.count <= whole.milestones.count)
        if format.isDocument { #expect(cut.milestones.isEmpty) }
      }
    }
  }

  @Test(arguments: names.prefix(5))
  func `a document over many lines that is cut or broken gives nothing`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let record = try #require(format.examples.first).line
    let whole = ParsedContent(record, as: format).milestones.count
    let one = record.hasPrefix("[") ? String(record.dropFirst().dropLast()) : record
    let text = "[\n\(one)\n,\n\(one)\n]\n"
    #expect(ParsedContent(text, as: format).milestones.count > 0 && whole > 0)
    let bytes = Array(text.utf8)
    for end in stride(from: 1, to: bytes.count - 2, by: 3) {
      let cut = ParsedContent([LineBatches.whole(Array(bytes[..<end]))], as: format)
      #expect(cut.closes && cut.milestones.isEmpty && !cut.rejects.isEmpty)
      let written = try #require(bytes[..<end].lastIndex { $0 > 0x20 }) + 1
      #expect(cut.rejects.first?.byteOffset == Int64(written))
    }
  }

  @Test(arguments: names.prefix(5))
  func `records one a line keep what is whole`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let record = try #require(format.examples.first).line
    let count = ParsedContent(record, as: format).milestones.count
    let parsed = ParsedContent("\(record)\nbroken\n\n\(record.dropLast())\n", as: format)
    #expect(parsed.closes && parsed.milestones.count == count)
    #expect(parsed.rejects.map(\.reason) == [.malformedJSON, .truncated])
    let first = Int64(record.utf8.count + 1)
    #expect(parsed.rejects.map(\.byteOffset) == [first, 2 * first + 6])
    #expect(parsed.rejects.map(\.line) == [2, 4])
  }
}
