// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel

/// A time of a calendar: `20250312T091402Z`, `20250312T091402` or `20250312`.
struct CalendarTime {
  var time: Timestamp
  var plusMinus: TimeSpan
  var hasZone: Bool
  /// Whether it is a day without a time of day; then `time` is its midnight.
  var isDay: Bool

  /// Nil for what is no time, and for one in a zone that the IANA data do not know.
  ///
  /// `zone` is the `TZID` of the property, empty where it has none. As RFC 5545 (3.3.5) has it, a time
  /// that comes twice in autumn is the first of the two, and one that is skipped in spring is read with
  /// the offset before the gap.
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
      let time = CalendarTime.instant(
        Timestamp(date, hour: parts[0], minute: parts[1], second: parts[2]),
        zone: isUTC ? "" : zone)
    else { return nil }
    self.time = time
    // Calendars are filled in by the minute.
    plusMinus = parts[2] == 0 ? .seconds(30) : TimeSpan(microseconds: 500_000)
    hasZone = isUTC || !zone.isEmpty
  }

  static func + (start: CalendarTime, span: TimeSpan) -> CalendarTime {
    var moved = start
    moved.time = start.time + span
    return moved
  }

  /// The instant at which clocks of `zone` show `wall`; nil for a zone that is not known.
  private static func instant(_ wall: Timestamp, zone: String) -> Timestamp? {
    guard !["", "Z"].contains(zone) else { return wall }
    guard let zone = timeZone(zone) else { return nil }
    func offset(at time: Timestamp) -> TimeSpan {
      let date = Date(timeIntervalSince1970: Double(time.microseconds / 1_000_000))
      return .seconds(Int64(zone.secondsFromGMT(for: date)))
    }
    // No zone changes twice within two days.
    let before = offset(at: wall - .hours(24))
    let after = offset(at: wall + .hours(24))
    if offset(at: wall - before) == before { return wall - before }
    if offset(at: wall - after) == after { return wall - after }
    return wall - before
  }

  /// `Europe/Berlin`, also behind the prefix that some programs put before it.
  private static func timeZone(_ name: String) -> TimeZone? {
    let parts = name.split(separator: "/")
    for count in [parts.count, 3, 2] where count <= parts.count && count > 0 {
      let suffix = parts.suffix(count).joined(separator: "/")
      // An abbreviation such as `CST` is no zone of one meaning.
      guard suffix.contains("/") || ["UTC", "GMT"].contains(suffix) else { continue }
      if let zone = TimeZone(identifier: suffix) { return zone }
    }
    return nil
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
