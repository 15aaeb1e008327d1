// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct IntervalPlacesTests {
  @Test func `finds the places of intervals`() {
    let times = { (pairs: [(Int64, Int64)]) in
      pairs.map { (Timestamp(seconds: $0.0), Timestamp(seconds: $0.1)) }
    }
    #expect(IntervalPlaces.of(times([(0, 2), (1, 3), (5, 6)])) == [1...2, 1...2, 3...3])
    #expect(IntervalPlaces.of(times([(0, 1), (1, 2)])) == [1...2, 1...2])
    #expect(IntervalPlaces.of(times([(4, 5), (0, 9), (1, 2)])) == [2...3, 1...3, 1...2])
    #expect(IntervalPlaces.of([]).isEmpty)
  }

  @Test func `finds the same places as a count of pairs`() {
    var random = SeededGenerator(seed: 8)
    for count in 1...40 {
      let intervals = (0..<count).map { _ -> (earliest: Timestamp, latest: Timestamp) in
        let start = Int64(random.below(60))
        return (Timestamp(seconds: start), Timestamp(seconds: start + Int64(random.below(9))))
      }
      let places = IntervalPlaces.of(intervals)
      for (interval, place) in zip(intervals, places) {
        let before = intervals.count { $0.latest < interval.earliest }
        let after = intervals.count { interval.latest < $0.earliest }
        #expect(place == 1 + before...count - after)
      }
    }
  }
}
