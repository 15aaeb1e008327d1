// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes the tags of HTML out of a text without moving what is left.
package enum ProseMarkup {
  /// Tags are short; a lone `<` of a text is none.
  private static let longestTag = 4096

  private static let entities: [(name: [UInt8], text: [UInt8])] = [
    ("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
    ("&ndash;", "-"), ("&mdash;", "-"), ("&#8211;", "-"), ("&#39;", "'"), ("&apos;", "'"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Elements that break no line; others end what stands before them.
  private static let inline: Set<String> = [
    "a", "b", "i", "u", "em", "strong", "span", "small", "code", "var", "time", "abbr", "sub",
    "sup",
    "font", "mark", "s",
  ]

  /// `text` with blanks and line ends for its tags, and the characters that its entities stand for.
  ///
  /// Every byte that is kept stays at its place, so that a claim is found in the file. Comments are
  /// kept: they part what was computed from what people wrote.
  package static func blanked(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x3C) || text.contains(0x26) else { return text }
    var blanked = text
    var index = 0
    while index < text.count {
      switch text[index] {
      case 0x3C:
        guard let end = tagEnd(text, index) else {
          index += 1
          continue
        }
        let isBreak = !inline.contains(name(text, index))
        for place in index..<end { blanked[place] = 0x20 }
        // Two line ends, so that a paragraph ends as in any text.
        if isBreak { (blanked[index], blanked[end - 1]) = (0x0A, 0x0A) }
        index = end
      case 0x26:
        let rest = text[index...].prefix(8)
        if let entity = entities.first(where: { rest.starts(with: $0.name) }) {
          for place in index..<index + entity.name.count { blanked[place] = 0x20 }
          blanked.replaceSubrange(index..<index + entity.text.count, with: entity.text)
          index += entity.name.count
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return blanked
  }

  /// Behind the `>` of the tag at `start`; nil when there is none.
  private static func tagEnd(_ text: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < text.count, isLetter(text[start + 1]) || text[start + 1] == 0x2F else {
      return nil
    }
    var index = start + 1
    let bound = min(text.count, start + longestTag)
    while index < bound {
      if text[index] == 0x3E { return index + 1 }
      if text[index] == 0x3C { return nil }
      index += 1
    }
    return nil
  }

  private static func name(_ text: [UInt8], _ start: Int) -> String {
    let rest = text[(start + 1)...].drop { $0 == 0x2F }.prefix(12)
    return String(decoding: rest.prefix { isLetter($0) }, as: UTF8.self).lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
