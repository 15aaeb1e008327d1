// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What is wrong with an expression of a mapping.
package enum ExpressionFault: Hashable, Sendable {
  case empty
  case tooLong
  case controlCharacter
  case unbalanced
  /// A quote that is not closed.
  case openQuote
  case comment
  /// A semicolon, or a comma outside brackets: more than one expression.
  case several
  /// A word that would make it a statement or reads another table.
  case word(String)

  var message: String {
    switch self {
    case .empty: "is empty"
    case .tooLong: "is longer than \(SQLExpression.maxBytes) bytes"
    case .controlCharacter: "holds a control character"
    case .unbalanced: "has brackets that do not match"
    case .openQuote: "has a quote that is not closed"
    case .comment: "holds a comment"
    case .several: "is more than one expression"
    case .word(let word): "may not say \(word)"
    }
  }
}

/// Looks whether a text of a configuration is one expression and nothing that could end it.
///
/// The expressions are put in brackets into statements that only read, so this guards against
/// slips and against a statement that would read more than the table it names; it is no wall
/// against the person who writes the configuration.
enum SQLExpression {
  static let maxBytes = 16_000

  /// Names that Recount gives to columns of its statements.
  private static let reserved = "r_"
  /// Words without which an expression reads no table but the one that the statement names.
  private static let statementWords: Set<String> = ["SELECT", "UNION"]

  static func fault(_ text: String) -> ExpressionFault? {
    guard text.contains(where: { !$0.isWhitespace }) else { return .empty }
    guard text.utf8.count <= maxBytes else { return .tooLong }
    var scan = ExpressionScan(Array(text.utf8))
    while let byte = scan.next() {
      if let fault = scan.take(byte) { return fault }
    }
    if let fault = scan.fault { return fault }
    return scan.words.first(where: isRefused).map { .word($0) }
  }

  private static func isRefused(_ word: String) -> Bool {
    statementWords.contains(word.uppercased()) || word.hasPrefix(reserved)
  }
}

/// Walks through an expression, outside and inside of quotes.
private struct ExpressionScan {
  private let bytes: [UInt8]
  private var index = 0
  private var brackets: [UInt8] = []
  private var word: [UInt8] = []
  private(set) var words: [String] = []
  private var isOpen = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> UInt8? {
    guard index < bytes.count else {
      endWord()
      return nil
    }
    index += 1
    return bytes[index - 1]
  }

  /// What is wrong once all is read.
  var fault: ExpressionFault? { isOpen ? .openQuote : brackets.isEmpty ? nil : .unbalanced }

  mutating func take(_ byte: UInt8) -> ExpressionFault? {
    if byte < 0x20 && byte != 0x0A || byte == 0x7F { return .controlCharacter }
    if isWordByte(byte) {
      word.append(byte)
      return nil
    }
    endWord()
    let following = index < bytes.count ? bytes[index] : 0
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): skipQuoted(byte)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): brackets.append(byte)
    case UInt8(ascii: ")"): return close(UInt8(ascii: "("))
    case UInt8(ascii: "]"): return close(UInt8(ascii: "["))
    case UInt8(ascii: "}"): return close(UInt8(ascii: "{"))
    case UInt8(ascii: ";"): return .several
    case UInt8(ascii: ","): return brackets.isEmpty ? .several : nil
    case UInt8(ascii: "#"): return .comment
    case UInt8(ascii: "-") where following == byte: return .comment
    case UInt8(ascii: "/") where following == UInt8(ascii: "*"): return .comment
    default: break
    }
    return nil
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    words.append(String(decoding: word, as: UTF8.self))
    word.removeAll()
  }

  /// Passes over a quoted text; a backslash keeps the byte behind it from ending it.
  private mutating func skipQuoted(_ quote: UInt8) {
    while index < bytes.count {
      let byte = bytes[index]
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { return }
    }
    isOpen = true
  }

  private mutating func close(_ opening: UInt8) -> ExpressionFault? {
    brackets.popLast() == opening ? nil : .unbalanced
  }
}
