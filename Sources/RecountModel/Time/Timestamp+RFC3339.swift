// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension Timestamp {
  /// How many digits of a second a rendered time shows.
  package enum Precision: Sendable {
    case minutes, seconds, microseconds
  }

  /// RFC 3339 in UTC with six fraction digits: `2022-12-16T10:07:00.000000Z`.
  ///
  /// This is the one form of every machine interface.
  package var rfc3339: String { formatted(.microseconds, separator: "T", zone: "Z") }

  /// `2022-12-16 10:07` in UTC, for people; the zone stands in the heading.
  package var minuteText: String { formatted(.minutes, separator: " ", zone: "") }

  /// `2022-12-16 10:07:31` in UTC, for people.
  package var secondText: String { formatted(.seconds, separator: " ", zone: "") }

  /// `10:07`, the time of day in UTC.
  package var clockText: String { String(minuteText.suffix(5)) }

  /// `2022-12-16`, the day in UTC.
  package var dayText: String { String(minuteText.prefix(10)) }

  package var date: CivilDate {
    CivilDate(daysSinceEpoch: Int(floored(to: .hours(24)).microseconds / 86_400_000_000))
  }

  private func formatted(_ precision: Precision, separator: String, zone: String) -> String {
    let date = date
    let inDay = microseconds - floored(to: .hours(24)).microseconds
    let seconds = Int(inDay / 1_000_000)
    var text = pad(date.year, 4) + "-" + pad(date.month, 2) + "-" + pad(date.day, 2) + separator
    text += pad(seconds / 3600, 2) + ":" + pad(seconds / 60 % 60, 2)
    if precision != .minutes { text += ":" + pad(seconds % 60, 2) }
    if precision == .microseconds { text += "." + pad(Int(inDay % 1_000_000), 6) }
    return text + zone
  }

  /// Reads RFC 3339 and its common relatives: `T` or a space between day and time, seconds and
  /// fraction optional, `Z`, `+hh:mm`, `+hhmm` or no zone.
  ///
  /// A time without a zone is read `zoneOffsetSeconds` east of UTC (0 unless the case says
  /// otherwise). Digits after the sixth of a fraction are cut. Nil for everything else, impossible
  /// dates included.
  package init?(parsing text: String, zoneOffsetSeconds: Int = 0) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
      reader.skip("-"), let day = reader.number(2)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid else { return nil }
    guard reader.skip("T") || reader.skip("t") || reader.skip(" ") else {
      guard reader.isAtEnd else { return nil }
      self = Timestamp(date) - .seconds(Int64(zoneOffsetSeconds))
      return
    }
    guard let hour = reader.number(2), hour < 24, reader.skip(":"), let minute = reader.number(2),
      minute < 60
    else { return nil }
    var second = 0
    var microsecond = 0
    if reader.skip(":") {
      // 60 is a leap second; it is read as the first second of the next minute.
      guard let read = reader.number(2), read <= 60 else { return nil }
      second = read
      if reader.skip(".") || reader.skip(",") {
        guard let fraction = reader.fraction() else { return nil }
        microsecond = fraction
      }
    }
    guard let offset = reader.zone(or: zoneOffsetSeconds), reader.isAtEnd else { return nil }
    self =
      Timestamp(date, hour: hour, minute: minute, second: second, microsecond: microsecond)
      - .seconds(Int64(offset))
  }
}

private func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads fixed-width digits from the front of a short text.
private struct DigitReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ character: Character) -> Bool {
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + width] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += width
    return value
  }

  /// The digits of a fraction as microseconds.
  mutating func fraction() -> Int? {
    var value = 0
    var digits = 0
    while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
      if digits < 6 { value = value * 10 + Int(bytes[position] - 0x30) }
      digits += 1
      position += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<max(6, digits) { value *= 10 }
    return value
  }

  /// Seconds east of UTC.
  mutating func zone(or assumed: Int) -> Int? {
    if isAtEnd { return assumed }
    if skip("Z") || skip("z") { return 0 }
    _ = skip(" ")
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours <= 23 else { return nil }
    _ = skip(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
