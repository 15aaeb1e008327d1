// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What follows a scheme and `://`.
enum URLName {
  /// One past the URL whose colon is at `colon`, if `start..<colon` can end a scheme.
  static func end(_ bytes: Span<UInt8>, _ start: Int, _ colon: Int) -> Int? {
    guard colon > start, colon + 3 < bytes.count, bytes[colon + 1] == 0x2F,
      bytes[colon + 2] == 0x2F
    else { return nil }
    let last = bytes[colon - 1]
    guard (last | 0x20) &- 0x61 < 26 || last &- 0x30 < 10 else { return nil }
    var end = colon + 3
    while end < bytes.count, !endsURL(bytes[end]) { end += 1 }
    return end > colon + 3 ? end : nil
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20, 0x22, 0x27, 0x29, 0x2C, 0x3B, 0x3E, 0x5D, ByteClass.escape: true
    default: false
    }
  }
}
