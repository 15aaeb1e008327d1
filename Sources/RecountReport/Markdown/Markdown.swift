// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts

/// Makes text of logs and people inert in Markdown.
///
/// Whatever a request path or a status page says, it must not become a link, an image, HTML, a
/// mention or a new table cell. Text is taken apart by scalars: with a combining mark behind it a
/// pipe is another character to Swift, and still a pipe to Markdown.
package enum Markdown {
  /// Longest text in a sentence, and longest value in a table cell.
  package static let maxText = 400
  package static let maxCellCode = 60

  /// Text for a table cell or a sentence: on one line, with every sign that Markdown or HTML gives
  /// a meaning escaped.
  package static func cell(_ text: String, maxScalars: Int = maxText) -> String {
    let scalars = Array(PlainText.line(text, maxScalars: maxScalars).unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for index in scalars.indices {
      escaped.append(contentsOf: Markdown.escaped(scalars, at: index).unicodeScalars)
    }
    return String(escaped)
  }

  /// Text of a log or a name as code in a sentence: nothing in it has a meaning.
  package static func code(_ text: String) -> String {
    span(PlainText.line(text, maxScalars: maxText))
  }

  /// The same in a table, where a pipe has a meaning even in code; long text loses its middle,
  /// since paths tell by their end as much as by their beginning.
  package static func codeCell(_ text: String) -> String {
    let line = elided(PlainText.line(text, maxScalars: 10_000), maxScalars: maxCellCode)
    return replacing("|", with: "\\|", in: span(line))
  }

  /// A statement as a block that can be copied.
  package static func block(_ text: String, language: String) -> String {
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

  /// Entities where a backslash would not do; a zero-width joiner would change the text.
  private static func escaped(_ scalars: [Unicode.Scalar], at index: Int) -> String {
    let scalar = scalars[index]
    switch scalar {
    case "<": return "&lt;"
    case ">": return "&gt;"
    case "&": return "&amp;"
    case "\\", "`", "*", "_", "[", "]", "|", "~", "$": return "\\" + String(scalar)
    case "@", "#", "!": return entity(scalar)
    // `://` and `www.` make a link of what stands around them.
    case ":" where scalars[(index + 1)...].starts(with: "//".unicodeScalars): return entity(scalar)
    case "." where scalars[..<index].suffix(3).elementsEqual("www".unicodeScalars, by: isAlike):
      return entity(scalar)
    default: return String(scalar)
    }
  }

  private static func entity(_ scalar: Unicode.Scalar) -> String { "&#\(scalar.value);" }

  private static func isAlike(_ scalar: Unicode.Scalar, _ small: Unicode.Scalar) -> Bool {
    scalar.properties.lowercaseMapping.unicodeScalars.first == small
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
