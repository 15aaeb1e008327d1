// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import Testing

@Suite struct ExcessScoreTests {
  private let score = ExcessScore(TrialSum(failed: 60, expected: 15, total: 1000))

  @Test func `half of a set failed where one in twenty was expected scores 12,887`() {
    let set = TrialSum(failed: 50, expected: 5, total: 100)
    #expect(abs(ExcessScore.likelihoodRatio(set) - 83.04) < 0.01)
    #expect(score.coverage(set) == 1)
    #expect(score.contrast(set) == 1)
    #expect(abs(score.value(set) - 12.887) < 0.001)
  }

  @Test func `a set that holds all trials has no contrast`() {
    #expect(score.value(score.whole) == 0)
    #expect(score.restRatio(score.whole) == nil)
  }

  @Test func `a rest that rose by the same factor or by the same share is alike`() throws {
    let set = TrialSum(failed: 40, expected: 10, total: 500)
    let factor = ExcessScore(TrialSum(failed: 60, expected: 15, total: 1500))
    #expect(abs(try #require(factor.restRatio(set)) - 1) < 1e-9)
    let added = ExcessScore(TrialSum(failed: 71, expected: 11, total: 1000))
    #expect(abs(try #require(added.restRatio(set)) - 10) < 1e-9)
  }

  @Test func `fewer than three failures of excess score nothing`() {
    #expect(score.value(TrialSum(failed: 3, expected: 0.5, total: 3)) == 0)
    #expect(score.value(TrialSum()) == 0)
    #expect(ExcessScore.likelihoodRatio(TrialSum()) == 0)
  }

  @Test func `a bound never hides a score above it`() {
    for failed in 10...60 {
      for expected in 1...10 {
        let set = TrialSum(failed: Double(failed), expected: Double(expected), total: 100)
        let value = score.value(set)
        for bound in [0, 1, value - 1e-9, value, value + 1e-9, 100] {
          let bounded = score.value(set, above: bound)
          #expect(value > bound ? bounded == value : bounded <= bound || bounded == value)
        }
      }
    }
  }

  @Test func `half failed where one in ten was expected is odds times nine`() {
    let leaves = [10.0, 30, 60].map { total in
      TrialSum(failed: total / 2, expected: total / 10, total: total)
    }
    let shift = CommonShift(leaves)
    #expect(abs(shift.oddsRatio - 9) < 1e-6)
    #expect(abs(shift.shifted(leaves[1]) - 15) < 1e-6)
    #expect(CommonShift([]).oddsRatio == 1)
  }

  @Test func `twenty failures for ten expected on ten in the base depart by 1,699`() {
    let set = TrialSum(failed: 20, expected: 10, total: 100, support: 10)
    #expect(abs(DepartureScore.likelihoodRatio(set) - 1.699) < 0.001)
    #expect(DepartureScore.likelihoodRatio(TrialSum()) == 0)
  }

  @Test func `without dimensions two failed of eighty give 2.617 percent`() {
    var counts = LeafCounts()
    counts.failed = [0]
    counts.total = [10]
    counts.baseFailed = [2]
    counts.baseTotal = [80]
    let share = LeafExpectation(counts, codes: [], values: []).share
    #expect(abs(share[0] - 0.02617) < 0.00001)
  }
}
