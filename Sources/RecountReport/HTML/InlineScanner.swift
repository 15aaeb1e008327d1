// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes the text of a paragraph apart into HTML and the stars between which emphasis may stand.
struct InlineScanner {
  enum Token {
    case html(String)
    /// A run of `*`; it may open emphasis before text, and close it behind text.
    case stars(count: Int, opens: Bool, closes: Bool)
  }

  private(set) var tokens: [Token] = []
  /// What Markdown gives a meaning that is not given here.
  private(set) var foreign: [String] = []

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var text = String.UnicodeScalarView()
  // What was looked for up to the end in vain is not looked for again: this stays linear.
  private var unclosed: Set<Int> = []
  private var mayComment = true

  init(_ markdown: String) {
    scalars = Array(markdown.unicodeScalars)
  }

  mutating func scan() {
    while index < scalars.count {
      let scalar = scalars[index]
      let isRead =
        switch scalar {
        case "\\": readEscape()
        case "&": readReference()
        case "`": readCode()
        case "*": readStars()
        case "<": readComment()
        default: false
        }
      if isRead { continue }
      noteForeign(scalar)
      text.append(scalar)
      index += 1
    }
    flush()
  }

  private mutating func flush() {
    if !text.isEmpty { tokens.append(.html(HTMLText.escaped(String(text)))) }
    text = String.UnicodeScalarView()
  }

  private mutating func noteForeign(_ scalar: Unicode.Scalar) {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch (scalar, next) {
    case ("<", _): foreign.append("<")
    case ("]", "("), ("]", "["), ("~", "~"): foreign.append(String(scalar) + String(next))
    default: break
    }
  }

  // MARK: - Readers

  private mutating func readEscape() -> Bool {
    guard index + 1 < scalars.count, InlineScanner.isSign(scalars[index + 1]) else { return false }
    text.append(scalars[index + 1])
    index += 2
    return true
  }

  /// `&lt;`, `&#60;` and the like.
  private mutating func readReference() -> Bool {
    let tail = scalars[(index + 1)...].prefix(9)
    guard let end = tail.firstIndex(of: ";") else { return false }
    let name = String(String.UnicodeScalarView(tail[..<end]))
    let scalar: Unicode.Scalar? =
      switch name {
      case "lt": "<"
      case "gt": ">"
      case "amp": "&"
      case "quot": "\""
      default: name.utf8.first == 0x23 ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
      }
    guard let scalar else { return false }
    text.append(scalar)
    index = end + 1
    return true
  }

  /// A span of code, or a run of backticks without an end as text.
  private mutating func readCode() -> Bool {
    let run = run
    guard !unclosed.contains(run), let end = end(of: run) else {
      unclosed.insert(run)
      text.append(contentsOf: scalars[index..<(index + run)])
      index += run
      return true
    }
    flush()
    tokens.append(.html(InlineScanner.code(scalars[(index + run)..<end])))
    index = end + run
    return true
  }

  private mutating func readStars() -> Bool {
    flush()
    let end = index + run
    tokens.append(
      .stars(
        count: run, opens: end < scalars.count && !InlineScanner.isSpace(scalars[end]),
        closes: index > 0 && !InlineScanner.isSpace(scalars[index - 1])))
    index = end
    return true
  }

  private mutating func readComment() -> Bool {
    guard mayComment, scalars[index...].starts(with: "<!--".unicodeScalars) else { return false }
    var end = index + 4
    while end + 3 <= scalars.count {
      if scalars[end] == "-", scalars[end + 1] == "-", scalars[end + 2] == ">" {
        index = end + 3
        return true
      }
      end += 1
    }
    mayComment = false
    return false
  }

  // MARK: - Parts

  /// How many times the scalar at `index` stands there.
  private var run: Int {
    scalars[index...].prefix { $0 == scalars[index] }.count
  }

  /// Where the next run of exactly `count` backticks begins.
  private func end(of count: Int) -> Int? {
    var place = index + count
    while place < scalars.count {
      guard scalars[place] == "`" else {
        place += 1
        continue
      }
      let found = scalars[place...].prefix { $0 == "`" }.count
      if found == count { return place }
      place += found
    }
    return nil
  }

  /// A space at both ends of a span is not part of the code, unless there is nothing else.
  private static func code(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var code = scalars
    if code.first == " ", code.last == " ", code.contains(where: { $0 != " " }) {
      code = code.dropFirst().dropLast()
    }
    return "<code>\(HTMLText.escaped(String(String.UnicodeScalarView(code))))</code>"
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\n" || scalar == "\t"
  }

  /// ASCII signs, the only ones that a backslash takes the meaning of.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
