// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Times of a feed: those that it writes whole, and those of its updates, which have no year.
struct FeedDates {
  /// When the entry was published: near its last update, and perhaps before its post-mortem.
  var anchor: Timestamp?
  /// No update is later than this.
  var limit: Timestamp?

  init(anchor: Timestamp?) {
    self.anchor = anchor
  }

  /// A whole year: farther off lies only a leap day whose own year is not among those that fit.
  private static let farthest = TimeSpan.hours(24 * 366)

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Zones by the names that pages write; names that mean two zones are left out.
  private static let zoneMinutes = [
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
    "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
  ]

  // MARK: - Whole stamps

  /// Reads RFC 3339 (Atom) or `Tue, 03 Dec 2024 20:05:05 +0000` (RSS).
  static func stamp(_ text: [UInt8]) -> Timestamp? {
    let words = words(String(decoding: text.prefix(64), as: UTF8.self))
    if words.count == 1, let stamp = RecordStamp(String(words[0])) { return stamp.time }
    let rest = words.first?.first?.isLetter == true ? words.dropFirst() : words[...]
    let parts = Array(rest)
    guard parts.count == 5, let day = number(parts[0], 1...2), let month = month(parts[1]),
      let year = number(parts[2], 4...4), let clock = clock(parts[3]), let zone = zone(parts[4])
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid else { return nil }
    let time = Timestamp(date) + .seconds(Int64(clock)) - .minutes(Int64(zone))
    return RecordStamp.isSound(time) ? time : nil
  }

  // MARK: - Stamps without a year

  /// Reads `Mar 12, 11:02 UTC` in the year that brings it nearest to the entry's own stamp.
  ///
  /// So the December of an incident that was published in January belongs to the year before. Nil
  /// without that stamp, for another form, and for a zone that is not known for certain.
  func time(_ text: String) -> Timestamp? {
    let parts = FeedDates.words(text)
    guard let anchor, parts.count == 4, let month = FeedDates.month(parts[0]),
      let day = FeedDates.number(parts[1], 1...2), let clock = FeedDates.clock(parts[2]),
      let zone = FeedDates.zone(parts[3])
    else { return nil }
    let end = max(anchor, limit ?? anchor + .hours(24 * 183)) + .hours(24)
    var nearest: Timestamp?
    for year in anchor.date.year - 1...anchor.date.year + 1 {
      let date = CivilDate(year: year, month: month, day: day)
      guard date.isValid else { continue }
      let time = Timestamp(date) + .seconds(Int64(clock)) - .minutes(Int64(zone))
      guard time < end, distance(time, anchor) <= FeedDates.farthest else { continue }
      if let known = nearest, distance(known, anchor) <= distance(time, anchor) { continue }
      nearest = time
    }
    return nearest
  }

  private func distance(_ left: Timestamp, _ right: Timestamp) -> TimeSpan {
    left < right ? right - left : left - right
  }

  // MARK: - Parts

  private static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "," || $0.isNewline || $0 == "\t" }
  }

  private static func number(_ text: Substring, _ digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  private static func month(_ text: Substring) -> Int? {
    months.firstIndex(of: text.lowercased()).map { $0 + 1 }
  }

  /// Seconds of the day of `hh:mm` or `hh:mm:ss`.
  private static func clock(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = number(parts[0], 1...2), hour < 24,
      let minute = number(parts[1], 2...2), minute < 60
    else { return nil }
    guard parts.count == 3 else { return hour * 3600 + minute * 60 }
    guard let second = number(parts[2], 2...2), second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Minutes east of UTC of `UTC`, `PST`, `+0100`, `-03:30` or `-03`.
  private static func zone(_ text: Substring) -> Int? {
    if let known = zoneMinutes[String(text)] { return known }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 2 || digits.utf8.count == 4, digits.utf8.allSatisfy(isDigit),
      let hours = Int(digits.prefix(2)), hours < 24, let minutes = Int("0" + digits.dropFirst(2)),
      minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (sign == "-" ? -1 : 1)
  }
}
