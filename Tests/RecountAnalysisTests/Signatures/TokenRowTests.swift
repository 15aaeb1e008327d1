// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct TokenRowTests {
  private func row(_ line: String, frame: String = "") -> String {
    row(Array(line.utf8), frame: frame)
  }

  private func row(_ line: [UInt8], frame: String = "") -> String {
    var table = TokenRowTable()
    table.insert(line[...], frame: Array(frame.utf8)[...])
    return String(decoding: table.text(0), as: UTF8.self)
  }

  @Test(arguments: [
    ("read timed out after 12 ms", "read timed out after *"),
    ("took 1.5 seconds, or 3 KB/s of 40 %", "took * , or * of *"),
    ("GET http://a.example/x?q=1 failed", "GET * failed"),
    ("jdbc:mysql://db/shop is down", "jdbc : * is down"),
    ("open /var/log/app.log: no space left", "open * : no space left"),
    ("open C:\\logs\\app.log failed", "open * failed"),
    ("GET /cart?id=a&user=b gave nothing", "GET * gave nothing"),
    ("and/or TCP/IP src/main", "and/or TCP/IP src/main"),
    ("see /tmp and ../a/b", "see * and *"),
    ("node a.b.example is not db.internal.", "node * is not *"),
    ("peer 10.0.0.7:443 of v2.1", "peer * of *"),
    ("on Mon Jan 12 10:00:00 UTC 2022 Jan said", "on * Jan said"),
    ("job 8d4c1a2e-0b3f-4c5d-9e6f-7a8b9c0d1e2f 0xdead", "job *"),
    ("user=bob, ids [1, 2, 3], more (4)", "user = bob , ids * , more *"),
    ("a=1 a=2 a=3 end", "a = * end"),
    ("java.io.IOException: in com.shop.cart.Cart", "java.io.IOException : in *"),
    ("com.shop.Http2Exception after 2 tries", "com.shop.Http2Exception after * tries"),
    ("\u{1B}[31merror\u{1B}[0m:\t  late\r", "error : late"),
    ("naïve café", "naïve café"), ("", ""), ("   ", ""), ("7", "*"), ("<", "<"),
    ("(", "("), ("\u{1B}", ""), ("\u{1B}[31", ""), ("://", ": //"), ("x://", "x : //"), ("/", "/"),
    ("C:\\", "C : \\"), ("a..b", "a..b"), ("1 %", "*"), ("...", "..."),
  ])
  func `what changes becomes a star`(line: String, expected: String) {
    #expect(row(line) == expected)
  }

  @Test func `a frame is a token of its own that nothing masks`() {
    #expect(row("KeyError: 'a7'", frame: "views.py:show") == "KeyError : * ↳views.py:show")
    #expect(row("", frame: "f") == "↳f")
  }

  @Test func `bytes that are no text and control characters stay`() {
    var table = TokenRowTable()
    let line: [UInt8] = [0x62, 0xFF, 0xFE, 0x20, 0x00, 0x01, 0x20, 0x7F, 0xC3]
    #expect(table.insert(line[...]) == 0)
    #expect(table.text(0) == line)
    let others = [table.insert([0x62, 0xFF, 0xFD][...]), table.insert([0x62, 0xFF, 0xFE][...])]
    #expect(others == [1, 2])
  }

  @Test func `long lines are cut, and say so`() {
    let words = String(repeating: "word ", count: 1000)
    #expect(row(words) == String(repeating: "word ", count: 128) + "…")
    let exact = [String](repeating: "w", count: 128).joined(separator: " ")
    #expect(row(exact) == exact)
    #expect(row(String(repeating: "x", count: 129)) == "*")
    #expect(row(String(repeating: "x", count: 1 << 20)) == "…")
    #expect(row("a " + String(repeating: " ", count: 5000) + "b") == "a …")
    #expect(row(String(repeating: "a=[", count: 3000)).hasSuffix("…"))
  }

  @Test func `lines that say the same share a row and are counted`() throws {
    var table = TokenRowTable()
    let first = table.insert(Array("lost 3 of 5".utf8)[...])
    let second = table.insert(Array("lost 30 of 5".utf8)[...], count: 4)
    #expect(first == second)
    #expect(table.lines(try #require(first)) == 5)
    table.insert(Array("lost 1 of 1".utf8)[...], count: .max)
    table.insert(Array("lost 1 of 1".utf8)[...], count: -7)
    #expect(table.lines(0) == .max)
  }

  @Test func `without room lines are refused and counted`() {
    var table = TokenRowTable(maxRows: 1, maxWords: 2)
    #expect(table.insert(Array("one two".utf8)[...]) == 0)
    #expect(table.insert(Array("two one".utf8)[...]) == nil)
    #expect(table.refusedLines == 1)
    #expect(table.starredWords == 0)
    table.insert(Array("one three".utf8)[...])
    #expect(table.starredWords == 1)
  }

  @Test func `the text of a row makes the same row again, for random bytes too`() throws {
    var random = SeededGenerator(seed: 41)
    let alphabet = Array("ab1 .:/\\=,()[]<>\"'|%-Jan ms\u{1B}[é".utf8) + [0, 0xFF, 0x09]
    var table = TokenRowTable()
    for _ in 0..<20_000 {
      let line = (0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] }
      let inserted = table.insert(line[...])
      let row = try #require(inserted)
      let again = table.insert(text: table.text(row)[...])
      #expect(again == row)
    }
  }
}
