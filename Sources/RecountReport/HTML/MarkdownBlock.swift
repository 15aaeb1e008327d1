// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One block of the Markdown that Recount writes, and that people write around its blocks.
indirect enum MarkdownBlock {
  case heading(level: Int, String)
  case paragraph(String)
  /// A line that is an image and nothing else.
  case image(line: String, path: String)
  case table(MarkdownGrid)
  /// Numbered when `start` is given.
  case list(start: Int?, items: [[MarkdownBlock]])
  case quote([MarkdownBlock])
  case code(language: String, lines: [String])
  /// What stands in an HTML comment.
  case comment(String)
}

/// A table whose cells are Markdown.
struct MarkdownGrid {
  var head: [String]
  /// One for each column of the head.
  var isRight: [Bool]
  var rows: [[String]] = []

  /// Nil when `rule` is not the line below the head of a table.
  init?(head: String, rule: String) {
    guard head.utf8.first == 0x7C, rule.utf8.first == 0x7C else { return nil }
    let rules = MarkdownGrid.cells(rule)
    guard rules.allSatisfy(MarkdownGrid.isRule) else { return nil }
    self.head = MarkdownGrid.cells(head)
    guard self.head.count == rules.count else { return nil }
    isRight = rules.map { $0.utf8.last == 0x3A && $0.utf8.first != 0x3A }
  }

  private static func isRule(_ cell: String) -> Bool {
    let dashes = cell.utf8.drop { $0 == 0x3A }
    return dashes.contains(0x2D) && cell.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3A }
  }

  /// The cells of a row; a pipe with a backslash before it is part of its cell, in code or not,
  /// and loses the backslash.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    for scalar in line.unicodeScalars.dropFirst() {
      if scalar != "|" {
        cell.append(scalar)
      } else if cell.last == "\\" {
        cell.removeLast()
        cell.append("|")
      } else {
        cells.append(trimmed(cell))
        cell = String.UnicodeScalarView()
      }
    }
    let rest = trimmed(cell)
    return rest.isEmpty ? cells : cells + [rest]
  }

  private static func trimmed(_ cell: String.UnicodeScalarView) -> String {
    let start = cell.drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(String.UnicodeScalarView(start[...$0])) } ?? ""
  }
}
