// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Words of at most eight bytes as one number.
enum ShortWord {
  static func packed(_ bytes: Span<UInt8>, _ word: Range<Int>, lowered: Bool = false) -> UInt64 {
    guard word.count <= 8 else { return 0 }
    var packed: UInt64 = 0
    for index in word {
      let byte = bytes[index]
      packed = packed << 8 | UInt64(lowered && byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return packed
  }

  static func set(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { packed(Array($0.utf8).span, 0..<$0.utf8.count) })
  }
}
