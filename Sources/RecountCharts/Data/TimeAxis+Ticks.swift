// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A labelled instant on a time axis.
package struct TimeTick: Hashable, Sendable {
  package var time: Timestamp
  /// `10:30`, `10:30:15` or, on axes of many days, `16 Dec`.
  package var label: String
  /// What a reader must know from here on: the day, or on axes of many days the year.
  package var context: String?
}

extension TimeAxis {
  /// Round instants within the axis, at most `count` of them and at least one.
  ///
  /// Days begin at 00:00 UTC. The first tick and the first of each day carry the day.
  package func ticks(atMost count: Int) -> [TimeTick] {
    let length = range.length.microseconds
    let step = TimeAxis.step { length / $0 < Int64(max(1, count)) }
    let first = -floorQuotient(-range.start.microseconds, step)
    let last = floorQuotient(range.end.microseconds, step)
    guard first <= last else { return [tick(range.start, step: 1, after: nil)] }
    var ticks: [TimeTick] = []
    var previous: Timestamp?
    for multiple in first...last {
      let time = Timestamp(microseconds: multiple * step)
      ticks.append(tick(time, step: step, after: previous))
      previous = time
    }
    return ticks
  }

  private func tick(_ time: Timestamp, step: Int64, after previous: Timestamp?) -> TimeTick {
    let date = time.date
    if step >= TimeAxis.day {
      let isNewYear = previous?.date.year != date.year
      return TimeTick(
        time: time, label: date.dayAndMonth, context: isNewYear ? String(date.year) : nil)
    }
    let label = step % 60_000_000 == 0 ? time.clockText : String(time.secondText.suffix(8))
    guard let previous else {
      return TimeTick(time: time, label: label, context: date.dayMonthYear)
    }
    let context = previous.date == date ? nil : date.dayAndMonth
    return TimeTick(time: time, label: label, context: context)
  }

  /// The shortest round step, in microseconds, that `isWideEnough` takes.
  private static func step(where isWideEnough: (Int64) -> Bool) -> Int64 {
    for seconds in seconds where isWideEnough(seconds * 1_000_000) { return seconds * 1_000_000 }
    var step = day
    for days in days {
      step = days * day
      if isWideEnough(step) { return step }
    }
    while !isWideEnough(step) { step *= 2 }
    return step
  }

  private static let day: Int64 = 86_400_000_000
  private static let seconds: [Int64] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
  ]
  private static let days: [Int64] = [1, 2, 7, 14, 28, 91, 182, 364]
}

extension CivilDate {
  /// `16 Dec`.
  var dayAndMonth: String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(day) \(months[(month - 1) % 12])"
  }

  /// `16 Dec 2022`.
  var dayMonthYear: String { "\(dayAndMonth) \(year)" }
}
