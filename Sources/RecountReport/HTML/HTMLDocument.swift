// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The report as one HTML file that needs nothing else.
///
/// Everything that the Markdown says is in the markup; the style and the script only make it
/// easier to read. Without them nothing is missing and nothing is there that does nothing.
struct HTMLDocument {
  /// What was not understood of the Markdown; it is in the document as text.
  private(set) var foreign: [String] = []
  private(set) var text = ""

  /// A page for `markdown`, the report with its fences as Recount writes it and people complete it.
  ///
  /// `charts` are SVG documents by the path that the report names; `data` is JSON for the script.
  init(_ markdown: String, charts: [String: String], data: String, version: String) {
    var writer = MarkdownHTML(charts: charts)
    let sections = HTMLSection.sections(markdown)
    var used: Set<String> = []
    var headings: [String] = []
    var names: [String] = []
    var bodies: [String] = []
    for section in sections {
      let heading = section.heading.map { writer.inline($0) } ?? "Report"
      headings.append(heading)
      names.append(HTMLDocument.name(heading, &used))
      bodies.append(HTMLDocument.body(section, heading, &writer))
    }
    foreign = writer.foreign
    text = HTMLDocument.head(title: headings[0], version: version)
    text += "<body>\n<header>\n<h1>\(headings[0])</h1>\n\(bodies[0])</header>\n"
    text += HTMLDocument.contents(Array(zip(headings, names).dropFirst()))
    text += "<main>\n"
    for index in sections.indices.dropFirst() {
      text += "<section id=\"\(names[index])\">\n<h2>\(headings[index])</h2>\n"
      text += bodies[index] + "</section>\n"
    }
    text += "</main>\n"
    text += "<script type=\"application/json\">\(HTMLDocument.inert(data))</script>\n"
    text += "<script>\(ReportScript.text)</script>\n</body>\n</html>\n"
  }

  // MARK: - Parts

  private static func head(title: String, version: String) -> String {
    let policy = ContentPolicy.text(style: ReportStyle.text, script: ReportScript.text)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="generator" content="Recount \(HTMLText.escaped(version))">
      <link rel="icon" href="data:,">
      <title>\(HTMLText.withoutTags(title))</title>
      <style>\(ReportStyle.text)</style>
      </head>

      """
  }

  private static func contents(_ entries: [(heading: String, name: String)]) -> String {
    guard !entries.isEmpty else { return "" }
    let items = entries.map { "<li><a href=\"#\($0.name)\">\($0.heading)</a></li>\n" }
    return "<nav aria-label=\"Contents\">\n<ol>\n\(items.joined())</ol>\n</nav>\n"
  }

  private static func body(
    _ section: HTMLSection, _ heading: String, _ writer: inout MarkdownHTML
  ) -> String {
    let title = section.heading == nil ? "" : heading
    var html = ""
    for run in section.runs {
      let content = writer.html(run.blocks, section: title)
      guard let source = run.source, !content.isEmpty else {
        html += content
        continue
      }
      html += "<div class=\"computed\" data-block=\"\(HTMLText.escaped(source))\">\n"
      html += content + "</div>\n"
    }
    return html
  }

  /// A name that no other section has.
  private static func name(_ heading: String, _ used: inout Set<String>) -> String {
    let slug = HTMLText.slug(heading)
    var name = slug
    var number = 1
    while !used.insert(name).inserted {
      number += 1
      name = "\(slug)-\(number)"
    }
    return name
  }

  /// JSON that no text in it can end: `<` stands in strings alone, where it may be written so.
  private static func inert(_ json: String) -> String {
    var text: [UInt8] = []
    for byte in json.utf8 {
      if byte == 0x3C { text += Array("\\u003c".utf8) } else { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
