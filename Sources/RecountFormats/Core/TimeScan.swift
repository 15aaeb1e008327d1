// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads times of log lines as microseconds since the epoch, without a calendar object.
///
/// A log repeats its date and minute for thousands of lines, so the last one read is kept and only
/// the seconds are read again while it stays the same.
struct TimeScan {
  /// Days since the epoch of the last date read, as (year, month, day).
  private var cachedDate = (year: -1, month: -1, day: -1)
  private var cachedDays = 0

  /// Reads `12/Mar/2025:09:14:02 +0000` or `12/Mar/2025:09:14:02.310 +0000` from `index` on.
  ///
  /// Gives the time and the index after it; nil for anything else, impossible dates included.
  @inline(__always)
  mutating func commonLog(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int)? {
    guard index + 26 <= end else { return nil }
    let day = bytes.twoDigits(index)
    let year = bytes.fourDigits(index + 7)
    guard day > 0, year >= 0, bytes[index + 2] == 0x2F, bytes[index + 6] == 0x2F,
      bytes[index + 11] == 0x3A, let month = TimeScan.month(bytes, at: index + 3),
      let seconds = clock(bytes, at: index + 12),
      let days = days(year: year, month: month, day: day)
    else { return nil }
    var next = index + 20
    var fraction: Int64 = 0
    if bytes[next] == 0x2E {
      guard let read = TimeScan.fraction(bytes, &next, end) else { return nil }
      fraction = read
    }
    guard next + 6 <= end, bytes[next] == 0x20,
      let offset = TimeScan.offset(bytes, at: next + 1)
    else { return nil }
    let micros = (Int64(days) * 86_400 + Int64(seconds - offset)) * 1_000_000 + fraction
    return (micros, next + 6)
  }

  /// Reads ISO 8601 / RFC 3339 from `index` on: `T` or a space, seconds needed, any number of
  /// fraction digits after `.` or `,`, then `Z`, `+hh:mm`, `+hhmm` or nothing.
  ///
  /// `hasZone` tells whether the line named one; without it the time is read as UTC.
  @inline(__always)
  mutating func iso(
    _ bytes: Span<UInt8>, at index: Int, end: Int
  ) -> (micros: Int64, next: Int, hasZone: Bool)? {
    guard index + 19 <= end else { return nil }
    let year = bytes.fourDigits(index)
    let month = bytes.twoDigits(index + 5)
    let day = bytes.twoDigits(index + 8)
    let separator = bytes[index + 10]
    guard year >= 0, month > 0, day > 0, bytes[index + 4] == 0x2D, bytes[index + 7] == 0x2D,
      separator == 0x54 || separator == 0x74 || separator == 0x20,
      let seconds = clock(bytes, at: index + 11),
      let days = days(year: year, month: month, day: day)
    else { return nil }
    var next = index + 19
    var fraction: Int64 = 0
    if next < end, bytes[next] == 0x2E || bytes[next] == 0x2C {
      guard let read = TimeScan.fraction(bytes, &next, end) else { return nil }
      fraction = read
    }
    var offset = 0
    var hasZone = false
    if next < end, bytes[next] | 0x20 == 0x7A {
      hasZone = true
      next += 1
    } else if next < end, bytes[next] == 0x2B || bytes[next] == 0x2D {
      let gap = next + 6 <= end && bytes[next + 3] == 0x3A ? 1 : 0
      guard next + 5 + gap <= end, let read = TimeScan.offset(bytes, at: next, gap: gap) else {
        return nil
      }
      offset = read
      hasZone = true
      next += 5 + gap
    }
    let micros = (Int64(days) * 86_400 + Int64(seconds - offset)) * 1_000_000 + fraction
    return (micros, next, hasZone)
  }

  /// An epoch number by its magnitude: below 1e11 seconds, 1e14 ms, 1e17 µs, else ns.
  ///
  /// A fraction is only read of seconds and milliseconds. Nil for anything that is no plain decimal,
  /// and for seconds before the year 2000: uptimes and durations go by the same names.
  static func epoch(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int64? {
    var whole = range
    if let dot = firstIndex(of: 0x2E, in: bytes, range.range) {
      whole = ByteRange(Int(range.start), dot)
    }
    guard whole.count <= 19 else { return nil }
    if whole.count == 19 {
      guard whole == range,
        let micros = bytes.integer(ByteRange(Int(range.start), Int(range.end) - 3))
      else { return nil }
      return micros
    }
    guard let number = bytes.integer(whole) else { return nil }
    switch number {
    case ..<946_684_800: return nil
    case ..<100_000_000_000: return bytes.scaledDecimal(range, scale: 6)
    case ..<100_000_000_000_000: return bytes.scaledDecimal(range, scale: 3)
    case ..<100_000_000_000_000_000: return number
    default: return number / 1000
    }
  }

  // MARK: - Parts

  @inline(__always)
  private mutating func days(year: Int, month: Int, day: Int) -> Int? {
    if cachedDate == (year, month, day) { return cachedDays }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid else { return nil }
    cachedDate = (year, month, day)
    cachedDays = date.daysSinceEpoch
    return cachedDays
  }

  /// Seconds of the day of `hh:mm:ss`; a leap second is read as the next one.
  @inline(__always)
  private func clock(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let hour = bytes.twoDigits(index)
    let minute = bytes.twoDigits(index + 3)
    let second = bytes.twoDigits(index + 6)
    guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second <= 60,
      bytes[index + 2] == 0x3A, bytes[index + 5] == 0x3A
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }

  /// Seconds east of UTC of `+hhmm`, or with `gap` 1 of `+hh:mm`.
  @inline(__always)
  private static func offset(_ bytes: Span<UInt8>, at index: Int, gap: Int = 0) -> Int? {
    let hours = bytes.twoDigits(index + 1)
    let minutes = bytes.twoDigits(index + 3 + gap)
    let sign = bytes[index]
    guard hours >= 0, hours < 24, minutes >= 0, minutes < 60, sign == 0x2B || sign == 0x2D else {
      return nil
    }
    return (hours * 60 + minutes) * (sign == 0x2D ? -60 : 60)
  }

  /// Microseconds of a fraction that begins with its point at `next`; nil when no digit follows.
  ///
  /// Digits after the sixth are cut.
  @inline(__always)
  private static func fraction(_ bytes: Span<UInt8>, _ next: inout Int, _ end: Int) -> Int64? {
    next += 1
    guard next < end, isDigit(bytes[next]) else { return nil }
    var value: Int64 = 0
    var digits = 0
    while next < end, isDigit(bytes[next]) {
      if digits < 6 {
        value = value &* 10 &+ Int64(bytes[next] &- 0x30)
        digits += 1
      }
      next += 1
    }
    while digits < 6 {
      value *= 10
      digits += 1
    }
    return value
  }

  /// English month names are what every server writes, whatever its locale.
  @inline(__always)
  private static func month(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0x4A, 0x61, 0x6E): 1
    case (0x46, 0x65, 0x62): 2
    case (0x4D, 0x61, 0x72): 3
    case (0x41, 0x70, 0x72): 4
    case (0x4D, 0x61, 0x79): 5
    case (0x4A, 0x75, 0x6E): 6
    case (0x4A, 0x75, 0x6C): 7
    case (0x41, 0x75, 0x67): 8
    case (0x53, 0x65, 0x70): 9
    case (0x4F, 0x63, 0x74): 10
    case (0x4E, 0x6F, 0x76): 11
    case (0x44, 0x65, 0x63): 12
    default: nil
    }
  }
}
