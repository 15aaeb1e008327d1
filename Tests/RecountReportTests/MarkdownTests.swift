// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountReport
import Testing

struct MarkdownTests {
  @Test(arguments: [
    ("plain text, 10:07 – 15:40 (5 h)", "plain text, 10:07 – 15:40 (5 h)"),
    ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
    ("<script>", "&lt;script&gt;"), ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"), ("`x`", "\\`x\\`"),
    ("two\nlines\tand a tab", "two lines and a tab"),
    ("@all #1 ![x]", "&#64;all &#35;1 &#33;\\[x\\]"),
    ("http://a.example", "http&#58;//a.example"), ("WWW.a.example", "WWW&#46;a.example"),
    ("ww.w", "ww.w"), ("a & b", "a &amp; b"), ("|\u{301}", "\\|\u{301}"),
    ("<\u{301}", "&lt;\u{301}"),
    ("\u{1B}[0m\0\u{202E}", "\u{FFFD}\\[0m\u{FFFD}\u{FFFD}"), ("", ""), (":", ":"),
  ])
  func `text is escaped where a sign has a meaning`(text: String, escaped: String) {
    #expect(Markdown.cell(text).unicodeScalars.elementsEqual(escaped.unicodeScalars))
  }

  @Test(arguments: [
    ("a b", "`a b`"), ("a|b", "`a|b`"), ("`", "`` ` ``"), ("a``b", "```a``b```"), ("", ""),
    (" a ", "`  a  `"), ("<b>", "`<b>`"), ("`\u{301}x", "`` `\u{301}x ``"), ("a\nb", "`a b`"),
  ])
  func `code has a fence that its text cannot close`(text: String, code: String) {
    #expect(Markdown.code(text).unicodeScalars.elementsEqual(code.unicodeScalars))
  }

  @Test func `in a table code escapes pipes and loses its middle when long`() {
    #expect(Markdown.codeCell("a|b") == "`a\\|b`")
    let path = "logs/" + String(repeating: "deep/", count: 20) + "web.log.gz:1234"
    let cell = Markdown.codeCell(path)
    #expect(cell.count == Markdown.maxCellCode + 2)
    #expect(cell.hasPrefix("`logs/") && cell.hasSuffix("web.log.gz:1234`") && cell.contains("…"))
  }

  @Test func `long text is cut`() {
    let text = String(repeating: "x", count: 10_000)
    #expect(Markdown.cell(text).count == Markdown.maxText)
    #expect(Markdown.code(text).count == Markdown.maxText + 2)
    #expect(Markdown.cell(text, maxScalars: 20) == String(repeating: "x", count: 19) + "…")
  }

  @Test func `a block has a fence that its text cannot close`() {
    #expect(Markdown.block("SELECT 1", language: "sql") == "```sql\nSELECT 1\n```\n")
    #expect(Markdown.block("a\n```\nb", language: "sql") == "````sql\na\n```\nb\n````\n")
    #expect(
      Markdown.block("<!-- recount:end a -->", language: "")
        == "```\n <!-- recount:end a -->\n```\n")
  }
}
