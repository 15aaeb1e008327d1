// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes blocks of Markdown as HTML, every text of them escaped.
struct MarkdownHTML {
  /// What was not understood; it is in the HTML as text.
  private(set) var foreign: [String] = []
  /// By the path that the document names.
  private let charts: [String: String]
  private var tables = 0
  private var figures = 0

  /// - Parameter charts: SVG documents by the path that images name.
  init(charts: [String: String]) {
    self.charts = charts
  }

  /// The HTML of `blocks`; `section` is the name, as HTML, that the captions of tables get.
  mutating func html(_ blocks: [MarkdownBlock], section: String) -> String {
    var html = ""
    var rest = blocks[...]
    while let block = rest.popFirst() {
      guard case .image(let line, let path) = block else {
        html += self.html(block, section)
        continue
      }
      guard let svg = charts[path] else {
        foreign.append(path)
        html += "<p>\(HTMLText.escaped(line))</p>\n"
        continue
      }
      figures += 1
      html += "<figure>\n<div class=\"scroll\">\n"
      html += InlineChart.svg(svg, prefix: "chart\(figures)_") + "</div>\n"
      if case .paragraph(let text)? = rest.first, let caption = MarkdownHTML.caption(text) {
        html += "<figcaption>\(inline(caption))</figcaption>\n"
        rest.removeFirst()
      }
      html += "</figure>\n"
    }
    return html
  }

  /// The inline HTML of a text.
  mutating func inline(_ markdown: String) -> String {
    var inline = MarkdownInline()
    let html = inline.html(markdown)
    foreign += inline.foreign
    return html
  }

  // MARK: - Blocks

  private mutating func html(_ block: MarkdownBlock, _ section: String) -> String {
    switch block {
    case .heading(let level, let text):
      let level = min(max(level, 3), 6)
      return "<h\(level)>\(inline(text))</h\(level)>\n"
    case .paragraph(let text):
      return (MarkdownHTML.isPrompt(text) ? "<p class=\"yours\">" : "<p>") + "\(inline(text))</p>\n"
    case .image, .comment: return ""
    case .table(let grid): return table(grid, section)
    case .list(let start, let items): return list(start, items, section)
    case .quote(let blocks):
      return "<blockquote>\n\(html(blocks, section: section))</blockquote>\n"
    case .code(_, let lines):
      let code = lines.map(HTMLText.escaped).joined(separator: "\n")
      return "<pre><code>\(code)</code></pre>\n"
    }
  }

  private mutating func list(
    _ start: Int?, _ items: [[MarkdownBlock]], _ section: String
  ) -> String {
    let tag = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    var html = "<\(tag)\(first)>\n"
    for item in items {
      guard case .paragraph(let text)? = item.first else {
        html += "<li>\(self.html(item, section: section))</li>\n"
        continue
      }
      let rest = self.html(Array(item.dropFirst()), section: section)
      html += "<li>\(inline(text))" + (rest.isEmpty ? "" : "\n" + rest) + "</li>\n"
    }
    return html + "</\(tag)>\n"
  }

  private mutating func table(_ grid: MarkdownGrid, _ section: String) -> String {
    tables += 1
    var html = "<div class=\"scroll\">\n<table>\n"
    html += "<caption>Table \(tables). \(section)</caption>\n<thead>\n<tr>"
    for (column, cell) in grid.head.enumerated() {
      html += "<th scope=\"col\"\(alignment(grid, column))>\(inline(cell))</th>"
    }
    html += "</tr>\n</thead>\n<tbody>\n"
    for row in grid.rows {
      if row.count != grid.head.count { foreign.append("row of \(row.count) cells") }
      html += "<tr>"
      for (column, cell) in row.enumerated() {
        let isHead = column == 0 && !cell.isEmpty
        let tag = isHead ? "th scope=\"row\"" : "td"
        html += "<\(tag)\(alignment(grid, column))>\(inline(cell))</\(isHead ? "th" : "td")>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func alignment(_ grid: MarkdownGrid, _ column: Int) -> String {
    column < grid.isRight.count && grid.isRight[column] ? " class=\"number\"" : ""
  }

  /// Whether a paragraph asks people for what they have to write there.
  private static func isPrompt(_ text: String) -> Bool {
    text.utf8.starts(with: "*To write".utf8) && caption(text) != nil
  }

  /// The text of a paragraph that is in italics as a whole.
  private static func caption(_ text: String) -> String? {
    let bytes = text.utf8
    guard bytes.count > 2, bytes.first == 0x2A, bytes.last == 0x2A else { return nil }
    let inner = bytes.dropFirst().dropLast()
    guard inner.first != 0x2A, inner.last != 0x5C, inner.last != 0x2A else { return nil }
    return String(Substring(inner))
  }
}
