// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The stretch of time that every panel of a chart shares, in UTC.
package struct TimeAxis: Hashable, Sendable {
  package let range: TimeRange

  /// An empty or backward range becomes one minute, so that a chart always has a width.
  ///
  /// Instants outside the years 0 to 9999 are moved to that border.
  package init(_ range: TimeRange) {
    let start = min(max(range.start, TimeAxis.earliest), TimeAxis.latest)
    let end = min(max(range.end, TimeAxis.earliest), TimeAxis.latest)
    self.range = TimeRange(start: start, end: end > start ? end : start + .minute)
  }

  /// Where `time` lies, 0 at the start and 1 at the end; times outside lie on the border.
  package func fraction(_ time: Timestamp) -> Double {
    if time <= range.start { return 0 }
    if time >= range.end { return 1 }
    return Double(time.microseconds - range.start.microseconds)
      / Double(range.length.microseconds)
  }

  /// The day at which the axis starts when all of it is that day.
  var onlyDay: CivilDate? {
    let last = Timestamp(microseconds: range.end.microseconds - 1)
    return last.date == range.start.date ? last.date : nil
  }

  private static let earliest = Timestamp(CivilDate(year: 0, month: 1, day: 1))
  private static let latest = Timestamp(CivilDate(year: 9999, month: 12, day: 31))
}
