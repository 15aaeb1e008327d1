// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A word, a run of digits or a single mark of a text.
struct ProseToken {
  enum Kind {
    case word, number, mark
  }

  let kind: Kind
  /// In lower case.
  let text: String
  let bytes: Range<Int>
  /// Whether nothing stands between it and the token before.
  let isGlued: Bool
  let isCapitalised: Bool
  let isUppercase: Bool

  var number: Int? { kind == .number && text.utf8.count <= 9 ? Int(text) : nil }
  var digits: Int { kind == .number ? text.utf8.count : 0 }

  /// The tokens of `range`; a mark outside ASCII is one token.
  static func tokens(of text: [UInt8], in range: Range<Int>) -> [ProseToken] {
    var tokens: [ProseToken] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let blanks = blankBytes(text, at: position)
      guard blanks == 0, let kind = kind(text[position]) else {
        position += max(1, blanks)
        continue
      }
      var end = position + 1
      if kind == .mark {
        while end < range.upperBound, text[end] & 0xC0 == 0x80 { end += 1 }
      } else {
        while end < range.upperBound, ProseToken.kind(text[end]) == kind { end += 1 }
      }
      let raw = text[position..<end]
      tokens.append(
        ProseToken(
          kind: kind, text: String(decoding: raw, as: UTF8.self).lowercased(),
          bytes: position..<end, isGlued: tokens.last?.bytes.upperBound == position,
          isCapitalised: (0x41...0x5A).contains(text[position]),
          isUppercase: raw.allSatisfy { (0x41...0x5A).contains($0) }))
      position = end
    }
    return tokens
  }

  /// Length of a blank outside ASCII: U+00A0, U+2009 or U+202F, which typesetting puts into numbers.
  private static func blankBytes(_ text: [UInt8], at position: Int) -> Int {
    let bytes = text[position..<min(text.count, position + 3)]
    if bytes.starts(with: [0xC2, 0xA0]) { return 2 }
    return bytes.starts(with: [0xE2, 0x80, 0xAF]) || bytes.starts(with: [0xE2, 0x80, 0x89]) ? 3 : 0
  }

  /// Nil for blanks.
  private static func kind(_ byte: UInt8) -> Kind? {
    switch byte {
    case 0x30...0x39: .number
    case 0x41...0x5A, 0x61...0x7A: .word
    case 0...0x20: nil
    default: .mark
    }
  }
}
