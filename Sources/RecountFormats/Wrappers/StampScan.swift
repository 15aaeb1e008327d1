// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds where stamps of wrappers end, without reading the time.
enum StampScan {
  struct Stamp {
    /// Index behind the stamp.
    var end: Int
    /// Digits of its fraction.
    var digits: Int
    var hasZone: Bool
  }

  /// An RFC 3339 stamp at `start`, date and time parted by `T`.
  @inline(__always)
  static func iso(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Stamp? {
    guard start + 19 <= end, bytes[start + 10] == 0x54, bytes[start + 4] == 0x2D,
      bytes[start + 7] == 0x2D, bytes[start + 13] == 0x3A, bytes[start + 16] == 0x3A,
      isDigit(bytes[start]), isDigit(bytes[start + 18])
    else { return nil }
    var stamp = Stamp(end: start + 19, digits: 0, hasZone: false)
    if stamp.end < end, bytes[stamp.end] == 0x2E || bytes[stamp.end] == 0x2C {
      stamp.end += 1
      while stamp.end < end, isDigit(bytes[stamp.end]) {
        stamp.end += 1
        stamp.digits += 1
      }
    }
    guard stamp.end < end else { return stamp }
    switch bytes[stamp.end] {
    case 0x5A:
      stamp.hasZone = true
      stamp.end += 1
    case 0x2B, 0x2D:
      let gap = stamp.end + 6 <= end && bytes[stamp.end + 3] == 0x3A ? 1 : 0
      guard stamp.end + 5 + gap <= end else { return nil }
      stamp.hasZone = true
      stamp.end += 5 + gap
    default: break
    }
    return stamp
  }

  /// Index behind `Mar  2 09:14:02` or `Mar  2 2025 09:14:02` at `start`.
  @inline(__always)
  static func syslog(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    guard start + 15 <= end, bytes[start] &- 0x41 < 26, bytes[start + 3] == 0x20,
      bytes[start + 6] == 0x20, month(bytes, start) != nil
    else { return nil }
    if bytes[start + 9] == 0x3A, bytes[start + 12] == 0x3A { return start + 15 }
    guard start + 20 <= end, bytes.fourDigits(start + 7) > 0, bytes[start + 11] == 0x20,
      bytes[start + 14] == 0x3A, bytes[start + 17] == 0x3A
    else { return nil }
    return start + 20
  }

  /// The number of the English month name at `start`.
  @inline(__always)
  static func month(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let key =
      UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
    switch key {
    case 0x4A616E: return 1
    case 0x466562: return 2
    case 0x4D6172: return 3
    case 0x417072: return 4
    case 0x4D6179: return 5
    case 0x4A756E: return 6
    case 0x4A756C: return 7
    case 0x417567: return 8
    case 0x536570: return 9
    case 0x4F6374: return 10
    case 0x4E6F76: return 11
    case 0x446563: return 12
    default: return nil
    }
  }

  /// Index behind the bytes from `start` on that names of programs, pods and containers have.
  @inline(__always)
  static func nameEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let limit = min(end, start + 254)
    var index = start
    while index < limit, isNameByte(bytes[index]) { index += 1 }
    return index
  }

  @inline(__always)
  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }
}
