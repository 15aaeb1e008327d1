// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A time of a calendar: `20250312T091402Z`, `20250312T091402` or `20250312`.
struct CalendarTime {
  var time: Timestamp
  var plusMinus: TimeSpan
  var hasZone: Bool
  /// Whether it is a day without a time of day; then `time` is its midnight.
  var isDay: Bool

  /// Nil for what is no time, and for one in a zone that is not known here.
  ///
  /// `zone` is the `TZID` of the property, empty where it has none. Signs of `Etc/GMT+5` are those of POSIX:
  /// it lies west of Greenwich.
  init?(_ text: some StringProtocol, zone: String) {
    let bytes = Array(text.utf8)
    let span = bytes.span
    guard bytes.count >= 8 else { return nil }
    let date = CivilDate(
      year: span.fourDigits(0), month: span.twoDigits(4), day: span.twoDigits(6))
    guard date.year >= 0, date.isValid else { return nil }
    isDay = bytes.count == 8
    if isDay {
      time = Timestamp(date)
      plusMinus = .hours(12)
      hasZone = false
      return
    }
    let isUTC = bytes.count == 16 && bytes[15] == 0x5A
    guard bytes.count == 15 || isUTC, bytes[8] == 0x54 else { return nil }
    let parts = [9, 11, 13].map { span.twoDigits($0) }
    guard 0..<24 ~= parts[0], 0..<60 ~= parts[1], 0...60 ~= parts[2],
      let offset = isUTC ? 0 : CalendarTime.offset(zone)
    else { return nil }
    time =
      Timestamp(date, hour: parts[0], minute: parts[1], second: parts[2])
      - .hours(Int64(offset))
    // Calendars are filled in by the minute.
    plusMinus = parts[2] == 0 ? .seconds(30) : TimeSpan(microseconds: 500_000)
    hasZone = isUTC || !zone.isEmpty
  }

  static func + (start: CalendarTime, span: TimeSpan) -> CalendarTime {
    var moved = start
    moved.time = start.time + span
    return moved
  }

  /// Hours east of UTC of a zone that has one offset all the year; 0 where none is named.
  private static func offset(_ zone: String) -> Int? {
    switch zone {
    case "", "UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Zulu", "Etc/Universal":
      return 0
    default:
      guard zone.hasPrefix("Etc/GMT"), let hours = Int(zone.dropFirst(7)), -14...12 ~= hours else {
        return nil
      }
      return -hours
    }
  }

  /// A duration such as `PT1H30M`, `P1DT2H` or `P2W`; nil for anything else and for more than a year.
  static func duration(_ text: some StringProtocol) -> TimeSpan? {
    var rest = text.utf8[...]
    guard rest.popFirst() == 0x50 else { return nil }
    var seconds: Int64 = 0
    var number: Int64?
    for byte in rest {
      if isDigit(byte) {
        number = (number ?? 0) * 10 + Int64(byte - 0x30)
        guard number ?? 0 < 10_000_000 else { return nil }
        continue
      }
      if byte == 0x54, number == nil { continue }
      let units: [UInt8: Int64] = [
        0x57: 604_800, 0x44: 86_400, 0x48: 3600, 0x4D: 60, 0x53: 1,
      ]
      guard let count = number, let unit = units[byte] else { return nil }
      seconds += count * unit
      number = nil
    }
    return number == nil && 1...31_622_400 ~= seconds ? .seconds(seconds) : nil
  }
}
