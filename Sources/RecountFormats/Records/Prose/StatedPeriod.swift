// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The time from when to when a text says that something lasted.
///
/// Takes statements such as "Between 09:03 UTC and 12:15 UTC on 12 Mar 2025", "From approximately 14:20 to
/// 16:05 UTC on 04 Jul 2022" and "Starting at 21:30 UTC on 1 Jan 2022, …, until 02:10 UTC on 2 Jan". What one
/// side leaves out of day, year and zone is that of the other. Several periods in a row, "… and
/// between … and …", are taken as one from the first start to the last end.
package struct StatedPeriod: Hashable, Sendable {
  /// An end of the period: half a minute about a time to the minute, a quarter of an hour about one
  /// that is called approximate.
  package struct Moment: Hashable, Sendable {
    package var time: Timestamp
    package var plusMinus: TimeSpan
    package var zone: WrittenZone
    /// Where it stands in the UTF-8 of the text.
    package var bytes: Range<Int>
  }

  package var start: Moment
  package var end: Moment

  /// Why a text states no period that can be used.
  package enum Refusal: Error, Hashable, Sendable {
    /// No two times of day stand together.
    case noPeriod
    /// A start is stated, and no end in the same sentence.
    case noEnd
    case noDate
    case noYear
    /// `03/04/2025`, or an end whose day cannot be told.
    case ambiguousDate
    case noZone
    /// A zone that stands for more than one offset.
    case ambiguousZone(String)
    /// The end lies before the start.
    case backwards
  }

  /// The first period that `text` states.
  ///
  /// `text` is plain prose; of a very long one only the beginning is read.
  package static func parse(_ text: String) -> Result<StatedPeriod, Refusal> {
    var reader = PeriodReader(text)
    guard let stated = reader.next() else { return .failure(.noPeriod) }
    guard let end = stated.end else { return .failure(.noEnd) }
    return resolve(stated.start, end, years: reader.years)
  }

  // MARK: - Days and zones

  private static func resolve(
    _ start: WrittenMoment, _ end: WrittenMoment, years: Set<Int>
  ) -> Result<StatedPeriod, Refusal> {
    guard var startZone = start.zone ?? end.zone, var endZone = end.zone ?? start.zone else {
      return .failure(.noZone)
    }
    if startZone.word == endZone.word {
      // "21:03 CST (UTC+8) … and 16:03 CST" explains the word once for both.
      startZone.offsetSeconds = startZone.offsetSeconds ?? endZone.offsetSeconds
      endZone.offsetSeconds = endZone.offsetSeconds ?? startZone.offsetSeconds
    }
    for zone in [startZone, endZone] where zone.offsetSeconds == nil {
      return .failure(.ambiguousZone(zone.word))
    }
    guard let days = days(start, end, years: years) else {
      return .failure(start.day == nil && end.day == nil ? .noDate : .noYear)
    }
    guard case .success(let (first, last)) = days else { return .failure(.ambiguousDate) }
    var (start, end) = (start, end)
    let isSameDay = end.day == nil
    let isDayBefore = start.day == nil
    (start.day, start.zone) = (.full(first), startZone)
    (end.day, end.zone) = (.full(last), endZone)
    guard let from = start.time(dayFirst: nil, context: nil),
      var to = end.time(dayFirst: nil, context: nil)
    else { return .failure(.ambiguousDate) }
    if to.time <= from.time {
      // "23:50 UTC on 1 Jan to 00:20 UTC" ends on the next day; of "23:50 to 00:20 UTC on 1 Jan"
      // nobody can say which of the two is on that day.
      guard isSameDay else { return .failure(isDayBefore ? .ambiguousDate : .backwards) }
      to.time = to.time + .hours(24)
    }
    return .success(
      StatedPeriod(
        start: Moment(
          time: from.time, plusMinus: from.plusMinus, zone: startZone,
          bytes: start.bytes),
        end: Moment(time: to.time, plusMinus: to.plusMinus, zone: endZone, bytes: end.bytes)))
  }

  /// The days of both ends; nil when a day or its year is nowhere told.
  private static func days(
    _ start: WrittenMoment, _ end: WrittenMoment, years: Set<Int>
  ) -> Result<(CivilDate, CivilDate), Refusal>? {
    let dayFirst = WrittenMoment.isDayFirst([start.day, end.day])
    let written = [start.day, end.day].compactMap { $0 }
    guard !written.isEmpty else { return nil }
    let known = written.compactMap { day -> Int? in
      switch day {
      case .full(let date): date.year
      case .unordered(_, _, let year): year
      case .inYear: nil
      }
    }
    // Where the statement has no year, the only one that the text names anywhere.
    guard let year = known.last ?? (years.count == 1 ? years.first : nil) else { return nil }
    let context = CivilDate(year: year, month: 1, day: 1)
    let startDay = start.day == nil ? nil : start.date(dayFirst: dayFirst, context: context)
    let endDay = end.day == nil ? nil : end.date(dayFirst: dayFirst, context: context)
    guard let first = startDay ?? endDay, let last = endDay ?? startDay,
      (startDay == nil) == (start.day == nil), (endDay == nil) == (end.day == nil)
    else { return .failure(.ambiguousDate) }
    guard last.daysSinceEpoch < first.daysSinceEpoch else { return .success((first, last)) }
    // "31 Dec to 1 Jan 2022": the turn of a year lies between the two.
    var (turned, ended) = (first, last)
    if case .inYear = start.day {
      turned.year -= 1
    } else if case .inYear = end.day {
      ended.year += 1
    }
    let length = ended.daysSinceEpoch - turned.daysSinceEpoch
    return .success(
      1...31 ~= length && ended.isValid && turned.isValid ? (turned, ended) : (first, last))
  }
}
