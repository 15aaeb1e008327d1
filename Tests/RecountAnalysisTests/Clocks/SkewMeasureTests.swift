// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

/// Two hops of which one holds the other, drawn from seeds, with clocks that are known to be apart.
struct SkewMeasureTests {
  private func shared(
    _ count: Int, ahead: Int64, holds: Bool, seed: UInt64
  ) -> SharedIDs {
    var random = SeededGenerator(seed: seed)
    let differences = (0..<count).map { _ in
      let before = Int64(random.below(30_000))
      let behind = Int64(random.below(30_000))
      // The second hop begins later and ends earlier, or the other way about.
      return SharedIDs.Difference(
        start: ahead + (holds ? before : -before), end: ahead + (holds ? -behind : behind))
    }
    return SharedIDs(first: "a", second: "b", differences: differences)
  }

  @Test(arguments: [Int64(90_000_000), -1_500_000, 0], [true, false])
  func `the interval holds the truth, whichever hop waits for the other`(
    ahead: Int64, holds: Bool
  ) throws {
    for seed in 1...50 {
      let skew = SkewMeasure.estimate(
        shared(40, ahead: ahead, holds: holds, seed: UInt64(seed)))
      let found = try #require(skew.ahead)
      #expect(found.interval.contains(Double(ahead) / 1e6))
      #expect(abs(found.value - Double(ahead) / 1e6) < 0.01)
    }
  }

  @Test func `points without a length are covered nine times in ten and more`() {
    var covered = 0
    for seed in 1...400 {
      var random = SeededGenerator(seed: UInt64(seed))
      let differences = (0..<31).map { _ in
        let value = Int64(random.below(2_000_001)) - 1_000_000
        return SharedIDs.Difference(start: value, end: value)
      }
      let skew = SkewMeasure.estimate(
        SharedIDs(first: "a", second: "b", differences: differences))
      if skew.ahead?.interval.contains(0) == true { covered += 1 }
    }
    #expect(covered >= 360, "\(covered) of 400")
    #expect(covered < 400, "an interval that always holds the truth says nothing")
  }

  @Test func `a clock of whole seconds widens its side`() throws {
    var given = shared(100, ahead: 0, holds: true, seed: 7)
    let fine = try #require(SkewMeasure.estimate(given).ahead?.interval)
    given.isFirstCoarse = true
    let first = try #require(SkewMeasure.estimate(given).ahead?.interval)
    #expect(abs(first.low - fine.low + 1) < 1e-9 && first.high == fine.high)
    given.isFirstCoarse = false
    given.isSecondCoarse = true
    let second = try #require(SkewMeasure.estimate(given).ahead?.interval)
    #expect(second.low == fine.low && abs(second.high - fine.high - 1) < 1e-9)
  }

  @Test func `some wrong ids do not move it`() throws {
    var given = shared(100, ahead: 90_000_000, holds: true, seed: 3)
    for place in stride(from: 0, to: 100, by: 5) {
      given.differences[place] = SharedIDs.Difference(start: 7_200_000_000, end: 7_200_000_000)
    }
    let found = try #require(SkewMeasure.estimate(given).ahead)
    #expect(abs(found.value - 90) < 0.05)
  }
}
