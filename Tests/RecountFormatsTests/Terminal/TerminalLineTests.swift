// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct TerminalLineTests {
  private static func visible(_ line: String) -> String {
    var terminal = TerminalLine()
    let bytes = Array(line.utf8)
    terminal.interpret(bytes.span, 0..<bytes.count)
    return String(decoding: terminal.visible, as: UTF8.self)
  }

  private static func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    TerminalLine.isPlain(bytes.span, range)
  }

  @Test(arguments: [
    ("", true), ("plain text, 日本 é\ttab", true), ("\u{1B}[1mx", false), ("a\rb", false),
    ("a\u{8}", false), ("1234567\u{0}", false), ("12345678\u{7F}", false), ("1234567\u{85}", false),
    ("123456789\u{9B}", false), ("1234567\u{A0}", true), ("\t\t\t\t\t\t\t\t\t", true),
  ])
  func `a line is plain when it shows what it holds`(line: String, isPlain: Bool) {
    let bytes = Array(line.utf8)
    #expect(Self.isPlain(bytes, 0..<bytes.count) == isPlain)
    if isPlain { #expect(Self.visible(line) == line) }
  }

  @Test func `only the bytes of the line are looked at`() {
    let bytes = [0x1B, 0xC2] + Array("0123456789".utf8) + [0xC2, 0x85, 0x1B]
    #expect(Self.isPlain(bytes, 2..<12))
    #expect(Self.isPlain(bytes, 2..<13))
    #expect(!Self.isPlain(bytes, 2..<14))
    #expect(!Self.isPlain(bytes, 0..<1))
    #expect(Self.isPlain(bytes, 5..<5))
  }

  @Test(arguments: [
    ("\u{1B}[0K\u{1B}[36;1mText\u{1B}[0;m", "Text"), ("12%\r\u{1B}[K45%\r\u{1B}[2K99%", "99%"),
    ("12%\r100%", "100%"), ("done\r", "done"), ("ab\u{8}\u{8}x", "xb"), ("\u{1B}[2Kx", "x"),
    ("old\u{1B}[1Gnew", "new"), ("abc\r\u{1B}[J", ""), ("\u{1B}]0;never ends", ""),
    ("a\u{1B}[2Kb", " b"),
  ])
  func `a line shows what it leaves on its row`(line: String, expected: String) {
    #expect(Self.visible(line) == expected)
  }

  @Test(arguments: [
    ("\u{1B}[1A\u{1B}[2K  ✓ one\u{1B}[1E  two", "  ✓ one   two"),
    ("\u{1B}[2A\rone\u{1B}[2B\rtwo\u{1B}[1A\u{1B}[2K\rmid", "one mid two"),
    ("\u{1B}[99Aa\u{1B}[99B", "a"), ("a\u{1B}[1;1Hb", "a b"),
  ])
  func `rows that a line writes to become parts of one line`(line: String, expected: String) {
    #expect(Self.visible(line) == expected)
  }

  @Test func `one value reads line after line`() {
    var terminal = TerminalLine()
    for (line, expected) in [
      ("\u{1B}[1ma", "a"), ("x\rb", "b"), ("\u{1B}[m", ""), ("c\u{1B}[3A", "c"),
    ] {
      let bytes = Array("..\(line)..".utf8)
      terminal.interpret(bytes.span, 2..<bytes.count - 2)
      #expect(String(decoding: terminal.visible, as: UTF8.self) == expected)
    }
  }

  @Test(arguments: 1...300)
  func `a line is what the screen makes of it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var terminal = TerminalLine()
    for _ in 0..<40 {
      let line = TerminalScreenTests.random(&random, pieces: random.below(12)).filter { $0 != 0x0A }
      terminal.interpret(line.span, 0..<line.count)
      let above = [UInt8](repeating: 0x0A, count: TerminalLine.rowsAbove)
      let rows = TerminalScreen.lines(of: above + line).filter { !$0.isEmpty }
      #expect(terminal.visible == Array(rows.joined(separator: [0x20])), "\(line)")
    }
  }
}
