// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// What holds for every kind of record: no milestone of a part, no text without a bound.
@Suite struct RecordDocumentTests {
  /// Those that are one document; of a table or a calendar the rows before a cut stay.
  private static let formats = FormatCatalog.all.filter {
    $0.family == .record && $0.isDocument
  }
  private static let names = formats.map(\.name)
  private static let examples = formats.flatMap { format in
    format.examples.indices.map { (format.name, $0) }
  }

  /// The example, and where it is JSON the same over many lines.
  private static func forms(_ text: String) throws -> [String] {
    guard text.hasPrefix("{") || text.hasPrefix("[") else { return [text] }
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let pretty = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys])
    return [text, String(decoding: pretty, as: UTF8.self)]
  }

  private static func parsed(_ bytes: some Collection<UInt8>, _ format: LogFormat)
    -> ParsedContent
  {
    ParsedContent([LineBatches.whole(Array(bytes))], as: format)
  }

  @Test(arguments: examples)
  func `a document cut at any byte gives all of its milestones or none`(
    name: String, index: Int
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for text in try Self.forms(format.examples[index].line) {
      let whole = ParsedContent(text, as: format)
      #expect(!whole.milestones.isEmpty && whole.rejects.isEmpty)
      for end in 1..<text.utf8.count {
        let cut = Self.parsed(text.utf8.prefix(end), format)
        #expect(cut.closes)
        #expect(cut.milestones.isEmpty && cut.tally.rejects >= 1, "\(end) of \(text)")
        // XML tells where it stopped being read; JSON where it breaks off or goes wrong.
        #expect(cut.rejects.first.map { $0.byteOffset <= Int64(end) } == true)
        if text.hasPrefix("{") || text.hasPrefix("[") {
          let written = text.utf8.prefix(end).lastIndex { $0 > 0x20 }
          let count = written.map { text.utf8.distance(from: text.utf8.startIndex, to: $0) + 1 }
          #expect(cut.rejects.first?.byteOffset == count.map(Int64.init), "\(end): \(cut.rejects)")
        }
      }
    }
  }

  @Test(arguments: names)
  func `a line cut at any byte leaves the lines before it whole`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let line = try #require(format.examples.first).line
    let first = ParsedContent(line, as: format).milestones
    for end in 1..<line.utf8.count {
      let cut = Self.parsed(Array("\(line)\n".utf8) + line.utf8.prefix(end), format)
      #expect(cut.closes && cut.milestones == first)
      #expect(cut.rejects.count == 1 && cut.rejects.first?.line == 2)
      let places = Int64(line.utf8.count + 1)...Int64(line.utf8.count + 1 + end)
      #expect(cut.rejects.first.map { places.contains($0.byteOffset) } == true)
    }
  }

  @Test(arguments: names)
  func `damaged documents, each alone, are records or rejects`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    var mutator = LineMutator(format, seed: 23)
    for _ in 0..<3000 {
      let line = mutator.damaged()
      let parsed = ParsedContent(
        [LineBatch(bytes: line, starts: [0], ends: [Int32(line.count)])], as: format)
      #expect(parsed.closes)
      #expect(parsed.milestones.allSatisfy { $0.text.unicodeScalars.count <= 2000 })
    }
  }

  @Test(arguments: names)
  func `a line of a document that breaks off does not pass for all of it`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let line = try #require(format.examples.first).line
    guard line.hasPrefix("{") else { return }
    for text in ["[\n\(line)\n", "[\n\(line),\n\(line)\n", "{\"data\":[\n\(line)\n]\n"] {
      let parsed = ParsedContent(text, as: format)
      #expect(parsed.milestones.isEmpty && parsed.closes)
      #expect(parsed.rejects.map(\.reason) == [.truncated], "\(text)")
      #expect(parsed.rejects.first?.excerpt.count ?? 0 <= Reject.maxExcerptBytes)
    }
  }

  @Test(arguments: names)
  func `documents over many lines may follow one another`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let line = try #require(format.examples.first).line
    guard line.hasPrefix("{") else { return }
    let pretty = try Self.forms(line)[1]
    let once = ParsedContent(line, as: format)
    let twice = ParsedContent("\(pretty)\n\n\(pretty)\n", as: format)
    #expect(twice.rejects.isEmpty && twice.closes)
    #expect(twice.tally.lines == 2 * once.tally.lines)
    #expect(Set(twice.milestones.map(\.time)) == Set(once.milestones.map(\.time)))
    let broken = ParsedContent("\(pretty)\n{\n\"x\": tru\n}\n", as: format)
    #expect(broken.milestones.isEmpty && broken.rejects.map(\.reason) == [.malformedJSON])
  }

  /// Texts that members hold in place of the words of an example.
  private static let hostile = [
    String(repeating: "x", count: 1 << 20),
    String(repeating: "e\u{301}", count: 1 << 18),
    "e" + String(repeating: "\u{301}", count: 1 << 18),
    String(repeating: " ", count: 1 << 20),
    "\u{1B}[2J\u{7}\u{0}\u{9B}31m a \r\n\t b \u{2028}c",
  ]

  @Test(arguments: [
    ("statuspage", "Fixed."), ("alertmanager", "5xx > 5%"), ("opsgenie", "High5xx"),
    ("pagerduty", "Acknowledged by A. Ops."), ("grafana-annotations", "deploy cart v41"),
  ])
  func `hostile words are bounded and stand on one line`(name: String, words: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let example = try #require(format.examples.first).line
    for text in Self.hostile {
      let encoded = try JSONEncoder().encode([text])
      let member = String(decoding: encoded, as: UTF8.self).dropFirst(2).dropLast(2)
      let line = example.replacing("\"\(words)\"", with: "\"\(member)\"")
      #expect(line != example)
      let parsed = ParsedContent(line, as: format)
      #expect(parsed.closes && parsed.rejects.isEmpty)
      #expect(parsed.milestones.count == ParsedContent(example, as: format).milestones.count)
      for milestone in parsed.milestones {
        let scalars = milestone.text.unicodeScalars
        #expect(scalars.count <= 2000 && !scalars.isEmpty)
        #expect(!scalars.contains { $0.value < 0x20 || (0x7F...0xA0).contains($0.value) })
      }
    }
  }

  @Test(arguments: names)
  func `nests, numbers and bytes that no record has do no harm`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let example = Array(try #require(format.examples.first).line.utf8)
    var texts: [[UInt8]] = []
    for opener in ["[", "{\"a\":", "<rss>", "<a", "&lt;", "<!--", "<![CDATA[", "\"", "\\", "{\n"] {
      texts.append(Array(String(repeating: opener, count: 5000).utf8))
      texts.append(example + texts[texts.count - 1])
    }
    for bytes: [UInt8] in [[0], [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF]] {
      texts.append(bytes + example)
      texts.append(example + bytes)
      texts.append(Array(example.prefix(example.count / 2)) + bytes + example.suffix(40))
    }
    for text in texts {
      #expect(Self.parsed(text, format).closes)
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["<a", "<", "<p><small>", "<strong>", "&amp;", "<!--"])
  func `a feed with a long run of one mark takes no longer than its length`(mark: String) throws {
    let example = try #require(LogFormat.statuspageFeed.examples.first).line
    let filler = String(repeating: mark, count: (1 << 18) / mark.utf8.count)
    let escaped = filler.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    let parsed = ParsedContent(
      example.replacing("Some orders fail.", with: escaped), as: .statuspageFeed)
    #expect(parsed.closes && parsed.milestones.count == 2)
  }

  @Test func `a feed's words are bounded too`() throws {
    let example = try #require(LogFormat.statuspageFeed.examples.first).line
    for text in Self.hostile.prefix(4) + ["a\u{1B}[2J\u{7}\t b"] {
      let parsed = ParsedContent(
        example.replacing("Some orders fail.", with: text), as: .statuspageFeed)
      #expect(parsed.closes && parsed.rejects.isEmpty && parsed.milestones.count == 2)
      for milestone in parsed.milestones {
        #expect(milestone.text.unicodeScalars.count <= 2000)
        #expect(!milestone.text.unicodeScalars.contains { $0.value < 0x20 })
      }
    }
  }
}
