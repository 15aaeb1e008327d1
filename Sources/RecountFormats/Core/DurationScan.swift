// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads durations that say their unit: `31ms`, `1.5s`, `1m32.05s`, `250µs`, `PT1.5S`.
enum DurationScan {
  /// Microseconds, finer digits cut; nil for a bare number, which says no unit, and for anything else.
  static func withUnits(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int64? {
    let end = Int(range.end)
    var index = Int(range.start)
    if range.count > 2, bytes.hasPrefix("PT", at: index) { index += 2 }
    guard index < end else { return nil }
    var total: Int64 = 0
    while index < end {
      let start = index
      while index < end, isDigit(bytes[index]) || bytes[index] == 0x2E { index += 1 }
      let number = ByteRange(start, index)
      if index < end, bytes[index] == 0x20 { index += 1 }
      let unitStart = index
      while index < end, !isDigit(bytes[index]), bytes[index] != 0x2E { index += 1 }
      guard let part = part(bytes, number, unit: ByteRange(unitStart, index)) else { return nil }
      total += part
      guard total <= longestDuration else { return nil }
    }
    return total
  }

  private static func part(
    _ bytes: Span<UInt8>, _ number: ByteRange, unit: ByteRange
  ) -> Int64? {
    if bytes.equals(unit, "ms") { return bytes.duration(number, scale: 3) }
    if bytes.equals(unit, "s") || bytes.equals(unit, "S") {
      return bytes.duration(number, scale: 6)
    }
    // The micro sign and the Greek letter look the same and are both in use.
    if bytes.equals(unit, "us") || bytes.equals(unit, "\u{B5}s") || bytes.equals(unit, "\u{3BC}s") {
      return bytes.duration(number, scale: 0)
    }
    if bytes.equals(unit, "ns") { return bytes.scaledDecimal(number, scale: 0).map { $0 / 1000 } }
    if bytes.equals(unit, "m") || bytes.equals(unit, "M") { return long(bytes, number, 60) }
    if bytes.equals(unit, "h") || bytes.equals(unit, "H") { return long(bytes, number, 3600) }
    return nil
  }

  private static func long(_ bytes: Span<UInt8>, _ number: ByteRange, _ seconds: Int64) -> Int64? {
    guard let units = bytes.duration(number, scale: 6), units <= longestDuration / seconds else {
      return nil
    }
    return units * seconds
  }
}
