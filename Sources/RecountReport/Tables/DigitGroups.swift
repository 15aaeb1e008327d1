// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The commas between groups of three digits, which people read and programs do not.
enum DigitGroups {
  /// `56,590 [56,350, 56,830]` becomes `56590 [56350, 56830]`; other commas stay.
  static func removed(from text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(0x2C) else { return text }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() where byte != 0x2C || !isSeparator(index, bytes) {
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether a digit stands before the comma and exactly three behind it.
  private static func isSeparator(_ index: Int, _ bytes: [UInt8]) -> Bool {
    guard index > 0, isDigit(bytes[index - 1]), index + 3 < bytes.count,
      bytes[(index + 1)...(index + 3)].allSatisfy(isDigit)
    else { return false }
    return index + 4 >= bytes.count || !isDigit(bytes[index + 4])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
