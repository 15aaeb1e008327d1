// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

/// Where lines leave built-in formats, whose parsers do not say it themselves.
@Suite struct LineMismatchTests {
  /// Access formats with an example of one line that is taken alone.
  static let formats = FormatCatalog.all.filter { format in
    format.family == .access && !format.isDocument && !lines(format).isEmpty
  }

  private static func lines(_ format: LogFormat) -> [[UInt8]] {
    format.examples.map { Array($0.line.utf8) }
      .filter { !$0.contains(0x0A) && format.matches($0) }
  }

  @Test(arguments: formats.map(\.name))
  func `a line of the format has nothing to tell`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for line in Self.lines(format) { #expect(format.mismatch(line) == nil) }
  }

  @Test(arguments: formats.map(\.name))
  func `a refused line is left at a byte of its own`(name: String) throws {
    let format = try #require(FormatCatalog.format(named: name))
    for refusal in format.refusals {
      let line = Array(refusal.line.utf8)
      let mismatch = try #require(format.mismatch(line), "\(refusal.line)")
      #expect((0...line.count).contains(mismatch.byteOffset))
      #expect(mismatch.storedOffset == mismatch.byteOffset)
      #expect(!mismatch.expected.isEmpty)
    }
  }

  /// A word that is spoilt, where the format minds, is what is told.
  @Test func `the word that was spoilt is the one that is told`() {
    var spoilt = 0
    var told = 0
    for format in Self.formats {
      guard let line = Self.lines(format).first, line.count < 400 else { continue }
      for word in Self.words(line) {
        let changed = Array(line[..<word.lowerBound] + Array("~~".utf8) + line[word.upperBound...])
        guard !format.matches(changed), let mismatch = format.mismatch(changed) else { continue }
        spoilt += 1
        if (word.lowerBound...word.lowerBound + 2).contains(mismatch.byteOffset) { told += 1 }
      }
    }
    #expect(spoilt > 200)
    // Measured: 227 of 281. Where a parser lets much stand, another change may be as small.
    #expect(told * 100 >= spoilt * 80, "\(told) of \(spoilt)")
  }

  private static func words(_ line: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...line.count {
      let isWord =
        index < line.count && (line[index] | 0x20) &- 0x61 < 26
        || index < line.count && line[index] &- 0x30 < 10
      if isWord, start == nil { start = index }
      if !isWord, let begun = start {
        words.append(begun..<index)
        start = nil
      }
    }
    return words
  }

  @Test(arguments: [
    (#"{"@timestamp":"2025-03-12T09:14:02Z","http.response.status_code":}"#, 65),
    (#"{"@timestamp":"2025-03-12T09:14:02Z""#, 36), (#"{"@timestamp":"2025-03"#, 14),
  ])
  func `JSON that breaks is told at the byte`(line: String, byte: Int) {
    #expect(LogFormat.jsonAccess.mismatch(Array(line.utf8))?.byteOffset == byte)
  }

  @Test(arguments: [
    ("2025-03-12 09:14:02 GET /a", 26, "a value of sc-status: 4 values stand in 5 columns"),
    (
      "2025-03-12 09:14:02 GET /a 200 15", 31,
      "the end of the line behind sc-status: 6 values stand in 5 columns"
    ),
    (
      "2025-03-12 09:14:02 GET \"/a b\" 200 x y", 35,
      "the end of the line behind sc-status: 7 values stand in 5 columns"
    ),
  ])
  func `a row that has not the columns is told by its count`(
    row: String, byte: Int, expected: String
  ) throws {
    let header = Array("#Fields: date time cs-method cs-uri-stem sc-status".utf8)
    let mismatch = try #require(LogFormat.w3c.mismatch(Array(row.utf8), behind: header))
    #expect(mismatch.byteOffset == byte && mismatch.expected == expected, "\(mismatch)")
  }

  @Test func `a row before any columns is told what it lacks`() throws {
    let mismatch = try #require(LogFormat.w3c.mismatch(Array("2025-03-12 09:14:02 GET".utf8)))
    #expect(mismatch.expected == "a line `#Fields: …` before it")
  }

  /// An object of no format is near to formats of objects, and text to formats of text.
  @Test func `an object is not compared with text`() {
    let object = Array(#"{"metrics":[{"n":"a0","v":0}],"at":1}"#.utf8)
    let text = Array("lorem ipsum dolor".utf8)
    for format in Self.formats {
      let holdsObjects = Self.lines(format).first?.first == 0x7B
      if !holdsObjects { #expect(format.reach(of: object) == 0, "\(format.name)") }
      if holdsObjects { #expect(format.reach(of: text) == 0, "\(format.name)") }
    }
  }

  @Test func `a member that is missing is named`() throws {
    let line = Array(#"{"url.path":"/a","http.response.status_code":503}"#.utf8)
    let mismatch = try #require(LogFormat.jsonAccess.mismatch(line))
    #expect(mismatch.expected.contains("time"), "\(mismatch.expected)")
  }

  @Test func `a line in wrappers is told with its place in both`() throws {
    let format = try #require(FormatCatalog.format(named: "cri/combined"))
    let stored =
      #"2025-03-12T09:14:02.310000000Z stdout F 203.0.113.7 - - [12/Mar/2025:09:14:02 +0000] "GET / HTTP/1.1" OK 5"#
    let mismatch = try #require(format.mismatch(Array(stored.utf8)))
    #expect(mismatch.byteOffset == 62 && mismatch.storedOffset == 102)
    #expect(String(decoding: mismatch.line, as: UTF8.self).hasPrefix("203.0.113.7"))
    #expect(mismatch.sentence.hasPrefix("byte 63: expected something like `"))
    #expect(mismatch.sentence.hasSuffix("found `OK`"))
  }

  @Test(.timeLimit(.minutes(2))) func `the time that a long line takes is bounded`() {
    let line = Array(String(repeating: "a \"b [c ", count: 40_000).utf8)
    for format in Self.formats {
      #expect(format.mismatch(line)?.byteOffset ?? 0 == 0)
      _ = format.mismatch(Array(line.prefix(900)))
    }
  }
}
