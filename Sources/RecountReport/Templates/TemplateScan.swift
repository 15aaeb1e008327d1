// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads the tags of a template and refuses what no report can be made of.
///
/// The library that renders templates takes every name and leaves out what it does not know; a
/// mistyped section would be missing without a word. What is read here is less than Mustache:
/// variables, sections, inverted sections and comments.
struct TemplateScan {
  /// Sections within sections; every one that a report has would fit.
  private static let maxDepth = 16

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// Whether only tags without content of their own stand before `index` on its line.
  private var isAtLineStart = true
  private var open: [(name: String, line: Int, isInverted: Bool)] = []
  private var names: Set<String> = []
  private var hasVariable = false

  /// The sections that a template names.
  ///
  /// - Throws: For the first problem, with its line.
  static func names(in text: String) throws(TemplateProblem) -> Set<String> {
    var scan = TemplateScan(bytes: Array(text.utf8))
    try scan.run()
    return scan.names
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run() throws(TemplateProblem) {
    while index < bytes.count {
      if has("{{") {
        try tag()
      } else if has("<!-- recount:") {
        throw TemplateProblem(line: line, "Recount writes the fences of computed sections itself")
      } else {
        isAtLineStart = bytes[index] == 0x0A
        if isAtLineStart { line += 1 }
        index += 1
      }
    }
    if let last = open.last {
      throw TemplateProblem(line: last.line, "the section `\(last.name)` is not closed")
    }
    if !hasVariable {
      throw TemplateProblem(line: 1, "the template has no computed section")
    }
  }

  // MARK: - Tags

  private mutating func tag() throws(TemplateProblem) {
    index += 2
    let sign = index < bytes.count ? bytes[index] : 0
    guard !"#^/!&>$<=%{".utf8.contains(sign) else {
      index += 1
      return try tag(sign)
    }
    try variable(try name("}}"))
  }

  private mutating func tag(_ sign: UInt8) throws(TemplateProblem) {
    switch sign {
    case UInt8(ascii: "{"): try variable(try name("}}}"))
    case UInt8(ascii: "&"): try variable(try name("}}"))
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      let name = try known(try name("}}"))
      guard open.count < TemplateScan.maxDepth else {
        throw TemplateProblem(line: line, "too many sections stand within each other")
      }
      open.append((name, line, sign == UInt8(ascii: "^")))
    case UInt8(ascii: "/"):
      let name = try name("}}")
      guard let last = open.popLast() else {
        throw TemplateProblem(line: line, "the section `\(name)` is closed and was not opened")
      }
      guard name == last.name else {
        throw TemplateProblem(
          line: line,
          "the section `\(name)` is closed where `\(last.name)` of line \(last.line) is open")
      }
    case UInt8(ascii: "!"): try comment()
    case UInt8(ascii: "="):
      throw TemplateProblem(line: line, "other delimiters than {{ and }} are not read")
    case UInt8(ascii: "%"): throw TemplateProblem(line: line, "pragmas are not read")
    default:
      throw TemplateProblem(line: line, "partials are not read: a template is one file")
    }
  }

  private mutating func variable(_ name: String) throws(TemplateProblem) {
    if name == "." {
      guard open.contains(where: { !$0.isInverted }) else {
        throw TemplateProblem(line: line, "`.` stands outside of a section")
      }
    } else {
      _ = try known(name)
    }
    // Its fences have to be lines, or the report could not be told from what people write.
    guard isAtLineStart else {
      throw TemplateProblem(
        line: line, "the computed section `\(name)` does not stand at the beginning of a line")
    }
    isAtLineStart = false
    hasVariable = true
  }

  private mutating func known(_ name: String) throws(TemplateProblem) -> String {
    guard ReportTemplate.sections.contains(where: { $0.name == name }) else {
      throw TemplateProblem(
        line: line, name.isEmpty ? "a tag names nothing" : "no section is called `\(name)`",
        unknownName: name)
    }
    names.insert(name)
    return name
  }

  /// The text up to `end`, which stands on the same line.
  private mutating func name(_ end: String) throws(TemplateProblem) -> String {
    let start = index
    while index < bytes.count, bytes[index] != 0x0A {
      if has(end) {
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        index += end.utf8.count
        return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      index += 1
    }
    throw TemplateProblem(line: line, "the tag is not closed by \(end)")
  }

  private mutating func comment() throws(TemplateProblem) {
    let first = line
    while index < bytes.count {
      if has("}}") {
        index += 2
        return
      }
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
    throw TemplateProblem(line: first, "the comment is not closed by }}")
  }

  private func has(_ text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }
}
