// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds `log_format` and `include` in the text of an nginx.conf.
///
/// Source: https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format,
/// https://nginx.org/en/docs/ngx_core_module.html#include
enum NginxConfig {
  static func entries(_ text: [UInt8]) -> [ConfigFormats.Entry] {
    var entries: [ConfigFormats.Entry] = []
    var reader = Reader(text)
    var words: [[UInt8]] = []
    var line = 1
    while let token = reader.next() {
      switch token {
      case .word(let word):
        if words.isEmpty { line = reader.wordLine }
        words.append(word)
      case .end:
        if let definition = definition(words, line) {
          entries.append(.definition(definition))
        } else if words.count == 2, words[0] == Array("include".utf8) {
          entries.append(.include(String(decoding: words[1], as: UTF8.self), line: line))
        }
        words.removeAll()
      }
    }
    return entries
  }

  private static func definition(
    _ words: [[UInt8]], _ line: Int
  ) -> ConfigFormats.Definition? {
    guard words.count >= 3, words[0] == Array("log_format".utf8) else { return nil }
    var pieces = words[2...]
    var escape: String?
    if let first = pieces.first, first.starts(with: "escape=".utf8) {
      escape = String(decoding: first.dropFirst(7), as: UTF8.self)
      pieces = pieces.dropFirst()
    }
    return ConfigFormats.Definition(
      name: String(decoding: words[1], as: UTF8.self), line: line, text: Array(pieces.joined()),
      escape: escape)
  }

  private enum Token {
    case word([UInt8])
    /// A semicolon or a brace.
    case end
  }

  /// Words in quotes or up to a space, semicolon or brace; comments are read over.
  private struct Reader {
    private let text: [UInt8]
    private var index = 0
    private var line = 1
    /// Line of the word that was read last.
    private(set) var wordLine = 1

    init(_ text: [UInt8]) {
      self.text = text
    }

    mutating func next() -> Token? {
      while index < text.count {
        switch text[index] {
        case 0x0A:
          line += 1
          index += 1
        case 0...0x20: index += 1
        case 0x23: while index < text.count, text[index] != 0x0A { index += 1 }
        case 0x3B, 0x7B, 0x7D:
          index += 1
          return .end
        case let quote where quote == 0x22 || quote == 0x27: return quoted(quote)
        default: return bare()
        }
      }
      return nil
    }

    private mutating func quoted(_ quote: UInt8) -> Token {
      wordLine = line
      let end = FormatText.closingQuote(text, from: index + 1, quote) ?? text.count
      let word = Array(text[(index + 1)..<end])
      line += word.count { $0 == 0x0A }
      index = min(end + 1, text.count)
      return .word(word)
    }

    /// A brace behind a dollar belongs to a variable.
    private mutating func bare() -> Token {
      wordLine = line
      let start = index
      while index < text.count {
        let byte = text[index]
        if byte == 0x7B, index > start, text[index - 1] == 0x24 {
          while index < text.count, text[index] != 0x7D { index += 1 }
        } else if byte <= 0x20 || byte == 0x3B || byte == 0x7B || byte == 0x7D {
          break
        } else if byte == 0x5C {
          index += 1
        }
        index += 1
      }
      index = min(index, text.count)
      return .word(Array(text[start..<index]))
    }
  }
}
