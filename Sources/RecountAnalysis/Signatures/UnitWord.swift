// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Units behind a number.
enum UnitWord {
  private static let units = ShortWord.set(
    """
    b kb mb gb tb kib mib gib tib bytes ms us ns s sec secs second seconds min mins minute minutes \
    h hour hours day days %
    """)

  /// One past the unit that follows a number after at most one space, or `start` without one.
  static func end(_ bytes: Span<UInt8>, _ start: Int, _ classes: [ByteClass]) -> Int {
    guard start + 1 < bytes.count, bytes[start] == 0x20 else { return start }
    var end = start + 1
    while end < bytes.count, end <= start + 8, isPart(bytes[end], classes) { end += 1 }
    guard units.contains(ShortWord.packed(bytes, start + 1..<end, lowered: true)) else {
      return start
    }
    // A rate such as `12 MB/s`.
    if end + 1 < bytes.count, bytes[end] == 0x2F, bytes[end + 1] == 0x73 { end += 2 }
    return end >= bytes.count || !isPart(bytes[end], classes) ? end : start
  }

  private static func isPart(_ byte: UInt8, _ classes: [ByteClass]) -> Bool {
    byte == 0x25 || !classes[Int(byte)].isDisjoint(with: [.letter, .digit])
  }
}
