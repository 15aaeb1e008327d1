// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a line of Markdown is, as far as timelines need it.
///
/// Source: https://github.github.com/gfm/
enum MarkdownLine {
  /// The cells of a row of a table, as plain text; nil for a line that is none.
  ///
  /// A row without a bar at its front is one only between others, which is for the caller to know.
  static func cells(_ line: some StringProtocol) -> [String]? {
    let text = RecordText.trimmed(line)
    guard text.utf8.count <= 16_384, text.contains("|") else { return nil }
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in text {
      if character == "|", !isEscaped {
        cells.append(cell)
        cell = ""
      } else {
        // Only a bar needs its escape here; others are for the text.
        if isEscaped, character != "|" { cell.append("\\") }
        if character != "\\" || isEscaped { cell.append(character) }
      }
      isEscaped = character == "\\" && !isEscaped
    }
    cells.append(cell)
    if text.hasPrefix("|") { cells.removeFirst() }
    if text.hasSuffix("|"), !text.hasSuffix("\\|"), cells.count > 1 { cells.removeLast() }
    return cells.map { plain($0) }
  }

  /// Whether it is the row `|---|:--:|` under the header of a table of `count` columns.
  static func isSeparator(_ line: some StringProtocol, count: Int?) -> Bool {
    let text = RecordText.trimmed(line)
    guard text.contains("|"), text.utf8.allSatisfy({ "|-: ".utf8.contains($0) }) else {
      return false
    }
    let cells = text.split(separator: "|").map { RecordText.trimmed($0) }
    return cells.allSatisfy { $0.contains("-") } && cells.count == count ?? cells.count
      && !cells.isEmpty
  }

  /// What stands behind the mark of a list item, as plain text; nil for a line that is none.
  static func item(_ line: some StringProtocol) -> String? {
    let text = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    if let mark = text.first, "-*+".contains(mark) {
      let rest = text.dropFirst()
      return rest.first == " " || rest.first == "\t" ? plain(rest) : nil
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard 1...9 ~= digits.count, rest.first == "." || rest.first == ")",
      rest.dropFirst().first == " "
    else { return nil }
    return plain(rest.dropFirst())
  }

  static func isHeading(_ line: some StringProtocol) -> Bool {
    let marks = line.prefix { $0 == "#" }
    return 1...6 ~= marks.count && line.dropFirst(marks.count).first.map { $0 == " " } ?? true
  }

  /// The mark that opens or closes a block of code: three or more of one sign.
  static func fence(_ line: some StringProtocol) -> Character? {
    let text = line.drop { $0 == " " }
    guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
    return text.prefix(3) == String(repeating: mark, count: 3) ? mark : nil
  }

  /// `text` without emphasis, code marks and the targets of links.
  static func plain(_ text: some StringProtocol) -> String {
    var plain = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(where: { "*`\\[<".contains($0) }) {
      plain += rest[..<mark]
      let after = rest[rest.index(after: mark)...]
      switch rest[mark] {
      case "\\" where after.first?.isPunctuation == true:
        plain += after.prefix(1)
        rest = after.dropFirst()
      case "[":
        if let link = link(after) {
          plain += link.label
          rest = link.rest
        } else {
          plain += "["
          rest = after
        }
      case "<" where after.prefix(2).lowercased() == "br":
        plain += " "
        rest = after.drop { $0 != ">" }.dropFirst()
      case "*", "`": rest = after
      default:
        plain += rest[mark...mark]
        rest = after
      }
    }
    return RecordText.line((plain + rest).replacing("__", with: "").replacing("~~", with: ""))
  }

  /// `label](target)` behind an opening bracket; a further one ends the search, so that no part is
  /// looked at for many of them.
  private static func link(_ text: Substring) -> (label: Substring, rest: Substring)? {
    guard let close = text.firstIndex(where: { $0 == "]" || $0 == "[" }), text[close] == "]" else {
      return nil
    }
    let target = text[text.index(after: close)...].dropFirst()
    guard target.startIndex > text.index(after: close),
      text[text.index(after: close)] == "(",
      let end = target.firstIndex(where: { ")([".contains($0) }), target[end] == ")"
    else { return nil }
    return (text[..<close], text[text.index(after: end)...])
  }
}
