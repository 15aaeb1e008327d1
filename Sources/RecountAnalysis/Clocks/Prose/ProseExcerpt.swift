// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Words of a text as a person reads them: on one line, with single blanks.
enum ProseExcerpt {
  /// Bytes of a sentence that are shown whole; of a longer one as many on each side of its value.
  private static let longest = 1200
  private static let around = 240

  static func words(_ bytes: Range<Int>, of text: [UInt8]) -> String {
    String(decoding: text[bytes], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// The sentence, or what stands around `value` where it is too long to be one.
  ///
  /// Without a bound a pasted log of n times would be shown n times.
  static func sentence(_ bytes: Range<Int>, around value: Range<Int>, of text: [UInt8]) -> String {
    guard bytes.count > longest else { return words(bytes, of: text) }
    let start = cut(max(bytes.lowerBound, value.lowerBound - around), text, bytes.lowerBound)
    let end = cut(min(bytes.upperBound, value.upperBound + around), text, value.upperBound)
    return (start > bytes.lowerBound ? "… " : "") + words(start..<end, of: text)
      + (end < bytes.upperBound ? " …" : "")
  }

  /// The start of the character at or before `place`, and not before `bound`.
  private static func cut(_ place: Int, _ text: [UInt8], _ bound: Int) -> Int {
    var place = place
    while place > bound, place < text.count, text[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}
