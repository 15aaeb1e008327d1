// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Months and days beside digits, and zones of time.
enum CalendarWord {
  private static let beside = ShortWord.set(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun")
  private static let months = ShortWord.set("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
  private static let zones = ShortWord.set("UTC GMT EST EDT PST PDT CET CEST")

  static func matches(_ bytes: Span<UInt8>, _ word: Range<Int>, _ classes: [ByteClass]) -> Bool {
    guard word.count >= 3, bytes[word.lowerBound] &- 0x41 < 26 else { return false }
    let packed = ShortWord.packed(bytes, word)
    if zones.contains(packed) { return true }
    guard beside.contains(packed) else { return false }
    var next = word.upperBound
    while next < bytes.count, classes[Int(bytes[next])] == .space || bytes[next] == 0x2C {
      next += 1
    }
    guard next > word.upperBound, next < bytes.count else { return false }
    if bytes[next] &- 0x30 < 10 { return true }
    return next + 3 <= bytes.count && months.contains(ShortWord.packed(bytes, next..<next + 3))
  }
}
