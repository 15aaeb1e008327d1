// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads a time part by part.
struct TimeCursor {
  private(set) var index: Int
  private let end: Int
  private(set) var hasDate = false
  private(set) var year = 1970
  private(set) var month = 1
  private(set) var day = 1
  private var seconds = 0
  /// 12 for the afternoon, 0 for the morning, when a clock of twelve hours is read.
  private var half = 0
  private var isTwelveHours = false
  /// Microseconds each.
  private(set) var fraction: Int64 = 0
  private(set) var offset: Int64 = 0
  private(set) var epoch: Int64 = 0
  private(set) var hasZone = false

  init(index: Int, end: Int) {
    self.index = index
    self.end = end
  }

  /// The time of day; nil when it is none.
  var clockMicros: Int64? {
    if isTwelveHours {
      let hour = seconds / 3600
      guard (1...12).contains(hour) else { return nil }
      return Int64((hour % 12 + half) * 3600 + seconds % 3600) * 1_000_000
    }
    return Int64(seconds) * 1_000_000
  }

  /// Whether `part` stands at the index, which then stands behind it.
  mutating func take(_ part: TimePart, _ bytes: Span<UInt8>) -> Bool {
    switch part {
    case .literal(let byte): return takeByte(byte, bytes)
    case .year, .shortYear, .month, .monthName, .day: return takeDate(part, bytes)
    case .hour: return addClock(23, times: 3600, bytes)
    case .hour12:
      isTwelveHours = true
      return addClock(12, times: 3600, bytes)
    case .minute: return addClock(59, times: 60, bytes)
    // A leap second is read as the next one.
    case .second: return addClock(60, times: 1, bytes)
    case .half: return takeHalf(bytes)
    case .fraction:
      guard let read = TimeCursor.fraction(bytes, &index, end) else { return false }
      fraction = read
      return true
    case .pointFraction:
      guard index < end, bytes[index] == 0x2E else { return true }
      index += 1
      return take(.fraction, bytes)
    case .zone:
      guard let zone = TimeCursor.zone(bytes, &index, end) else { return false }
      offset = zone
      hasZone = true
      return true
    case .zoneName: return takeZoneName(bytes)
    case .weekday:
      guard index + 3 <= end else { return false }
      index += 3
      return true
    case .epoch, .epochDecimal: return takeEpoch(bytes, isDecimal: part == .epochDecimal)
    }
  }

  // MARK: - Parts

  private mutating func takeByte(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func takeDate(_ part: TimePart, _ bytes: Span<UInt8>) -> Bool {
    hasDate = true
    if part == .monthName {
      guard index + 3 <= end, let read = TimeCursor.month(bytes, at: index) else { return false }
      month = read
      index += 3
      return true
    }
    if part == .year {
      guard index + 4 <= end else { return false }
      year = bytes.fourDigits(index)
      index += 4
      return year >= 0
    }
    // A day below ten may have a space for its first digit.
    if part == .day, index < end, bytes[index] == 0x20 {
      guard index + 2 <= end, isDigit(bytes[index + 1]) else { return false }
      day = Int(bytes[index + 1] &- 0x30)
      index += 2
      return true
    }
    guard let number = twoDigits(bytes) else { return false }
    switch part {
    case .shortYear: year = number + (number < 69 ? 2000 : 1900)
    case .month: month = number
    default: day = number
    }
    return true
  }

  private mutating func addClock(_ most: Int, times: Int, _ bytes: Span<UInt8>) -> Bool {
    guard let number = twoDigits(bytes), number <= most else { return false }
    seconds += number * times
    return true
  }

  private mutating func takeHalf(_ bytes: Span<UInt8>) -> Bool {
    guard index + 2 <= end, bytes[index + 1] | 0x20 == 0x6D else { return false }
    switch bytes[index] | 0x20 {
    case 0x61: half = 0
    case 0x70: half = 12
    default: return false
    }
    index += 2
    return true
  }

  private mutating func takeZoneName(_ bytes: Span<UInt8>) -> Bool {
    let start = index
    while index < end, (bytes[index] | 0x20) &- 0x61 < 26 { index += 1 }
    let name = ByteRange(start, index)
    if bytes.equals(name, "UTC") || bytes.equals(name, "GMT") || bytes.equals(name, "Z") {
      hasZone = true
    }
    return index > start
  }

  private mutating func takeEpoch(_ bytes: Span<UInt8>, isDecimal: Bool) -> Bool {
    let start = index
    while index < end, isDigit(bytes[index]) { index += 1 }
    if isDecimal, index < end, bytes[index] == 0x2E {
      index += 1
      while index < end, isDigit(bytes[index]) { index += 1 }
    }
    guard let micros = TimeScan.epoch(bytes, ByteRange(start, index)) else { return false }
    epoch = micros
    hasZone = true
    return true
  }

  private mutating func twoDigits(_ bytes: Span<UInt8>) -> Int? {
    guard index + 2 <= end else { return nil }
    let number = bytes.twoDigits(index)
    guard number >= 0 else { return nil }
    index += 2
    return number
  }

  // MARK: - Forms that stand alone too

  /// Microseconds of the digits at `index`; digits after the sixth are cut.
  static func fraction(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int64? {
    let start = index
    var value: Int64 = 0
    while index < end, isDigit(bytes[index]) {
      if index < start + 6 { value = value &* 10 &+ Int64(bytes[index] &- 0x30) }
      index += 1
    }
    guard index > start else { return nil }
    for _ in min(6, index - start)..<6 { value *= 10 }
    return value
  }

  /// Microseconds east of UTC of `+hhmm`, `+hh:mm` or `Z`.
  static func zone(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Int64? {
    guard index < end else { return nil }
    let sign = bytes[index]
    if sign | 0x20 == 0x7A {
      index += 1
      return 0
    }
    let gap = index + 6 <= end && bytes[index + 3] == 0x3A ? 1 : 0
    guard sign == 0x2B || sign == 0x2D, index + 5 + gap <= end else { return nil }
    let hours = bytes.twoDigits(index + 1)
    let minutes = bytes.twoDigits(index + 3 + gap)
    guard hours >= 0, hours < 24, minutes >= 0, minutes < 60 else { return nil }
    index += 5 + gap
    return Int64(hours * 60 + minutes) * (sign == 0x2D ? -60_000_000 : 60_000_000)
  }

  /// The number of an English month name of three letters.
  private static func month(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let name = ByteRange(index, index + 3)
    for (number, month) in months.enumerated() where bytes.equals(name, month) {
      return number + 1
    }
    return nil
  }

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
