// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Turns the text of a paragraph, a cell or a heading into inline HTML.
///
/// Known are backslashes, references of characters, code, bold, italics and comments, which are
/// left out. All else is escaped, and remembered when Markdown would have made more of it.
package struct MarkdownInline {
  /// What Markdown gives a meaning that is not given here.
  package private(set) var foreign: [String] = []

  package init() {}

  package mutating func html(_ markdown: String) -> String {
    var scanner = InlineScanner(markdown)
    scanner.scan()
    foreign += scanner.foreign
    return html(scanner.tokens[...])
  }

  // MARK: - Emphasis

  private mutating func html(_ tokens: ArraySlice<InlineScanner.Token>) -> String {
    var html = ""
    // Without an end for one run there is none for a later one: no second look keeps this linear.
    var isOpenEnded: Set<Int> = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      defer { index += 1 }
      switch tokens[index] {
      case .html(let text): html += text
      case .stars(let count, let opens, let closes):
        if opens, count <= 2, !isOpenEnded.contains(count) {
          if let end = end(of: count, in: tokens[(index + 1)...]) {
            let tag = count == 2 ? "strong" : "em"
            html += "<\(tag)>\(self.html(tokens[(index + 1)..<end]))</\(tag)>"
            index = end
            continue
          }
          isOpenEnded.insert(count)
        }
        let stars = String(repeating: "*", count: count)
        if opens || closes { foreign.append(stars) }
        html += stars
      }
    }
    return html
  }

  private func end(of count: Int, in tokens: ArraySlice<InlineScanner.Token>) -> Int? {
    tokens.firstIndex { token in
      if case .stars(count, _, true) = token { true } else { false }
    }
  }
}
