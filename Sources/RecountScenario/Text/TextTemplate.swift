// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A text with places to fill, parsed once and written many times.
///
/// Places: `{n:LOW-HIGH}` a number, `{id}` a number with few or many digits, `{hex:N}` digits,
/// `{uuid}`, `{0}`, `{1}` … a word the caller gives, `{NAME}` a word of `WordList`. Braces around
/// anything else are text.
package struct TextTemplate: Sendable {
  private enum Piece: Sendable {
    case text([UInt8])
    case number(low: Int, count: Int)
    case identifier
    case hex(Int)
    case uuid
    case word([[UInt8]])
    case given(Int)
  }

  private let pieces: [Piece]

  package init(_ text: String) {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var rest = text[...]
    while let character = rest.first {
      if character == "{", let end = rest.firstIndex(of: "}"),
        let piece = TextTemplate.piece(
          named: String(rest[rest.index(after: rest.startIndex)..<end]))
      {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal.removeAll()
        pieces.append(piece)
        rest = rest[rest.index(after: end)...]
      } else {
        literal.append(contentsOf: character.utf8)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    self.pieces = pieces
  }

  package func append(
    to buffer: inout ByteBuffer, _ generator: inout SeededGenerator, given: [[UInt8]] = []
  ) {
    for piece in pieces {
      switch piece {
      case .text(let text): buffer.append(text)
      case .number(let low, let count): buffer.append(decimal: low + generator.below(count))
      case .identifier:
        let bits = generator.next()
        buffer.append(decimal: 1 + Int(bits >> (44 + (bits & 15))))
      case .hex(let digits):
        var left = digits
        while left > 0 {
          buffer.append(hex: generator.next(), digits: min(16, left))
          left -= 16
        }
      case .uuid: buffer.append(uuid: generator.next(), generator.next())
      case .word(let words): buffer.append(TextTemplate.pick(words, generator.next()))
      case .given(let index): buffer.append(given[index])
      }
    }
  }

  /// The smaller of two draws: the first words of a list come up most.
  static func pick(_ words: [[UInt8]], _ bits: UInt64) -> [UInt8] {
    words[skewed(words.count, bits)]
  }

  static func skewed(_ count: Int, _ bits: UInt64) -> Int {
    min(bits.upper(below: count), bits.lower(below: count))
  }

  private static func piece(named name: String) -> Piece? {
    if name == "id" { return .identifier }
    if name == "uuid" { return .uuid }
    if name.count <= 2, let index = Int(name), index >= 0 { return .given(index) }
    if name.hasPrefix("hex:"), let digits = Int(name.dropFirst(4)) { return .hex(digits) }
    if name.hasPrefix("n:") {
      let bounds = name.dropFirst(2).split(separator: "-").compactMap { Int($0) }
      guard bounds.count == 2, bounds[0] <= bounds[1] else { return nil }
      return .number(low: bounds[0], count: bounds[1] - bounds[0] + 1)
    }
    return WordList(rawValue: name).map { .word($0.words) }
  }
}
