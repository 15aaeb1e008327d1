// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountKit
import Testing

/// A piece of a line with the caret under one of its bytes.
@Suite struct LineExcerptTests {
  private static func excerpt(
    _ text: String, at byte: Int, columns: Int = 20
  ) -> (text: String, caret: Int) {
    let excerpt = LineExcerpt(Array(text.utf8), at: byte, columns: columns)
    return (excerpt.text, excerpt.caret)
  }

  @Test func `a short line is shown whole`() {
    #expect(Self.excerpt("GET / 200", at: 6) == ("GET / 200", 6))
    #expect(Self.excerpt("GET / 200", at: 9) == ("GET / 200", 9))
    #expect(Self.excerpt("GET / 200", at: 99) == ("GET / 200", 9))
    #expect(Self.excerpt("", at: 0) == ("", 0))
  }

  @Test func `a long line is shown around the byte`() {
    let line = String(repeating: "a", count: 50) + "!" + String(repeating: "b", count: 50)
    let middle = Self.excerpt(line, at: 50)
    #expect(middle.text == "…aaaaaaaaaa!bbbbbbbbb…" && middle.caret == 11)
    let front = Self.excerpt(line, at: 0)
    #expect(front.text == String(repeating: "a", count: 20) + "…" && front.caret == 0)
    let end = Self.excerpt(line, at: 101)
    #expect(end.text == "…" + String(repeating: "b", count: 20) && end.caret == 21)
  }

  @Test(arguments: [
    ("火火x", 6, "火火x", 4), ("e\u{301}x", 3, "e\u{301}x", 1), ("\tx", 1, "\\tx", 2),
    ("\u{1B}[x", 2, "\\u{1B}[x", 7), ("a\u{202E}x", 4, "a\\u{202E}x", 9),
    // The middle of a sign is the sign.
    ("火x", 1, "火x", 0),
  ])
  func `columns are counted as a terminal draws them`(
    line: String, byte: Int, text: String, caret: Int
  ) {
    #expect(Self.excerpt(line, at: byte) == (text, caret))
  }

  @Test func `bytes that are no UTF-8 are spelled each`() {
    let excerpt = LineExcerpt([0x61, 0xFF, 0xE7, 0x81, 0x78], at: 4)
    #expect(excerpt.text == "a\\xFF\\xE7\\x81x" && excerpt.caret == 13)
    #expect(LineExcerpt([0x61, 0xFF, 0xE7, 0x81, 0x78], at: 2).caret == 5)
  }

  @Test func `the caret stands under its byte at every place`() {
    let line = Array("a火\tb\u{301}\u{1B}c".utf8) + [0xFF] + Array("d".utf8)
    for columns in 3...40 {
      for byte in 0...line.count {
        let excerpt = LineExcerpt(line, at: byte, columns: columns)
        #expect(excerpt.caret >= 0 && excerpt.caret <= columns + 8, "\(byte), \(columns)")
      }
    }
  }
}
