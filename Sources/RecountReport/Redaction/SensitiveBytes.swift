// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The kinds of bytes that sensitive values are told apart by.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  var isAlphanumeric: Bool { isDigit || isLetter }
  var isHex: Bool { isDigit || ((self | 0x20) >= 0x61 && (self | 0x20) <= 0x66) }
  /// A letter, a digit or `_`.
  var isWord: Bool { isAlphanumeric || self == 0x5F }
  /// What base64url is made of.
  var isTokenByte: Bool { isWord || self == 0x2D }
  /// What names of hosts are made of.
  var isHostByte: Bool { isAlphanumeric || self == 0x2D || self == 0x2E }
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

/// Bytes of a text that can be asked for beyond their ends.
struct SensitiveBytes {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  /// The byte at `index`; 0 outside.
  subscript(_ index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// Whether `word`, in lower case, stands at `index` in any case.
  func has(_ word: String, at index: Int) -> Bool {
    let utf8 = word.utf8
    guard index >= 0, index + utf8.count <= bytes.count else { return false }
    return bytes[index..<index + utf8.count].elementsEqual(utf8) { $0.lowered == $1 }
  }

  /// Whether `word` stands at `index` as it is written.
  func hasExactly(_ word: String, at index: Int) -> Bool {
    let utf8 = word.utf8
    guard index >= 0, index + utf8.count <= bytes.count else { return false }
    return bytes[index..<index + utf8.count].elementsEqual(utf8)
  }

  /// The end of the run of bytes from `index` on that are `kind`, at most `limit` of them.
  func end(from index: Int, limit: Int = .max, where kind: (UInt8) -> Bool) -> Int {
    var end = index
    while end < bytes.count, end - index < limit, kind(bytes[end]) { end += 1 }
    return end
  }

  /// The start of the run of bytes before `index` that are `kind`, at most `limit`, not below `floor`.
  func start(before index: Int, floor: Int, limit: Int, where kind: (UInt8) -> Bool) -> Int {
    var start = index
    while start > floor, index - start < limit, kind(bytes[start - 1]) { start -= 1 }
    return start
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether a word may begin at `index`: nothing of a word is before it, or the letter before it is
  /// that of `\n` and its like in a quoted line.
  func isStart(_ index: Int) -> Bool {
    let before = self[index - 1]
    return !before.isWord || isEscape(index - 1)
  }

  /// Whether the byte at `index` is the letter of an escape such as `\n`.
  func isEscape(_ index: Int) -> Bool {
    let letter = self[index]
    let isEscaped =
      letter == UInt8(ascii: "n") || letter == UInt8(ascii: "r") || letter == UInt8(ascii: "t")
    return isEscaped && self[index - 1] == UInt8(ascii: "\\")
  }
}
