// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

@Suite struct LineReaderTests {
  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]),
    ("a\n\nb\n", ["a", "", "b"]), ("\n\n\n", ["", "", ""]), ("a\r\nb\r\n", ["a", "b"]),
    ("a\r\r\n", ["a\r"]), ("a\rb\n", ["a\rb"]), ("\r\n\r\n", ["", ""]), ("a\r", ["a\r"]),
    ("\r", ["\r"]), ("a\u{2028}b\u{85}c\u{0B}d\u{0C}e\n", ["a\u{2028}b\u{85}c\u{0B}d\u{0C}e"]),
    ("\u{FEFF}a\n\u{FEFF}b", ["a", "b"]), ("a\u{FEFF}\n", ["a\u{FEFF}"]), ("\u{FEFF}\n", [""]),
    ("\u{FEFF}\u{FEFF}a\n", ["\u{FEFF}a"]), ("\0\0\0a\n\0\0b\0c\0\n", ["a", "b\0c\0"]),
    ("\0\0\n\0", ["", ""]), ("\0\0\u{FEFF}a\n", ["a"]), ("\u{FEFF}\0a\n", ["\0a"]),
    ("\0\r\n", [""]), ("\u{1B}[31mred\r\n", ["\u{1B}[31mred"]),
  ])
  func `splits at LF alone`(content: String, lines: [String]) throws {
    // As bytes: to a string's eye CR LF is one character and a BOM may be none.
    let expected = lines.map { Array($0.utf8) }
    #expect(try LineReader(PieceSource(content)).allLines().map(\.bytes) == expected)
    #expect(ReferenceSplitter.lines(of: Array(content.utf8)).map(\.bytes) == expected)
  }

  @Test func `keeps bytes that are not UTF-8`() throws {
    let content: [UInt8] = [0xFF, 0xFE, 0x80, 0x0A, 0xEF, 0xBB, 0x0A, 0xC3]
    let lines = try LineReader(PieceSource(content)).allLines()
    #expect(lines.map(\.bytes) == [[0xFF, 0xFE, 0x80], [0xEF, 0xBB], [0xC3]])
  }

  @Test func `keeps a partial last line`() throws {
    let reader = LineReader(PieceSource("one\ntw", piece: 1))
    #expect(try reader.allTexts() == ["one", "tw"])
    #expect(reader.lines == 2 && reader.contentBytes == 6)
  }

  @Test func `tells where a line's first byte is, behind what was stripped`() throws {
    let lines = try LineReader(PieceSource("\u{FEFF}a\r\n\0\0b\n\nc")).allLines()
    #expect(lines.map(\.offset) == [3, 8, 10, 11])
    #expect(lines.map(\.number) == [1, 2, 3, 4])
  }

  @Test func `stays at the end`() throws {
    let source = PieceSource("a\n")
    let reader = LineReader(source)
    #expect(try reader.next()?.count == 1)
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
    #expect(source.readsAfterEnd == 1)
  }

  @Test func `uses a batch again without leaving anything of it`() throws {
    var used = LineBatch(
      bytes: Array("old bytes".utf8), starts: [0, 4], ends: [3, 9], firstLine: 77, baseOffset: 99,
      elidedBytes: 5)
    let reader = LineReader(PieceSource("new\n"))
    used = try #require(try reader.next(recycling: used))
    #expect(used.count == 1 && Array(used.line(0)) == Array("new".utf8))
    #expect(used.firstLine == 1 && used.baseOffset == 0 && !used.isOversized)
  }

  @Test func `hands on the error of its source`() throws {
    let broken = InputError(.systemCall("read"), path: "x", code: 5)
    let reader = LineReader(PieceSource(Array("a\nb".utf8), error: broken))
    let error = #expect(throws: InputError.self) { _ = try reader.allLines() }
    #expect(error?.code == 5)
  }

  @Test func `stops at the limit of content`() throws {
    var limits = InputLimits(batchBytes: 4)
    limits.maxContentBytes = 8
    #expect(try LineReader(PieceSource("abc\nabc\n"), limits: limits).allTexts() == ["abc", "abc"])
    let reader = LineReader(PieceSource("abc\nabc\nd"), limits: limits, path: "bomb.gz")
    let error = #expect(throws: InputError.self) { _ = try reader.allLines() }
    guard case .limit(.content) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.path == "bomb.gz")
  }

  @Test(arguments: [Int.min, -1, 0, 1 << 31, .max])
  func `works with limits that make no sense`(size: Int) throws {
    let limits = InputLimits(maxLineBytes: size, batchBytes: size)
    let lines = try LineReader(PieceSource("a\n\nb\nc"), limits: limits).allTexts()
    #expect(lines == ["a", "", "b", "c"])
  }
}
