// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

struct CSVTableTests {
  private func row(_ cells: [ExportValue], safe: Bool = false) -> String {
    var table = CSVTable(cells.map { _ in "column" }, isSpreadsheetSafe: safe)
    return String(decoding: table.row(cells), as: UTF8.self)
  }

  @Test func `a header and rows end in CRLF`() {
    var table = CSVTable(["a", "b,c"], isSpreadsheetSafe: false)
    #expect(String(decoding: table.header(), as: UTF8.self) == "a,\"b,c\"\r\n")
    #expect(String(decoding: table.row([.absent, .text("")]), as: UTF8.self) == ",\r\n")
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("one\ntwo", "\"one\ntwo\""), ("a\tb", "\"a\tb\""), ("\"\u{301}", "\"\"\"\u{301}\""),
    ("a\rb", "a\\u{D}b"), ("a\0b", "a\\u{0}b"), ("\u{1B}[31mred", "\\u{1B}[31mred"),
    ("\u{9B}2J", "\\u{9B}2J"), ("\u{202E}gpj", "\\u{202E}gpj"), ("\u{2066}x", "\\u{2066}x"),
    ("é漢😀", "é漢😀"), ("=1+1", "=1+1"), ("'x", "'x"),
  ])
  func `text is quoted where it must be and does nothing`(text: String, expected: String) {
    #expect(row([.text(text)]) == expected + "\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\"'\t=1\""), ("\r=1", "'\\u{D}=1"), ("\n=1", "\"'\n=1\""),
    ("\u{FF1D}1", "'\u{FF1D}1"),
    ("=a,b", "\"'=a,b\""), ("a=1", "a=1"), ("", ""), (" =1", " =1"),
  ])
  func `a formula gets an apostrophe when a spreadsheet is to read it`(
    text: String, expected: String
  ) {
    #expect(row([.text(text)], safe: true) == expected + "\r\n")
  }

  @Test func `numbers stay numbers, also when they are negative`() {
    let cells: [ExportValue] = [
      .integer(-5), .integer(.min), .number(-1.5), .number(0.25), .number(.nan), .number(.infinity),
    ]
    #expect(row(cells, safe: true) == "-5,-9223372036854775808,-1.5,0.25,,\r\n")
  }
}
