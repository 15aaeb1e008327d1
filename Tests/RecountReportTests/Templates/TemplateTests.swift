// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountReport
import Testing

struct TemplateTests {
  private static let names = ReportTemplate.shipped.map(\.name)

  private func report(_ template: ReportTemplate, _ findings: CaseFindings) throws -> String {
    let files = try ReportRenderer(findings, version: "1.2.3", template: template).files()
    return try #require(files.first).text
  }

  private func report(_ name: String, _ findings: CaseFindings) throws -> String {
    try report(try #require(ReportTemplate.shipped.first { $0.name == name }), findings)
  }

  private func headings(_ name: String) throws -> [String] {
    try report(name, SampleFindings.findings).split(separator: "\n")
      .filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
  }

  // MARK: - Shipped

  @Test(arguments: names)
  func `a shipped template is valid and has all sections`(name: String) throws {
    let shipped = try #require(ReportTemplate.shipped.first { $0.name == name })
    _ = try ReportTemplate(name: name, text: shipped.text)
    for section in ReportTemplate.sections {
      #expect(
        shipped.text.contains("{{{\(section.name)}}}")
          || shipped.text.contains("{{#\(section.name)}}"), "\(section.name)")
    }
    #expect(try !report(name, SampleFindings.findings).contains("recount:omits"))
  }

  @Test func `every file of the folder is a shipped template`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/RecountReport/Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mustache") }
    // The outlines of the variants are no choice of anybody's.
    let variants = ["brief", "external"]
    #expect(files.sorted() == (TemplateTests.names + variants).map { $0 + ".mustache" }.sorted())
  }

  @Test(arguments: names, [SampleFindings.findings, CaseFindings()])
  func `gaps are one line, lines end clean and headings are shallow`(
    name: String, findings: CaseFindings
  ) throws {
    let text = try report(name, findings)
    #expect(!text.contains("\n\n\n") && text.hasSuffix("-->\n") && text.hasPrefix("<!-- recount:"))
    for line in text.split(separator: "\n") {
      #expect(line.last != " ", "\(line)")
      #expect(!line.hasPrefix("####"))
    }
  }

  @Test(arguments: names, [SampleFindings.findings, CaseFindings()])
  func `a shipped outline is written again without a change, and is all understood as HTML`(
    name: String, findings: CaseFindings
  ) throws {
    let text = try report(name, findings)
    #expect(try ReportDocument.merged(text, into: text, isForced: false) == text)
    #expect(
      try ReportRenderer.foreignMarkdown(findings, version: "1.2.3", document: text).isEmpty)
  }

  @Test func `the sections of other outlines have their names and their order`() throws {
    #expect(
      try headings("google-sre") == [
        "Summary", "Impact", "Root causes", "Trigger", "Resolution", "Detection", "Action items",
        "Lessons learned", "Timeline", "Supporting information",
      ])
    #expect(
      try headings("atlassian").prefix(15) == [
        "Incident summary", "Leadup", "Fault", "Impact", "Detection", "Response", "Recovery",
        "Timeline", "Root cause identification: the five whys", "Root cause", "Backlog check",
        "Recurrence", "Lessons learned", "Corrective actions", "Data quality and method",
      ])
    #expect(
      try headings("pagerduty").prefix(10) == [
        "Overview", "What happened", "Contributing factors", "Resolution", "Impact", "Responders",
        "Timeline", "How'd we do?", "Action items", "Messaging",
      ])
  }

  // MARK: - Own

  @Test(arguments: [
    ("{{{title}}}\n{{{sumary}}}\n", 2, "no section is called `sumary`"),
    ("{{{title}}}\n\n{{#build}}\nx\n{{/build}}\n", 3, "no section is called `build`"),
    ("{{title}\n", 1, "the tag is not closed by }}"),
    ("a\n{{{title}}\n", 2, "the tag is not closed by }}}"),
    ("{{#builds}}\n{{{.}}}\n", 1, "the section `builds` is not closed"),
    ("{{{title}}}\n{{/builds}}\n", 2, "the section `builds` is closed and was not opened"),
    (
      "{{#builds}}\n{{#shows}}\n{{/builds}}\n", 3,
      "the section `builds` is closed where `shows` of line 2 is open"
    ),
    ("{{{.}}}\n", 1, "`.` stands outside of a section"),
    ("{{^builds}}\n{{{.}}}\n{{/builds}}\n", 2, "`.` stands outside of a section"),
    ("{{{title}}}\n{{! a\nb", 2, "the comment is not closed by }}"),
    (
      "x {{{title}}}\n", 1, "the computed section `title` does not stand at the beginning of a line"
    ),
    (
      "{{{title}}}{{{impact}}}\n", 1,
      "the computed section `impact` does not stand at the beginning of a line"
    ),
    ("{{> head}}\n", 1, "partials are not read: a template is one file"),
    ("{{=<% %>=}}\n", 1, "other delimiters than {{ and }} are not read"),
    ("{{% CONTENT_TYPE:HTML}}\n", 1, "pragmas are not read"),
    ("{{uppercased(title)}}\n", 1, "no section is called `uppercased(title)`"),
    ("{{ }}\n", 1, "a tag names nothing"),
    ("{{{title}}}\n<!-- recount:end title -->\n", 2, "Recount writes the fences"),
    ("# Text\n", 1, "the template has no computed section"), ("", 1, "no computed section"),
    ("{{", 1, "the tag is not closed"), ("{{{", 1, "the tag is not closed"),
    (String(repeating: "{{#builds}}", count: 50_000), 1, "too many sections"),
    ("{{{title}}}\n{{{impact}}}\u{301}\n", 2, "it is not valid Mustache"),
  ])
  func `a template that cannot be used is refused with its line`(
    text: String, line: Int, reason: String
  ) {
    let problem = #expect(throws: TemplateProblem.self) {
      try ReportTemplate(name: "mine", text: text)
    }
    #expect(problem?.line == line)
    #expect(problem?.reason.contains(reason) == true, "\(problem?.reason ?? "")")
  }

  @Test(arguments: [
    "# Mine {\n\n{{{timeline}}}\nEnd {", "\r\n{{ timeline }}\r\nx\r\n",
    "{{&timeline}}", "{{! note }}{{#timeline}}{{{.}}}{{/timeline}}",
    "{{#timeline}}\n{{#timeline}}\n{{{timeline}}}\n{{/timeline}}\n{{/timeline}}",
    "<b>&amp;</b> } }} {\n\u{2028}\u{85}\n{{{timeline}}}",
  ])
  func `a template of one section gives its block, fenced, and says what it leaves out`(
    text: String
  ) throws {
    let document = try report(
      ReportTemplate(name: "mine", text: text), SampleFindings.findings)
    let whole = try report("default", SampleFindings.findings)
    let block = try #require(
      whole.range(
        of: "<!-- recount:begin timeline [^§]*timeline -->\n",
        options: .regularExpression))
    #expect(document.contains(whole[block]))
    #expect(
      document.hasSuffix(
        "\n<!-- recount:omits title summary impact builds timing shows quality evidence -->\n"))
    #expect(try ReportDocument.merged(document, into: document, isForced: false) == document)
  }

  @Test func `what an outline leaves out is neither added nor missed`() throws {
    let template = try ReportTemplate(name: "mine", text: "{{{summary}}}\n")
    let short = try report(template, SampleFindings.findings)
    let whole = try report("default", SampleFindings.findings)
    #expect(try ReportDocument.merged(whole, into: short, isForced: false) == short)
    #expect(
      try ReportVerification.problems(in: short, of: SampleFindings.findings, version: "1.2.3")
        .isEmpty)
    // A block that another outline has is written anew, though this one leaves it out.
    #expect(
      try ReportDocument.merged(short, into: whole, spare: whole, isForced: false) == whole)
  }

  @Test(arguments: names, Hostile.texts)
  func `text of logs is not read as a template and keeps its escapes`(
    name: String, text: String
  ) throws {
    let findings = Hostile.findings(text)
    let document = try report(name, findings)
    let whole = try report("default", findings)
    #expect(try ReportDocument.merged(whole, into: document, isForced: false) == document)
    #expect(try ReportDocument.merged(document, into: whole, isForced: false) == whole)
    for line in RenderedMarkdown.prose(document) where !line.hasPrefix("<!-- ") {
      let bare = RenderedMarkdown.bare(line)
      #expect(!bare.unicodeScalars.contains("<"), "\(line)")
    }
  }
}
