// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes Markdown apart into blocks.
///
/// Only what Recount writes is known: headings with `#`, paragraphs, tables, lists, quotes, fenced
/// code, comments and images on a line of their own. All else is a paragraph. Lines are looked at
/// by their bytes: with a combining mark behind it a sign is another character to Swift.
struct MarkdownReader {
  /// Lists and quotes inside of each other beyond this many are text.
  private static let maxDepth = 8

  private var lines: ArraySlice<String>
  private let depth: Int

  static func blocks(_ markdown: String) -> [MarkdownBlock] {
    blocks(LineEnds.lines(markdown).map(LineEnds.content), depth: 0)
  }

  private static func blocks(_ lines: [String], depth: Int) -> [MarkdownBlock] {
    var reader = MarkdownReader(lines: lines[...], depth: depth)
    var blocks: [MarkdownBlock] = []
    while let line = reader.lines.first {
      if isBlank(line) {
        reader.lines.removeFirst()
      } else {
        blocks.append(reader.block(line))
      }
    }
    return blocks
  }

  private mutating func block(_ line: String) -> MarkdownBlock {
    if let block = code(line) ?? comment(line) ?? heading(line) ?? table(line) { return block }
    if depth < MarkdownReader.maxDepth, let block = quote(line) ?? list(line) { return block }
    return paragraph(line)
  }

  // MARK: - Leaves

  private mutating func code(_ line: String) -> MarkdownBlock? {
    let fence = line.utf8.prefix { $0 == 0x60 }
    let language = String(Substring(line.utf8.dropFirst(fence.count)))
    guard fence.count >= 3, !language.utf8.contains(0x60) else { return nil }
    lines.removeFirst()
    var content: [String] = []
    while let next = lines.popFirst() {
      let isFence = next.utf8.allSatisfy { $0 == 0x60 } && next.utf8.count >= fence.count
      if isFence { break }
      content.append(next)
    }
    return .code(language: language, lines: content)
  }

  /// A comment from its own line to the end of the line that ends it; one without an end is text.
  private mutating func comment(_ line: String) -> MarkdownBlock? {
    guard MarkdownReader.begins(line, "<!--") else { return nil }
    guard let last = lines.firstIndex(where: { MarkdownReader.endsComment($0) }) else { return nil }
    let text = lines[lines.startIndex...last].joined(separator: " ")
    let content = text.utf8.dropFirst(4)
    let end = MarkdownReader.range(of: "-->", in: content) ?? content.endIndex
    let rest = String(Substring(content[end...].dropFirst(3)))
    lines = lines[(last + 1)...]
    if !MarkdownReader.isBlank(rest) { lines = [rest] + lines }
    return .comment(String(Substring(content[..<end])))
  }

  private mutating func heading(_ line: String) -> MarkdownBlock? {
    let level = line.utf8.prefix { $0 == 0x23 }.count
    guard (1...6).contains(level), line.utf8.dropFirst(level).first == 0x20 else { return nil }
    lines.removeFirst()
    return .heading(level: level, String(Substring(line.utf8.dropFirst(level + 1))))
  }

  private mutating func table(_ line: String) -> MarkdownBlock? {
    guard let rule = lines.dropFirst().first, var grid = MarkdownGrid(head: line, rule: rule)
    else { return nil }
    lines = lines.dropFirst(2)
    while let row = lines.first, row.utf8.first == 0x7C {
      grid.rows.append(MarkdownGrid.cells(row))
      lines.removeFirst()
    }
    return .table(grid)
  }

  private mutating func paragraph(_ line: String) -> MarkdownBlock {
    lines.removeFirst()
    if let path = MarkdownReader.imagePath(line) { return .image(line: line, path: path) }
    var text = line
    while let next = lines.first, !MarkdownReader.isBlank(next), !beginsBlock(next) {
      text += "\n" + next
      lines.removeFirst()
    }
    return .paragraph(text)
  }

  // MARK: - Containers

  private mutating func quote(_ line: String) -> MarkdownBlock? {
    guard line.utf8.first == 0x3E else { return nil }
    var inner: [String] = []
    while let next = lines.first, next.utf8.first == 0x3E {
      let rest = next.utf8.dropFirst()
      inner.append(String(Substring(rest.first == 0x20 ? rest.dropFirst() : rest)))
      lines.removeFirst()
    }
    return .quote(MarkdownReader.blocks(inner, depth: depth + 1))
  }

  private mutating func list(_ line: String) -> MarkdownBlock? {
    guard let first = ListMarker(line) else { return nil }
    var items: [[MarkdownBlock]] = []
    while let line = lines.first, let marker = ListMarker(line), marker.isAlike(first) {
      items.append(MarkdownReader.blocks(item(marker), depth: depth + 1))
      let rest = lines.drop(while: MarkdownReader.isBlank)
      if let next = rest.first, ListMarker(next)?.isAlike(first) == true { lines = rest }
    }
    return .list(start: first.number, items: items)
  }

  /// The lines of an item without its marker and without its indent.
  private mutating func item(_ marker: ListMarker) -> [String] {
    let line = lines.removeFirst()
    var content = [String(Substring(line.utf8.dropFirst(marker.width)))]
    while let next = lines.first {
      let indent = next.utf8.prefix { $0 == 0x20 }.count
      if MarkdownReader.isBlank(next) {
        let rest = lines.drop(while: MarkdownReader.isBlank)
        let after = rest.first?.utf8.prefix { $0 == 0x20 }.count ?? 0
        guard after >= 2 else { break }
      } else if indent < 2, beginsBlock(next) {
        break
      }
      content.append(String(Substring(next.utf8.dropFirst(min(indent, marker.width)))))
      lines.removeFirst()
    }
    return content
  }

  // MARK: - Lines

  private func beginsBlock(_ line: String) -> Bool {
    switch line.utf8.first {
    case 0x7C, 0x3E: true
    case 0x23: MarkdownReader.begins(line, "# ") || MarkdownReader.begins(line, "##")
    case 0x60: MarkdownReader.begins(line, "```")
    case 0x3C: MarkdownReader.begins(line, "<!--")
    case 0x21: MarkdownReader.imagePath(line) != nil
    default: ListMarker(line) != nil
    }
  }

  static func isBlank(_ line: String) -> Bool {
    line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func begins(_ line: String, _ text: String) -> Bool {
    line.utf8.starts(with: text.utf8)
  }

  private static func endsComment(_ line: String) -> Bool {
    range(of: "-->", in: line.utf8[...]) != nil
  }

  /// Where `text` begins.
  private static func range(of text: String, in line: Substring.UTF8View) -> String.Index? {
    var rest = line
    while !rest.isEmpty {
      if rest.starts(with: text.utf8) { return rest.startIndex }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// `charts/a.svg` of `![text](charts/a.svg)`, when the line is that and nothing else.
  private static func imagePath(_ line: String) -> String? {
    guard begins(line, "!["), line.utf8.last == 0x29,
      let open = line.utf8.lastIndex(of: 0x28), open > line.startIndex
    else { return nil }
    let path = line.utf8[line.utf8.index(after: open)...].dropLast()
    guard line.utf8[line.utf8.index(before: open)] == 0x5D else { return nil }
    return String(Substring(path))
  }
}

/// What begins an item of a list: `- `, `* `, `+ ` or a number with a dot.
private struct ListMarker {
  /// Nil for bullets.
  var number: Int?
  /// Bytes of the marker with the space behind it.
  var width: Int
  private var sign: UInt8

  init?(_ line: String) {
    let digits = line.utf8.prefix { (0x30...0x39).contains($0) }
    let rest = line.utf8.dropFirst(digits.count)
    guard let sign = rest.first, rest.dropFirst().first == 0x20 else { return nil }
    let isNumbered = (1...9).contains(digits.count) && sign == 0x2E
    guard isNumbered || (digits.isEmpty && [0x2D, 0x2A, 0x2B].contains(sign)) else { return nil }
    number = isNumbered ? Int(String(Substring(digits))) : nil
    width = digits.count + 2
    self.sign = sign
  }

  func isAlike(_ other: ListMarker) -> Bool { sign == other.sign }
}
