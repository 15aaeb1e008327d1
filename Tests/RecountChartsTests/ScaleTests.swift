// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct ScaleTests {
  @Test(arguments: [
    (8.0, 5, ["0", "2", "4", "6", "8"]), (0, 5, ["0", "1"]), (1, 5, ["0", "1"]),
    (8400, 5, ["0", "2k", "4k", "6k", "8k", "10k"]), (1500, 3, ["0", "500", "1k", "1.5k"]),
    (.nan, 5, ["0", "1"]), (-4, 5, ["0", "1"]), (3e6, 3, ["0", "1M", "2M", "3M"]),
  ])
  func `puts round ticks under counts`(maximum: Double, steps: Int, labels: [String]) {
    let scale = ValueScale(maximum: maximum, unit: .count, steps: steps)
    #expect(scale.ticks.map(\.label) == labels)
  }

  @Test(arguments: [
    (0.45, 5, ["0%", "10%", "20%", "30%", "40%", "50%"]),
    (1, 5, ["0%", "20%", "40%", "60%", "80%", "100%"]),
    (0, 2, ["0%", "0.5%", "1%"]), (0.0003, 3, ["0%", "0.01%", "0.02%", "0.03%"]),
    (7, 2, ["0%", "50%", "100%"]),
  ])
  func `puts round ticks under shares`(maximum: Double, steps: Int, labels: [String]) {
    #expect(ValueScale(maximum: maximum, unit: .share, steps: steps).ticks.map(\.label) == labels)
  }

  @Test func `covers any maximum with few ticks`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let maximum = Double(random.below(1_000_000)) * (random.unit() < 0.5 ? 1 : 0.001)
      let scale = ValueScale(maximum: maximum, unit: .count, steps: 5)
      #expect(scale.top >= maximum && scale.ticks.count <= 6)
      #expect(scale.ticks.allSatisfy { $0.value <= scale.top })
      #expect(Set(scale.ticks.map(\.label)).count == scale.ticks.count)
    }
  }

  @Test(arguments: [
    ("2022-12-16T08:30", "2022-12-16T16:30", 9, "09:00", 60),
    ("2022-12-15T00:00", "2022-12-17T00:00", 9, "00:00", 360),
    ("2022-12-16T10:07", "2022-12-16T10:17", 11, "10:07", 1),
  ])
  func `puts ticks at round times`(
    start: String, end: String, most: Int, first: String, step: Int64
  ) {
    let ticks = TimeAxis(ChartSamples.range(start, end)).ticks(atMost: most)
    #expect(ticks.first?.label == first)
    #expect(ticks[1].time - ticks[0].time == .minutes(step))
  }

  @Test func `keeps ticks in range, apart and few, from seconds to centuries`() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let start = Timestamp(seconds: Int64(random.below(4_000_000_000)) - 1_000_000_000)
      let seconds = Int64(1) << Int64(random.below(33)) + Int64(random.below(50))
      let axis = TimeAxis(TimeRange(start: start, end: start + .seconds(seconds)))
      let ticks = axis.ticks(atMost: 9)
      #expect((1...9).contains(ticks.count))
      #expect(ticks.allSatisfy { axis.range.start <= $0.time && $0.time <= axis.range.end })
      #expect(ticks.first?.context != nil)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.time < $1.time })
    }
  }

  @Test func `names the day again when it changes`() {
    let ticks = TimeAxis(ChartSamples.range("2022-12-31T20:00", "2023-01-01T04:00")).ticks(
      atMost: 9)
    #expect(ticks.map(\.context) == ["31 Dec 2022", nil, nil, nil, "1 Jan", nil, nil, nil, nil])
  }

  @Test func `labels days on an axis of months`() {
    let ticks = TimeAxis(ChartSamples.range("2022-11-28", "2023-01-20")).ticks(atMost: 9)
    #expect(ticks.first?.label == "1 Dec")
    #expect(ticks.compactMap(\.context) == ["2022", "2023"])
  }

  @Test func `widens an empty range and bounds an endless one`() {
    let time = Timestamp(seconds: 5)
    #expect(TimeAxis(TimeRange(start: time, end: time)).range.length == .minute)
    let endless = TimeAxis(
      TimeRange(start: Timestamp(microseconds: .min), end: Timestamp(microseconds: .max)))
    #expect(endless.ticks(atMost: 9).count <= 9)
    #expect(endless.fraction(time) > 0 && endless.fraction(time) < 1)
  }
}
