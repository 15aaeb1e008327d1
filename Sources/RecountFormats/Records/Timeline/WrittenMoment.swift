// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A moment as people write it, with whatever of day, time of day and zone they gave.
struct WrittenMoment {
  enum Day: Equatable {
    case full(CivilDate)
    /// A day without its year.
    case inYear(month: Int, day: Int)
    /// `03/04/2025`, of which only others of its kind tell whether the day or the month comes first.
    case unordered(Int, Int, year: Int)
  }

  struct Clock: Equatable {
    /// Since midnight.
    var microseconds: Int64
    /// Half the width of what the digits stand for.
    var plusMinus: TimeSpan
  }

  var day: Day?
  var clock: Clock?
  var zone: WrittenZone?
  /// Whether a word such as "about" stands before it.
  var isHedged = false
  /// Where it stands in the UTF-8 of the text.
  var bytes = 0..<0

  /// What "approximately" may hide.
  static let hedge = TimeSpan.minutes(15)

  /// The instant, if its day is known, or is `context` where none is written.
  ///
  /// A day alone stands for all of it: noon, give or take twelve hours. Without a zone UTC is taken. Nil
  /// when the day or the zone is not clear.
  func time(dayFirst: Bool?, context: CivilDate?) -> (time: Timestamp, plusMinus: TimeSpan)? {
    guard let date = date(dayFirst: dayFirst, context: context),
      let offset = (zone ?? .utc).offsetSeconds
    else { return nil }
    let midnight = Timestamp(date) - .seconds(Int64(offset))
    guard let clock else { return (midnight + .hours(12), .hours(12)) }
    let plusMinus = isHedged ? max(clock.plusMinus, WrittenMoment.hedge) : clock.plusMinus
    return (midnight + TimeSpan(microseconds: clock.microseconds), plusMinus)
  }

  func date(dayFirst: Bool?, context: CivilDate?) -> CivilDate? {
    let date: CivilDate
    switch day {
    case .full(let full): date = full
    case .inYear(let month, let day):
      guard let context else { return nil }
      date = CivilDate(year: context.year, month: month, day: day)
    case .unordered(let first, let second, let year):
      guard let dayFirst else { return nil }
      date =
        dayFirst
        ? CivilDate(year: year, month: second, day: first)
        : CivilDate(year: year, month: first, day: second)
    case nil:
      guard let context else { return nil }
      date = context
    }
    return date.isValid ? date : nil
  }

  /// Whether the day comes first in all `days` whose order is open; nil when none of them tells, or
  /// two of them tell different things.
  static func isDayFirst(_ days: some Sequence<Day?>) -> Bool? {
    var first = false
    var second = false
    for case .unordered(let left, let right, _)? in days {
      if left > 12 { first = true }
      if right > 12 { second = true }
    }
    return first == second ? nil : first
  }
}
