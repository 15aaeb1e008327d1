// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A piece of a text that people wrote: a number, a word, or a mark.
struct WrittenToken {
  enum Kind {
    case number, word, mark
  }

  var kind: Kind
  var text: String
  /// Of a number with at most nine digits; -1 for longer ones and for what is none.
  var value = -1
  /// Whether a space, or the start of the text, stands before it.
  var isSpaced: Bool
  /// Where it ends in the UTF-8 of the text.
  var end: Int

  /// Letters of ASCII in lower case.
  var lower: String { text.lowercased() }

  func isMark(_ mark: String) -> Bool { kind == .mark && text == mark }

  /// Cuts `bytes` into tokens, at most `limit` of them; dashes of all lengths are `-`.
  static func tokens(_ bytes: some Collection<UInt8>, limit: Int) -> [WrittenToken] {
    var tokens: [WrittenToken] = []
    var isSpaced = true
    var end = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      end += UTF8.width(scalar)
      guard !scalar.properties.isWhitespace else {
        isSpaced = true
        continue
      }
      let kind = kind(scalar)
      if !isSpaced, kind != .mark, let last = tokens.indices.last, tokens[last].kind == kind {
        tokens[last].text.unicodeScalars.append(scalar)
        tokens[last].end = end
      } else {
        guard tokens.count < limit else { break }
        let text = dashes.contains(scalar) ? "-" : String(Character(scalar))
        tokens.append(WrittenToken(kind: kind, text: text, isSpaced: isSpaced, end: end))
      }
      isSpaced = false
    }
    for index in tokens.indices where tokens[index].kind == .number && tokens[index].text.count <= 9
    {
      tokens[index].value = Int(tokens[index].text) ?? -1
    }
    return tokens
  }

  private static let dashes: Set<Unicode.Scalar> = ["\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}"]

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    if "0"..."9" ~= scalar { return .number }
    return scalar.properties.isAlphabetic ? .word : .mark
  }
}
