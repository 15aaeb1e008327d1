// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The type of an exception, which tells signatures apart and is never masked.
enum ExceptionName {
  private static let endings = ["Exception", "Error", "Throwable", "Panic"].map { Array($0.utf8) }

  /// Whether `word` is a name of letters, digits, `.`, `$` and `_` that ends like an exception's.
  static func matches(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
    for ending in endings where word.count >= ending.count {
      let start = word.upperBound - ending.count
      if bytes[start] == ending[0],
        (0..<ending.count).allSatisfy({ bytes[start + $0] == ending[$0] })
      {
        return word.allSatisfy { isNamePart(bytes[$0]) } && bytes[word.lowerBound] &- 0x30 >= 10
      }
    }
    return false
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2E || byte == 0x24 || byte == 0x5F
  }
}
