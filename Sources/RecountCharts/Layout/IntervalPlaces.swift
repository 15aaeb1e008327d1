// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Which places in the order of time instants can take that are known to an interval only.
///
/// With *n* intervals, place 1 is the first. Interval *i* can take the places from
/// 1 + the number of intervals that end before it starts, to *n* − the number of intervals that
/// start after it ends. Intervals that touch cannot be ordered.
///
/// Worked example: of `[0, 2]`, `[1, 3]` and `[5, 6]` the first two share the places 1 to 2, and
/// the third has place 3. No interval: no place.
package enum IntervalPlaces {
  /// - Complexity: O(*n* log *n*) in intervals.
  package static func of(
    _ intervals: [(earliest: Timestamp, latest: Timestamp)]
  ) -> [ClosedRange<Int>] {
    let starts = intervals.map(\.earliest).sorted()
    let ends = intervals.map(\.latest).sorted()
    return intervals.map { interval in
      let before = firstIndex(in: ends) { $0 >= interval.earliest }
      let after = starts.count - firstIndex(in: starts) { $0 > interval.latest }
      let first = before + 1
      // A backward interval would end before its own start.
      return first...max(first, intervals.count - after)
    }
  }

  /// The first index of rising `times` whose time `isReached` takes, else their number.
  private static func firstIndex(
    in times: [Timestamp], where isReached: (Timestamp) -> Bool
  ) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if isReached(times[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
