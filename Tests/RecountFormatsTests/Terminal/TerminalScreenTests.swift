// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct TerminalScreenTests {
  private static func lines(_ text: String) -> [String] {
    TerminalScreen.lines(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What is written -> the lines that are seen.
  @Test(arguments: [
    ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
    ("a\r\nb\r\n", ["a", "b"]), ("12%\r45%\r100%\n", ["100%"]), ("long text\rshort", ["shorttext"]),
    ("ab\u{8}c", ["ac"]), ("a\u{8}\u{8}\u{8}b", ["b"]), ("a\u{0}b\u{7}c\u{7F}d\u{B}e", ["abcde"]),
    ("a\tb", ["a\tb"]), ("12345678\tb", ["12345678\tb"]), ("abc\r\tx", ["abc\tx"]),
    ("a\tb\u{8}\u{8}\u{8}x", ["a     x b"]), ("0123456789abc\r\tX", ["01234567X9abc"]),
  ])
  func `carriage return, backspace and tab move, everything else of C0 is not seen`(
    text: String, expected: [String]
  ) {
    #expect(Self.lines(text) == expected)
  }

  @Test(arguments: [
    ("\u{1B}[1;31mred\u{1B}[0m", ["red"]), ("\u{1B}[38:5:1mx\u{1B}[m", ["x"]),
    ("\u{1B}]0;title\u{7}x", ["x"]),
    ("\u{1B}]8;;https://a.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", ["link"]),
    ("\u{1B}_bk;t=1\u{7}x", ["x"]), ("\u{1B}_app\u{1B}\\x", ["x"]),
    ("\u{1B}P1$r0m\u{1B}\\x", ["x"]),
    ("\u{1B}^pm\u{1B}\\x\u{1B}Xsos\u{1B}\\y", ["xy"]), ("\u{1B}(Bx\u{1B}=y\u{1B}>z", ["xyz"]),
    ("\u{1B}[?25lx\u{1B}[?25h\u{1B}[6n\u{1B}[>c", ["x"]), ("\u{1B}[2 qx\u{1B}[!p", ["x"]),
    ("x\u{1B}", ["x"]), ("x\u{1B}[", ["x"]), ("x\u{1B}[12;3", ["x"]), ("x\u{1B}]0;t", ["x"]),
    ("\u{1B}]0;cut off\nnext", ["", "next"]), ("\u{1B}[3\nnext", ["", "next"]),
    ("\u{1B}[3\rnext", ["next"]), ("\u{1B}]0;a\u{18}b", ["b"]), ("\u{1B}\u{1B}[1mx", ["x"]),
    ("a\u{85}b\u{9B}31mc", ["ab31mc"]),
  ])
  func `sequences are not seen, and one that is cut off takes no other line with it`(
    text: String, expected: [String]
  ) {
    #expect(Self.lines(text) == expected)
  }

  @Test(arguments: [
    ("abcdef\u{1B}[3D\u{1B}[K", ["abc"]), ("abcdef\u{1B}[3D\u{1B}[1K", ["    ef"]),
    ("abcdef\u{1B}[2Kx", ["      x"]), ("abc\r\u{1B}[2Kx", ["x"]), ("abc\u{1B}[1Kx", ["   x"]),
    ("a\u{1B}[3Cb", ["a   b"]), ("abc\u{1B}[1Gx", ["xbc"]), ("abc\u{1B}[0Gx", ["xbc"]),
    ("a\nb\nc\u{1B}[2A\rx", ["x", "b", "c"]), ("a\nb\u{1B}[Ax", ["ax", "b"]),
    ("a\nb\u{1B}[9A\rx", ["x", "b"]), ("a\n\u{1B}[1A\u{1B}[2Kb\n", ["b"]),
    ("a\nb\nc\u{1B}[2F\u{1B}[Kx", ["x", "b", "c"]), ("a\nb\u{1B}[1A\u{1B}[1Ex", ["a", "x"]),
    ("a\nb\nc\u{1B}[2A\u{1B}[Jx\n", ["ax"]), ("a\u{1B}[2Bb", ["a", "", " b"]),
    ("one\ntwo\u{1B}[s\u{1B}[1A\r1\u{1B}[u!", ["1ne", "two!"]),
    ("one\u{1B}7\rtwo\u{1B}8!", ["two!"]), ("\u{1B}8a", ["a"]), ("a\u{1B}Eb\u{1B}Mc", ["ac", "b"]),
    ("日本\r日", ["日本"]), ("日本\rx", ["x 本"]), ("日本\u{1B}[2Gx", [" x本"]),
    ("e\u{301}a\rx", ["xa"]), ("e\u{301}a\u{1B}[2Gb", ["e\u{301}b"]), ("\u{FEFF}a", ["\u{FEFF}a"]),
  ])
  func `cursor movements and erasing do what a terminal does`(text: String, expected: [String]) {
    #expect(Self.lines(text) == expected)
  }

  /// A log has no top: what leads back begins a new page, what leads on is followed.
  @Test(arguments: [
    ("log\n\u{1B}[1;1Hone\u{1B}[2;1Htwo\u{1B}[2;6Hx", ["log", "one", "two  x"]),
    ("log\n\u{1B}[1;1Hone\u{1B}[1;1Hnew", ["log", "one", "new"]),
    ("log\n\u{1B}[H\u{1B}[2Jone\n\u{1B}[H\u{1B}[2Jtwo", ["log", "one", "two"]),
    ("log\u{1B}[2J\u{1B}[Hone", ["log", "one"]), ("log\u{1B}c\u{1B}[Hone", ["log", "one"]),
    ("a\n\u{1B}[Hb\nc\u{1B}[1Jd", ["a", "", " d"]), ("a\nbc\u{1B}[1Jd", ["a", "  d"]),
  ])
  func `nothing that was logged is destroyed by drawing a screen anew`(
    text: String, expected: [String]
  ) {
    #expect(Self.lines(text) == expected)
  }

  // MARK: - Properties

  static func random(_ random: inout SeededGenerator, pieces: Int) -> [UInt8] {
    let texts: [[UInt8]] =
      [
        "a", "word", "\n", "\r", "\r\n", "\u{8}", "\t", "\u{1B}[", "\u{1B}]0;t", "\u{7}",
        "\u{1B}\\",
        "\u{1B}[K", "\u{1B}[1K", "\u{1B}[2K", "\u{1B}[J", "\u{1B}[1J", "\u{1B}[2J", "\u{1B}[A",
        "\u{1B}[3A", "\u{1B}[B", "\u{1B}[5C", "\u{1B}[2D", "\u{1B}[4G", "\u{1B}[1;1H",
        "\u{1B}[2;5H",
        "\u{1B}[H", "\u{1B}7", "\u{1B}8", "\u{1B}[s", "\u{1B}[u", "\u{1B}[E", "\u{1B}[F", "\u{1B}M",
        "\u{1B}[31m", "\u{1B}(B", "é", "日", "\u{301}", "\u{FE0F}", "😀", "\u{85}", ";", "5", "m",
        "H",
        " ", "\u{1B}[99999B", "\u{1B}[99999C", "\u{1B}_x", "\u{18}", "\u{0}",
      ].map { Array($0.utf8) } + [[0xFF], [0xC2], [0xE2, 0x82], [0x9B], [0xF0, 0x9F]]
    var text: [UInt8] = []
    for _ in 0..<pieces { text += texts[random.below(texts.count)] }
    return text
  }

  @Test(arguments: 1...200)
  func `any split of the input gives the same screen`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = Self.random(&random, pieces: 120)
    for window in [1, 4, 4096] {
      var whole = TerminalScreen(windowLines: window)
      var expected: [[UInt8]] = []
      whole.read(text.span) { expected.append($0) }
      whole.finish { expected.append($0) }
      var cut = TerminalScreen(windowLines: window)
      var lines: [[UInt8]] = []
      var start = 0
      while start < text.count {
        let end = min(text.count, start + 1 + random.below(9))
        cut.read(Array(text[start..<end]).span) { lines.append($0) }
        start = end
      }
      cut.finish { lines.append($0) }
      #expect(lines == expected)
    }
  }

  @Test(arguments: 1...50)
  func `a text without controls is unchanged, whatever its bytes`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<400 {
      var byte = UInt8(random.below(256))
      if byte < 0x20 { byte = [0x0A, 0x09, 0x20, 0x41][random.below(4)] }
      if byte != 0x7F, byte != 0xC2 { text.append(byte) }
    }
    text += Array("é 日本 e\u{301} 😀\u{FE0F}\t|\u{FEFF}\n\tx\n".utf8)
    let lines = text.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(TerminalScreen.lines(of: text) == lines.map(Array.init))
  }

  @Test func `lines far above the cursor are handed out and out of reach`() {
    var screen = TerminalScreen(windowLines: 10)
    var lines: [[UInt8]] = []
    for number in 0..<100 { screen.read(Array("\(number)\n".utf8).span) { lines.append($0) } }
    #expect(lines.count == 90)
    screen.read(Array("\u{1B}[99A\u{1B}[2Ktop".utf8).span) { lines.append($0) }
    screen.finish { lines.append($0) }
    #expect(lines.count == 100 && lines[89] == Array("89".utf8) && lines[90] == Array("top".utf8))
  }

  @Test func `memory is bounded by the characters of the lines in reach`() {
    var screen = TerminalScreen(windowLines: 4096, windowCells: 1000)
    var given = 0
    let line = [UInt8](repeating: 0x41, count: 300) + [0x0A]
    for _ in 0..<50 { screen.read(line.span) { _ in given += 1 } }
    #expect(given == 47)
  }

  @Test(.timeLimit(.minutes(1)))
  func `short sequences cannot make much of nothing`() {
    let hostile = [
      "\u{1B}[99999B", "\u{1B}[99999Cx\n", "\u{1B}[99999Bx", "\u{1B}[9999;9999Hx",
      "\u{1B}8x\u{1B}[99A\u{1B}[J",
      "\u{301}", "e\u{301}\r", "\t", "\u{1B}[2Jx", "\u{1B}7x\u{1B}8", "\u{1B}]", "\u{1B}[1J",
      "\u{1B}[1K",
    ]
    for piece in hostile {
      let text = Array(String(repeating: piece, count: 20_000).utf8)
      var bytes = 0
      var screen = TerminalScreen()
      screen.read(text.span) { bytes += $0.count + 1 }
      screen.finish { bytes += $0.count + 1 }
      #expect(bytes <= 400 * text.count, "\(piece.debugDescription): \(bytes)")
    }
  }

  @Test func `a string that never ends is shown after a megabyte`() {
    let text = Array("\u{1B}]0;".utf8) + [UInt8](repeating: 0x41, count: (1 << 20) + 100)
    #expect(TerminalScreen.lines(of: text).map(\.count) == [102])
  }
}
