// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("", ""), ("access.log", "access.log"), ("grün/日本 \u{1F600}.log", "grün/日本 \u{1F600}.log"),
    ("\u{1B}[31mred", #"\u{1B}[31mred"#), ("a\nerror: b\r\t", #"a\u{A}error: b\u{D}\u{9}"#),
    ("\u{7}\u{7F}\u{9B}2J", #"\u{7}\u{7F}\u{9B}2J"#),
    ("\u{202E}gol.x\u{2066}\u{200F}", #"\u{202E}gol.x\u{2066}\u{200F}"#),
    ("a\u{85}b\u{2028}c", #"a\u{85}b\u{2028}c"#),
  ])
  func `shows what a terminal would obey`(text: String, shown: String) {
    #expect(TerminalText.line(text) == shown)
  }

  @Test func `several lines keep their line feeds and tabs`() {
    #expect(TerminalText.lines("a\n\tb\r\u{1B}[0m") == "a\n\tb\\u{D}\\u{1B}[0m")
  }
}
