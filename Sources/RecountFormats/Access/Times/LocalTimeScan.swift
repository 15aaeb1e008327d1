// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads the times of access logs that name no zone, as if they were UTC.
///
/// Like `TimeScan` it keeps the last date, which a log repeats for thousands of lines.
struct LocalTimeScan {
  private var cachedDate = CivilDate(year: 1970, month: 1, day: 1)
  private var cachedDays = 0

  /// Reads `12/Mar/2025:09:14:02`, with or without a fraction, from `index` on.
  ///
  /// Gives microseconds since the epoch and the index behind; nil for anything else.
  @inline(__always)
  mutating func commonLog(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int)? {
    guard index + 20 <= end, bytes[index + 2] == 0x2F, bytes[index + 6] == 0x2F,
      bytes[index + 11] == 0x3A, let month = LocalTimeScan.month(bytes, at: index + 3),
      let days = days(bytes.fourDigits(index + 7), month, bytes.twoDigits(index)),
      let (micros, next) = LocalTimeScan.clock(bytes, at: index + 12, end: end)
    else { return nil }
    return (Int64(days) * 86_400_000_000 + micros, next)
  }

  /// Reads what C's `ctime` writes, `Sun Mar  2 22:49:12 2016`, with or without a fraction.
  ///
  /// The day of the week is not compared with the date.
  mutating func calendarTime(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int)? {
    guard index + 24 <= end, bytes[index + 3] == 0x20, bytes[index + 7] == 0x20,
      bytes[index + 10] == 0x20, let month = LocalTimeScan.month(bytes, at: index + 4),
      let (micros, behind) = LocalTimeScan.clock(bytes, at: index + 11, end: end),
      behind + 5 <= end, bytes[behind] == 0x20
    else { return nil }
    let tens = bytes[index + 8] == 0x20 ? 0 : bytes[index + 8] &- 0x30
    let ones = bytes[index + 9] &- 0x30
    guard tens < 10, ones < 10,
      let days = days(bytes.fourDigits(behind + 1), month, Int(tens) * 10 + Int(ones))
    else { return nil }
    return (Int64(days) * 86_400_000_000 + micros, behind + 5)
  }

  /// Days since the epoch of `2025-03-12`.
  @inline(__always)
  mutating func date(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int? {
    guard index + 10 <= end, bytes[index + 4] == 0x2D, bytes[index + 7] == 0x2D else { return nil }
    return days(bytes.fourDigits(index), bytes.twoDigits(index + 5), bytes.twoDigits(index + 8))
  }

  /// Microseconds of the day of `09:14:02`, with or without a fraction, and the index behind.
  ///
  /// A leap second is read as the next one.
  @inline(__always)
  static func clock(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int)? {
    guard index + 8 <= end else { return nil }
    let hour = bytes.twoDigits(index)
    let minute = bytes.twoDigits(index + 3)
    let second = bytes.twoDigits(index + 6)
    guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second <= 60,
      bytes[index + 2] == 0x3A, bytes[index + 5] == 0x3A
    else { return nil }
    let micros = Int64((hour * 60 + minute) * 60 + second) * 1_000_000
    var next = index + 8
    guard next < end, bytes[next] == 0x2E || bytes[next] == 0x2C else { return (micros, next) }
    next += 1
    guard next < end, isDigit(bytes[next]) else { return nil }
    var unit: Int64 = 100_000
    var fraction: Int64 = 0
    while next < end, isDigit(bytes[next]) {
      fraction += Int64(bytes[next] &- 0x30) * unit
      unit /= 10
      next += 1
    }
    return (micros + fraction, next)
  }

  // MARK: - Dates

  @inline(__always)
  private mutating func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let date = CivilDate(year: year, month: month, day: day)
    if date == cachedDate { return cachedDays }
    guard year >= 0, date.isValid else { return nil }
    cachedDate = date
    cachedDays = date.daysSinceEpoch
    return cachedDays
  }

  /// English names are what servers write, whatever their locale.
  @inline(__always)
  private static func month(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let name =
      UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    return switch name {
    case 0x4A_616E: 1
    case 0x46_6562: 2
    case 0x4D_6172: 3
    case 0x41_7072: 4
    case 0x4D_6179: 5
    case 0x4A_756E: 6
    case 0x4A_756C: 7
    case 0x41_7567: 8
    case 0x53_6570: 9
    case 0x4F_6374: 10
    case 0x4E_6F76: 11
    case 0x44_6563: 12
    default: nil
    }
  }
}
