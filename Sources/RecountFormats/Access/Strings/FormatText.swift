// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A format string read byte by byte, the way all dialects do.
struct FormatText {
  let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index >= bytes.count }

  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take() -> UInt8? {
    guard index < bytes.count else { return nil }
    index += 1
    return bytes[index - 1]
  }

  /// Whether `byte` comes next; then it is taken.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  /// Takes `text` when it comes next.
  mutating func take(_ text: StaticString) -> Bool {
    guard bytes.span.hasPrefix(text, at: index) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  /// Takes bytes as long as `belongs` holds.
  mutating func take(while belongs: (UInt8) -> Bool) -> [UInt8] {
    let start = index
    while index < bytes.count, belongs(bytes[index]) { index += 1 }
    return Array(bytes[start..<index])
  }

  /// Takes the bytes before the next `byte`, and that; nil when there is none.
  mutating func take(through byte: UInt8) -> [UInt8]? {
    guard let found = bytes[index...].firstIndex(of: byte) else { return nil }
    defer { index = found + 1 }
    return Array(bytes[index..<found])
  }

  /// The text from `start` up to here.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// What was begun at `start` and has no end, up to the next space.
  func unterminated(from start: Int) -> FormatStringError {
    let text = bytes[min(start, bytes.count)...].prefix { $0 > 0x20 }.prefix(40)
    return FormatStringError(
      .unterminatedField(String(decoding: text, as: UTF8.self)), at: start)
  }

  /// What a backslash and the byte behind it stand for; the backslash was taken.
  mutating func takeEscape() -> [UInt8] {
    switch take() {
    case nil: [0x5C]
    case 0x6E?: [0x0A]
    case 0x74?: [0x09]
    case 0x72?: [0x0D]
    case let byte? where byte == 0x22 || byte == 0x27 || byte == 0x5C || byte == 0x20: [byte]
    case let byte?: [0x5C, byte]
    }
  }

  // MARK: - Outer quotes

  /// `text` without the quotes that a config has around it, escapes left as they are.
  ///
  /// Pieces in single quotes are joined, as nginx does. Double quotes are the config's only when one
  /// pair spans all: else they stand in the lines.
  static func unquoted(_ text: [UInt8]) throws(FormatStringError) -> [UInt8] {
    var text = trimmed(text)
    if text.first == 0x27 {
      if text.last == 0x3B { text = trimmed(text.dropLast()) }
      return try pieces(text)
    }
    if text.first == 0x22, let close = closingQuote(text, from: 1, 0x22),
      trimmed(text[(close + 1)...]).allSatisfy({ $0 == 0x3B })
    {
      return Array(text[1..<close])
    }
    return text
  }

  /// The text of `'a' 'b'`: `ab`.
  private static func pieces(_ text: [UInt8]) throws(FormatStringError) -> [UInt8] {
    var joined: [UInt8] = []
    var index = 0
    while index < text.count {
      let quote = text[index]
      if quote <= 0x20 {
        index += 1
        continue
      }
      guard quote == 0x27 || quote == 0x22,
        let close = closingQuote(text, from: index + 1, quote)
      else { throw FormatStringError(.unterminatedQuote, at: index) }
      joined += text[(index + 1)..<close]
      index = close + 1
    }
    return joined
  }

  /// The next `quote` that no backslash precedes.
  static func closingQuote(_ text: [UInt8], from start: Int, _ quote: UInt8) -> Int? {
    var index = start
    while index < text.count, text[index] != quote { index += text[index] == 0x5C ? 2 : 1 }
    return index < text.count ? index : nil
  }

  static func trimmed(_ text: some BidirectionalCollection<UInt8>) -> [UInt8] {
    Array(text.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
  }
}
