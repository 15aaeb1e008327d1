// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct TimestampTests {
  private static let minute: Int64 = 60_000_000

  @Test(
    arguments: [
      (0, 60, 0), (59_999_999, 60, 0), (60_000_000, 60, 60_000_000), (-1, 60, -60_000_000),
      (-60_000_000, 60, -60_000_000), (-60_000_001, 60, -120_000_000),
      (1_671_185_251_500_000, 3600, 1_671_184_800_000_000),
    ] as [(Int64, Int64, Int64)])
  func `floors to bins aligned to the epoch`(micros: Int64, width: Int64, floor: Int64) {
    let time = Timestamp(microseconds: micros)
    #expect(time.floored(to: .seconds(width)) == Timestamp(microseconds: floor))
  }

  @Test func `floors to the greatest multiple that is not later`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<5000 {
      let time = Timestamp(microseconds: Int64(random.below(1 << 52)) - (1 << 51))
      let width = TimeSpan(microseconds: Int64(random.below(1 << 40)) + 1)
      let floor = time.floored(to: width)
      guard floor.microseconds % width.microseconds == 0, floor <= time, time < floor + width else {
        Issue.record("\(time) floored to \(width) is \(floor)")
        return
      }
    }
  }

  @Test func `adds and subtracts spans`() {
    let time = Timestamp(seconds: 100)
    #expect(time + .seconds(20) == Timestamp(seconds: 120))
    #expect(time - .minutes(2) == Timestamp(seconds: -20))
    #expect(Timestamp(seconds: 3) - time == .seconds(-97))
    #expect(TimeSpan.hours(1) - .minutes(59) == .minute)
    #expect(TimeSpan.seconds(90).minutes == 1.5)
    #expect(TimeSpan.seconds(-1) < .seconds(0))
  }

  @Test func `has ranges without their end`() {
    let range = TimeRange(start: Timestamp(seconds: 10), end: Timestamp(seconds: 20))
    #expect(range.length == .seconds(10))
    #expect(
      [9, 10, 19, 20].map { range.contains(Timestamp(seconds: $0)) } == [false, true, true, false])
    let after = TimeRange(start: range.end, end: Timestamp(seconds: 30))
    #expect(!range.overlaps(after) && !after.overlaps(range))
    let inside = TimeRange(start: Timestamp(seconds: 12), end: Timestamp(seconds: 13))
    #expect(range.overlaps(inside) && inside.overlaps(range))
  }
}
