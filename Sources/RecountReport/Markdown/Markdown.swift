// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Makes text of logs and people inert in Markdown.
///
/// Whatever a request path or a status page says, it must not become a link, an image, HTML, a
/// mention or a new table cell.
enum Markdown {
  /// Text for a table cell or a sentence: on one line, with every sign that Markdown or HTML gives
  /// a meaning escaped.
  static func cell(_ text: String, maxScalars: Int = 400) -> String {
    var escaped = ""
    for character in PlainText.line(text, maxScalars: maxScalars) {
      switch character {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": escaped += "\\" + String(character)
      // A zero-width joiner would change the text; entities do not.
      case "@": escaped += "&#64;"
      case "#": escaped += "&#35;"
      case "!": escaped += "&#33;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// Text of a log or a name as code: nothing in it has a meaning.
  static func code(_ text: String, maxScalars: Int = 400) -> String {
    let line = PlainText.line(text, maxScalars: maxScalars)
    guard !line.isEmpty else { return "" }
    var longest = 0
    var run = 0
    for character in line {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let body = line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    let needsSpace = line.first == "`" || line.last == "`"
    return fence + (needsSpace ? " \(body) " : body) + fence
  }

  /// A statement as a block that can be copied.
  static func block(_ text: String, language: String) -> String {
    "```\(language)\n\(text)\n```\n"
  }
}
