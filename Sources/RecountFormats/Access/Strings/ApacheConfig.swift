// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds `LogFormat`, `Include` and `ServerRoot` in the text of an httpd.conf.
///
/// Source: https://httpd.apache.org/docs/current/mod/mod_log_config.html#logformat,
/// https://httpd.apache.org/docs/current/mod/core.html#include
enum ApacheConfig {
  static func entries(_ text: [UInt8]) -> [ConfigFormats.Entry] {
    var entries: [ConfigFormats.Entry] = []
    for (line, number) in lines(text) {
      var words = words(line)[...]
      guard let directive = words.popFirst(), let value = words.popFirst() else { continue }
      let text = String(decoding: value, as: UTF8.self)
      switch String(decoding: directive, as: UTF8.self).lowercased() {
      case "logformat":
        guard let name = words.popFirst() else { continue }
        entries.append(
          .definition(
            ConfigFormats.Definition(
              name: String(decoding: name, as: UTF8.self), line: number, text: value)))
      // The semicolon is nginx's.
      case "include" where value.last != 0x3B, "includeoptional" where value.last != 0x3B:
        entries.append(.include(text, line: number))
      case "serverroot": entries.append(.root(text))
      default: continue
      }
    }
    return entries
  }

  /// Lines without comments, those that end in a backslash joined with the next, and the number of
  /// the first of each.
  private static func lines(_ text: [UInt8]) -> [(line: [UInt8], number: Int)] {
    var lines: [(line: [UInt8], number: Int)] = []
    var joined: [UInt8] = []
    var first = 1
    for (offset, piece) in text.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      var line = Array(piece)
      if line.last == 0x0D { line.removeLast() }
      if joined.isEmpty { first = offset + 1 }
      if line.last == 0x5C {
        joined += line.dropLast()
        continue
      }
      joined += line
      let whole = FormatText.trimmed(joined)
      if !whole.isEmpty, whole[0] != 0x23 { lines.append((whole, first)) }
      joined.removeAll()
    }
    return lines
  }

  /// Words up to a space, or in quotes with their escapes left in.
  private static func words(_ line: [UInt8]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var index = 0
    while index < line.count {
      let byte = line[index]
      if byte <= 0x20 {
        index += 1
      } else if byte == 0x22 || byte == 0x27 {
        let end = FormatText.closingQuote(line, from: index + 1, byte) ?? line.count
        words.append(Array(line[min(index + 1, line.count)..<min(end, line.count)]))
        index = end + 1
      } else {
        let start = index
        while index < line.count, line[index] > 0x20 { index += 1 }
        words.append(Array(line[start..<index]))
      }
    }
    return words
  }
}
