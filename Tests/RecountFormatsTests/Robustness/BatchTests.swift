// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Where the splitter cuts its batches is an accident and must not show.
@Suite struct BatchTests {
  private static let names = FormatCatalog.all.map(\.name)

  /// All examples and refusals, then whole lines of this and other formats by seed.
  private static func content(_ format: LogFormat) -> [UInt8] {
    var mutator = LineMutator(format, seed: 7)
    var lines = LineMutator.lines(format)
    for _ in 0..<400 { lines.append(mutator.whole()) }
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  @Test(arguments: names, [1, 3, 64])
  func `batches cut anywhere give the same events, book and rejects`(
    name: String, linesEach: Int
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let text = Self.content(format)
    let whole = ParsedContent([LineBatches.whole(text)], as: format)
    let cut = ParsedContent(LineBatches.batches(text, linesEach: linesEach), as: format)
    #expect(whole.json == cut.json)
    #expect(whole.tally == cut.tally)
    #expect(whole.rejects == cut.rejects)
    #expect(whole.closes && cut.closes)
    #expect(whole.tally.lines >= 400)
  }

  @Test(arguments: names)
  func `places point at the line in the content`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let text = Self.content(format)
    let parsed = ParsedContent(LineBatches.batches(text, linesEach: 5), as: format)
    for reject in parsed.rejects where !reject.excerpt.isEmpty && !format.isDocument {
      #expect(text[Int(reject.byteOffset)...].starts(with: reject.excerpt))
      #expect(text[..<Int(reject.byteOffset)].count { $0 == 0x0A } == Int(reject.line) - 1)
    }
  }

  @Test(arguments: names)
  func `a line whose middle was left out is a reject, and the others are not touched`(
    name: String
  ) throws {
    let format = try #require(FormatCatalog.format(named: name))
    let example = try #require(format.examples.first).line
    var batches = LineBatches.batches(Array("\(example)\n".utf8), linesEach: .max)
    let lines = Int64(batches[0].count)
    for line in [Array(example.utf8), Array("# x".utf8), []] {
      batches.append(LineBatches.oversized(line, number: lines + Int64(batches.count)))
    }
    let parsed = ParsedContent(batches, as: format)
    let alone = ParsedContent(example, as: format)
    #expect(parsed.closes)
    #expect(parsed.rejects.map(\.reason) == [.overlong, .overlong, .overlong])
    #expect(parsed.rejects.map(\.line) == [lines + 1, lines + 2, lines + 3])
    #expect(parsed.tally.events == alone.tally.events)
  }

  // MARK: - Known defects of other tools

  private static let good = #"203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" 200 5"#

  @Test func `identical lines of one second count each`() {
    let parsed = ParsedContent("\(Self.good)\n\(Self.good)\n\(Self.good)", as: .combined)
    #expect(parsed.tally.events == 3 && parsed.closes)
  }

  @Test func `good lines after many bad ones are all kept`() {
    let bad = Array(repeating: "what is this", count: 250)
    let text = ([Self.good] + bad + Array(repeating: Self.good, count: 30)).joined(separator: "\n")
    let parsed = ParsedContent(text, as: .combined)
    #expect(parsed.tally.events == 31 && parsed.tally.rejects == 250 && parsed.closes)
  }

  @Test(arguments: ["", "\n", "\r\n"])
  func `contents of one and two lines are contents`(ending: String) {
    for count in 1...2 {
      let text =
        Array(repeating: Self.good, count: count)
        .joined(separator: ending.isEmpty ? "\n" : ending) + ending
      let sample = LineBatches.whole(Array(text.utf8))
      #expect(FormatDetector.detect(entry: nil, sample).format?.name == "combined")
      let parsed = ParsedContent([sample], as: .combined)
      #expect(parsed.tally.lines == Int64(count) && parsed.tally.events == Int64(count))
    }
  }

  @Test func `blank and comment lines are ignored and counted`() {
    let parsed = ParsedContent("# head\n\n \t \n\(Self.good)\n\n", as: .combined)
    #expect(parsed.tally.ignored == 4 && parsed.tally.events == 1 && parsed.closes)
    #expect(parsed.members.first?["line"] == "4")
  }
}
