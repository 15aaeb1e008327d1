// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Makes text of logs and people inert in Markdown.
///
/// Whatever a request path or a status page says, it must not become a link, an image, HTML, a
/// mention or a new table cell. Text is taken apart by scalars: with a combining mark behind it a
/// pipe is another character to Swift, and still a pipe to Markdown.
enum Markdown {
  /// Longest text in a sentence, and longest value in a table cell.
  static let maxText = 400
  static let maxCellCode = 60

  /// Text for a table cell or a sentence: on one line, with every sign that Markdown or HTML gives
  /// a meaning escaped.
  static func cell(_ text: String, maxScalars: Int = maxText) -> String {
    var escaped = ""
    for scalar in withoutAutolinks(PlainText.line(text, maxScalars: maxScalars)) {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$": escaped += "\\" + String(scalar)
      // A zero-width joiner would change the text; entities do not.
      case "@": escaped += "&#64;"
      case "#": escaped += "&#35;"
      case "!": escaped += "&#33;"
      case Markdown.colon: escaped += "&#58;"
      case Markdown.dot: escaped += "&#46;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Text of a log or a name as code in a sentence: nothing in it has a meaning.
  static func code(_ text: String) -> String {
    span(PlainText.line(text, maxScalars: maxText))
  }

  /// The same in a table, where a pipe has a meaning even in code; long text loses its middle,
  /// since paths tell by their end as much as by their beginning.
  static func codeCell(_ text: String) -> String {
    let line = elided(PlainText.line(text, maxScalars: 10_000), maxScalars: maxCellCode)
    return replacing("|", with: "\\|", in: span(line))
  }

  /// A statement as a block that can be copied.
  static func block(_ text: String, language: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let plain = PlainText.line(String(line), maxScalars: 10_000)
      // At the beginning of a line it could pass for a fence of the document.
      return plain.hasPrefix("<!--") ? " " + plain : plain
    }
    let body = lines.joined(separator: "\n")
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: body) + 1))
    return "\(fence)\(language)\n\(body)\n\(fence)\n"
  }

  // MARK: - Parts

  /// Stand for the colon of `://` and the dot of `www.`, which make a link of what follows.
  private static let colon: Unicode.Scalar = "\u{F0000}"
  private static let dot: Unicode.Scalar = "\u{F0001}"

  private static func withoutAutolinks(_ line: String) -> [Unicode.Scalar] {
    var scalars = Array(line.unicodeScalars)
    for index in scalars.indices {
      if scalars[index...].starts(with: "://".unicodeScalars) { scalars[index] = colon }
      if scalars[index] == ".", index >= 3,
        scalars[(index - 3)..<index].allSatisfy({ $0 == "w" || $0 == "W" })
      {
        scalars[index] = dot
      }
    }
    return scalars
  }

  private static func span(_ line: String) -> String {
    guard !line.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let scalars = line.unicodeScalars
    let ends = [scalars.first, scalars.last]
    // Of a span that begins and ends with a space, one on each side is not shown.
    let needsSpace = ends.contains("`") || ends == [" ", " "]
    return fence + (needsSpace ? " \(line) " : line) + fence
  }

  private static func elided(_ line: String, maxScalars: Int) -> String {
    let scalars = line.unicodeScalars
    guard scalars.count > maxScalars else { return line }
    let tail = maxScalars * 2 / 3
    return String(scalars.prefix(maxScalars - tail - 1)) + "…" + String(scalars.suffix(tail))
  }

  private static func longestRun(of sign: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == sign ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func replacing(
    _ sign: Unicode.Scalar, with replacement: String, in text: String
  ) -> String {
    var replaced = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == sign {
        replaced.append(contentsOf: replacement.unicodeScalars)
      } else {
        replaced.append(scalar)
      }
    }
    return String(replaced)
  }
}
