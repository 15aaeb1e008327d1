// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

struct TextTableTests {
  private let table = TextTable(
    [.init("name"), .init("count", .right), .init("text")],
    rows: [["a", "1", "plain"], ["bb", "1234", ""], ["日本", "7", "e\u{301}x"]])

  @Test func `columns are aligned by what a terminal shows`() {
    #expect(
      table.text(.table) == """
        name  count  text
        ────  ─────  ─────
        a         1  plain
        bb     1234
        日本      7  e\u{301}x

        """)
  }

  @Test func `numbers stand to the right of their head when it is the wider`() {
    let table = TextTable([.init("n", .right)], rows: [["1"], ["-22"]])
    #expect(table.text(.table) == "  n\n───\n  1\n-22\n")
  }

  @Test func `an empty table is its head`() {
    let table = TextTable([.init("a"), .init("b", .right)])
    #expect(table.text(.table) == "a  b\n─  ─\n")
    #expect(table.text(.tsv) == "a\tb\n")
    #expect(table.text(.csv) == "a,b\n")
    #expect(table.text(.md) == "| a | b |\n| --- | ---: |\n")
  }

  @Test(arguments: [
    ("plain", "plain", "plain"), ("a,b", "\"a,b\"", "a,b"),
    ("say \"x\"", "\"say \"\"x\"\"\"", "say \"x\""),
    ("tab\there", "tab here", "tab here"), ("line\nfeed", "line feed", "line feed"),
    ("cr\r\nlf", "cr  lf", "cr  lf"), ("", "", ""), (",\u{301}", "\",\u{301}\"", ",\u{301}"),
    ("\"\u{301}", "\"\"\"\u{301}\"", "\"\u{301}"),
    ("esc\u{1B}[0m", "esc\u{FFFD}[0m", "esc\u{FFFD}[0m"),
  ])
  func `values are quoted for commas and made one line for tabs`(
    value: String, csv: String, tsv: String
  ) {
    let table = TextTable([.init("v"), .init("w")], rows: [[value, "z"]])
    #expect(table.text(.csv) == "v,w\n\(csv),z\n")
    #expect(table.text(.tsv) == "v\tw\n\(tsv)\tz\n")
  }

  @Test func `a table that goes on has its head once`() {
    #expect(table.text(.csv) == "name,count,text\n" + table.continuation(.csv))
    #expect(table.text(.tsv) == "name\tcount\ttext\n" + table.continuation(.tsv))
    #expect(
      table.text(.md) == "| name | count | text |\n| --- | ---: | --- |\n" + table.continuation(.md)
    )
    #expect(table.continuation(.table) == table.continuation(.tsv))
  }

  @Test func `Markdown cells are escaped and keep their places when empty`() {
    let table = TextTable([.init("a|b"), .init("#", .right)], rows: [["<b>", ""], ["", "x|y"]])
    #expect(
      table.text(.md) == """
        | a\\|b | &#35; |
        | --- | ---: |
        | &lt;b&gt; | |
        | | x\\|y |

        """)
  }

  @Test func `long values are cut in a terminal and stay in files`() {
    let table = TextTable([.init("v")], rows: [[String(repeating: "x", count: 1000)]])
    #expect(table.text(.table).split(separator: "\n").allSatisfy { $0.count <= 200 })
    #expect(table.text(.csv).count > 1000)
  }

  @Test func `a row with a cell too few or too many breaks nothing`() {
    let table = TextTable([.init("a"), .init("b")], rows: [["1"], ["1", "2", "3"], []])
    #expect(table.text(.table) == "a  b\n─  ─\n1\n1  2\n\n")
  }

  @Test func `colour is around heads and bad signs, and changes no width`() {
    let table = TextTable(
      [.init("name"), .init("failed", .right, isAlarming: true)],
      rows: [["a", "0"], ["b", "12"], ["c", "—"]])
    #expect(
      table.text(.table, .colour) == """
        \u{1B}[1mname\u{1B}[0m  \u{1B}[1mfailed\u{1B}[0m
        \u{1B}[2m────  ──────\u{1B}[0m
        a          0
        b         \u{1B}[31m12\u{1B}[0m
        c          —

        """)
    #expect(table.text(.tsv, .colour) == table.text(.tsv))
  }

  @Test(arguments: [
    ("56,590 [56,350, 56,830]", "56590 [56350, 56830]"), ("1,234,567", "1234567"),
    ("1,5", "1,5"), ("1,2345", "1,2345"), ("a,123", "a,123"),
    ("12,345 of 99,999", "12345 of 99999"),
    ("−1,200", "−1200"), ("", ""), (",123", ",123"), ("1,23", "1,23"),
  ])
  func `numbers for programs have no commas, words keep theirs`(given: String, number: String) {
    let table = TextTable([.init("n", .right), .init("w")], rows: [[given, given]])
    #expect(table.text(.tsv) == "n\tw\n\(number)\t\(given)\n")
    #expect(table.text(.table).contains(given))
  }

  @Test func `signs with colours of their own are two columns wide`() {
    let table = TextTable([.init("a"), .init("b")], rows: [["✅", "x"], ["ab", "y"]])
    #expect(table.text(.table).split(separator: "\n").last == "ab  y")
    #expect(table.text(.table).contains("✅  x"))
  }
}
