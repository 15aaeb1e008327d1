// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

/// What people write around the computed blocks, and what texts of logs try to be.
struct HTMLTextTests {
  private func page(_ findings: CaseFindings, document: String? = nil) throws -> HTMLReader {
    try HTMLReader(ReportRenderer.html(findings, version: "1.2.3", document: document))
  }

  /// The sample with `text` in the place of the prompt below "Open questions".
  private func document(_ text: String) throws -> String {
    let files = try ReportRenderer(SampleFindings.findings, version: "1.2.3").files()
    let prompt = "## Open questions\n\n*To write.*\n"
    let report = try #require(files.first).text.replacing(prompt, with: "## Open questions\n")
    let heading = "## Open questions\n"
    return report.split(separator: heading, maxSplits: 1)
      .joined(separator: heading + "\n" + text + "\n")
  }

  // MARK: - Hostile texts

  @Test(arguments: Hostile.texts.indices)
  func `text of a log adds no tag, attribute or script`(index: Int) throws {
    let findings = Hostile.findings(Hostile.texts[index])
    let page = try page(findings)
    #expect(page.imbalance == [])
    let known: Set<String> = [
      "html", "head", "meta", "link", "title", "style", "body", "header", "nav", "main", "section",
      "h1", "h2", "p", "ol", "ul", "li", "a", "div", "table", "caption", "thead", "tbody", "tr",
      "th",
      "td", "code", "pre", "strong", "em", "blockquote", "figure", "figcaption", "script",
      "svg", "desc", "defs", "pattern", "rect", "circle", "path", "line", "text",
    ]
    #expect(Set(page.tags.map(\.name)).subtracting(known) == [])
    #expect(page.tags.filter { $0.name == "script" && !$0.isEnd }.count == 2)
    for tag in page.tags {
      for (name, value) in tag.attributes {
        #expect(name != "style" && !name.hasPrefix("on") && name != "src")
        #expect(tag.name != "a" || (name == "href" && value.hasPrefix("#")))
      }
    }
    let foreign = try ReportRenderer.foreignMarkdown(findings, version: "1.2.3")
    #expect(foreign == [])
  }

  @Test(arguments: Hostile.texts.indices)
  func `text of a log cannot end the data or turn its direction`(index: Int) throws {
    let page = try page(Hostile.findings(Hostile.texts[index]))
    let data = try #require(page.texts(of: "script").first)
    #expect(!data.utf8.contains(0x3C) && data.utf8.last == 0x7D)
    for case .text(let text) in page.pieces {
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
        #expect(!(0x202A...0x202E).contains(scalar.value))
      }
    }
  }

  @Test(arguments: Hostile.texts.indices)
  func `what is made inert in Markdown is the same text in HTML`(index: Int) throws {
    let text = Hostile.texts[index]
    let reader = try page(CaseFindings())
    let shown = TextTable([.init("a")], rows: [[text]]).text(.tsv).split(separator: "\n").last ?? ""
    var inline = MarkdownInline()
    let prose = inline.html(Markdown.cell(text, maxScalars: 4000))
    #expect(reader.plain(prose) == shown)
    let code = inline.html(Markdown.code(text))
    #expect(code.isEmpty || (code.hasPrefix("<code>") && code.hasSuffix("</code>")))
    #expect(!code.dropFirst(6).dropLast(7).contains("<"))
    #expect(inline.foreign == [])
  }

  // MARK: - Text of people

  @Test func `what people write is in the page, and its prompt is not`() throws {
    let text =
      "Why *did* the **second** wave come?\nWe do `not` know.\n\n1. one\n2. two\n   - inner\n"
    let document = try document(text)
    let html = try ReportRenderer.html(SampleFindings.findings, version: "1", document: document)
    #expect(html.contains("<p>Why <em>did</em> the <strong>second</strong> wave come? We do"))
    #expect(html.contains("<ol>\n<li>one</li>\n<li>two\n<ul>\n<li>inner</li>\n</ul>\n</li>\n</ol>"))
    #expect(
      try ReportRenderer.foreignMarkdown(SampleFindings.findings, version: "1", document: document)
        == [])
    let page = try HTMLReader(html)
    #expect(page.imbalance == [])
    let prompts = page.tags.filter { $0.value("class") == "yours" }.count
    let fresh = try self.page(SampleFindings.findings).tags
    #expect(fresh.filter { $0.value("class") == "yours" }.count == prompts + 1)
  }

  @Test(
    arguments: [
      "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://e.example/x.png)",
      "<script>alert(1)</script>", "<!-- open", "<b>**x</b>**", "text ***x***",
    ] + Hostile.texts)
  func `what goes beyond is shown as text`(text: String) throws {
    let page = try page(SampleFindings.findings, document: document(text))
    #expect(page.imbalance == [])
    let names = Set(page.tags.map(\.name))
    #expect(names.isDisjoint(with: ["img", "b", "iframe", "input"]))
    #expect(page.tags.filter { $0.name == "script" && !$0.isEnd }.count == 2)
    #expect(page.tags.allSatisfy { $0.name != "a" || $0.value("href")?.first == "#" || $0.isEnd })
  }

  @Test func `what is not understood is told`() throws {
    let document = try document("see [x](http://e.example) and <b>that</b>")
    let foreign = try ReportRenderer.foreignMarkdown(
      SampleFindings.findings, version: "1", document: document)
    #expect(foreign == ["](", "<", "<"])
    let page = try page(SampleFindings.findings, document: document)
    #expect(page.texts(of: "p").contains("see [x](http://e.example) and <b>that</b>"))
  }

  @Test func `comments of people are shown to nobody`() throws {
    let document = try document("shown <!-- not\nshown --> too\n\n<!-- nor\n\nthis -->\n")
    let html = try ReportRenderer.html(SampleFindings.findings, version: "1", document: document)
    #expect(html.contains("<p>shown  too</p>"))
    #expect(!html.contains("not shown") && !html.contains("nor\n") && !html.contains("this --"))
  }

  @Test func `broken fences and CR LF are no reason to fail`() throws {
    let files = try ReportRenderer(SampleFindings.findings, version: "1.2.3").files()
    let report = try #require(files.first).text
    let broken = report + "<!-- recount:begin impact -->\n"
    #expect(try page(SampleFindings.findings, document: broken).imbalance == [])
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
    let other = try page(SampleFindings.findings, document: lines.joined(separator: "\r\n"))
    #expect(try other.texts(of: "main") == page(SampleFindings.findings).texts(of: "main"))
  }

  @Test func `ten thousand unclosed signs take no time`() throws {
    for sign in ["*", "`", "``` `` ` ", "<!--", "**a *b ", "> ", "- ", "[", "&"] {
      let text = String(repeating: sign, count: 10_000)
      var inline = MarkdownInline()
      #expect(inline.html(text).utf8.count >= 0)
      #expect(try page(CaseFindings(), document: "# a\n\n" + text).imbalance == [])
    }
  }
}
