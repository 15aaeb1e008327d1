// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountCharts
import RecountModel
import Testing

@Suite struct LogScaleTests {
  @Test(arguments: [
    (
      1000.0, 1_000_000.0,
      [
        "1 ms", "2 ms", "5 ms", "10 ms", "20 ms", "50 ms", "100 ms", "200 ms",
        "500 ms", "1 s",
      ]
    ),
    (43_000, 1_900_000, ["20 ms", "50 ms", "100 ms", "200 ms", "500 ms", "1 s", "2 s"]),
    (
      1, 1e9,
      [
        "0.001 ms", "0.01 ms", "0.1 ms", "1 ms", "10 ms", "100 ms", "1 s", "10 s", "100 s",
        "1000 s",
      ]
    ),
    (1000, 1000, ["1 ms", "2 ms"]), (1500, 1500, ["1 ms", "2 ms"]),
    (0.2, 0.3, ["0.001 ms", "0.002 ms"]),
  ])
  func `puts ticks at 1, 2 and 5`(minimum: Double, maximum: Double, labels: [String]) {
    let scale = LogScale(minimum: minimum, maximum: maximum, ticksAtMost: 12)
    #expect(scale.ticks.map(\.label) == labels)
  }

  @Test func `holds any values with few ticks, two at least`() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let minimum = pow(10, random.unit() * 14)
      let maximum = min(1e15, minimum * pow(10, random.unit() * 14))
      let most = 2 + random.below(12)
      let scale = LogScale(minimum: minimum, maximum: maximum, ticksAtMost: most)
      #expect(scale.low <= minimum && maximum <= scale.high)
      #expect(scale.ticks.count <= most)
      #expect(scale.ticks.count >= (most >= 6 ? 2 : 1))
      #expect(Set(scale.ticks.map(\.label)).count == scale.ticks.count)
    }
  }

  @Test func `falls back to 1 ms to 1 s without values`() {
    for (minimum, maximum) in [(0.0, 0.0), (.nan, 1), (5, 2), (1, .infinity)] {
      let scale = LogScale(minimum: minimum, maximum: maximum, ticksAtMost: 9)
      #expect(scale.low == 1000 && scale.high == 1_000_000)
    }
  }

  @Test func `measures heights by the logarithm`() {
    let scale = LogScale(minimum: 1000, maximum: 100_000, ticksAtMost: 9)
    #expect(abs(scale.fraction(10_000) - 0.5) < 1e-12)
    #expect(scale.fraction(0) == 0 && scale.fraction(-1) == 0 && scale.fraction(.nan) == 0)
    #expect(scale.fraction(1e12) == 1)
    var random = SeededGenerator(seed: 6)
    for _ in 0..<2000 {
      let value = 1000 * pow(100, random.unit())
      #expect(abs(scale.fraction(value) - log2(value / 1000) / log2(100)) < 1e-12)
    }
  }

  @Test(arguments: [
    (0.0, "0 ms"), (3, "<0.01 ms"), (10, "0.01 ms"), (850, "0.85 ms"), (1000, "1 ms"),
    (4230, "4.2 ms"), (85_000, "85 ms"), (999_400, "999 ms"), (999_500, "1 s"),
    (1_240_000, "1.2 s"), (17_400_000, "17 s"), (.nan, "?"),
  ])
  func `prints durations in milliseconds and seconds`(microseconds: Double, text: String) {
    #expect(ChartNumber.duration(microseconds: microseconds) == text)
  }

  @Test(arguments: [
    (Int64(0), "0 s"), (-5, "0 s"), (7, "7 µs"), (1001, "2 ms"), (40_000_000, "40 s"),
    (40_000_001, "41 s"), (119_000_000, "119 s"), (120_000_000, "2 min"), (150_000_001, "2.6 min"),
    (1_200_000_000, "20 min"), (7_200_000_000, "2 h"), (.max, "106751992 d"),
  ])
  func `rounds margins up`(microseconds: Int64, text: String) {
    #expect(ChartNumber.margin(TimeSpan(microseconds: microseconds)) == text)
  }
}
