// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct SegmentationTests {
  @Test func `finds the cheapest cuts of all there are`() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<40 {
      let count = 4 + random.below(12)
      let step = random.below(count)
      let total = (0..<count).map { _ in random.below(60) }
      let failed = total.indices.map {
        random.binomial(total[$0], $0 < step ? 0.1 : 0.6)
      }
      let loss = cost(failed, total)
      let penalty = random.uniform(0.5, 6)
      #expect(Segmentation.cuts(loss, penalty: penalty) == naive(loss, penalty: penalty))
    }
  }

  @Test func `five of ten failed cost 20 ln 2`() {
    #expect(abs(cost([5], [10]).cost(0, 1) - 20 * log(2)) < 1e-12)
  }

  @Test func `ten events in five bins cost -20 ln 2`() {
    let counts = TrialCounts(.minutes(failed: [0, 0, 0, 0, 0], total: [2, 2, 2, 2, 2]))
    let loss = TrafficCost(counts, grid: BinGrid(coverageOf: counts, width: 1), dispersion: 1)
    #expect(abs(loss.cost(0, 5) + 20 * log(2)) < 1e-12)
  }

  @Test(arguments: [([0], [10]), ([10], [10]), ([0], [0])])
  func `nothing or everything failed costs nothing`(failed: [Int], total: [Int]) {
    let counts = TrialCounts(.minutes(failed: failed, total: total))
    let loss = ShareCost(counts, grid: BinGrid(coverageOf: counts, width: 1), dispersion: 1)
    #expect(loss.cost(0, 1) == 0)
  }

  @Test func `bins without trials are no place for a cut`() {
    let counts = TrialCounts(.minutes(failed: [0, 0, 0, 0, 9, 9], total: [9, 9, 0, 0, 9, 9]))
    let grid = BinGrid(trialsOf: counts, width: 1)
    #expect(grid.starts == [0, 1, 4, 5])
    #expect(
      Segmentation.cuts(ShareCost(counts, grid: grid, dispersion: 1), penalty: 1) == [2])
  }

  @Test func `twenty of a hundred stand out from one in a hundred`() {
    let counts = TrialCounts(.minutes(failed: [10, 20, 2], total: [1000, 100, 100]))
    let base = [Segment(0..<1, of: counts)]
    #expect(SegmentLabels.standsOut(Segment(1..<2, of: counts), from: base, dispersion: 1))
    #expect(!SegmentLabels.standsOut(Segment(1..<2, of: counts), from: base, dispersion: 20))
    #expect(!SegmentLabels.standsOut(Segment(2..<3, of: counts), from: base, dispersion: 1))
  }

  private func cost(_ failed: [Int], _ total: [Int]) -> ShareCost {
    let counts = TrialCounts(.minutes(failed: failed, total: total))
    return ShareCost(counts, grid: BinGrid(coverageOf: counts, width: 1), dispersion: 1)
  }

  /// Every set of cuts, the cheapest first.
  private func naive(_ loss: ShareCost, penalty: Double) -> [Int] {
    var best: (cost: Double, cuts: [Int]) = (.infinity, [])
    for mask in 0..<(1 << (loss.count - 1)) {
      let cuts = (1..<loss.count).filter { mask & (1 << ($0 - 1)) != 0 }
      let borders = [0] + cuts + [loss.count]
      let cost =
        zip(borders, borders.dropFirst()).reduce(0) { $0 + loss.cost($1.0, $1.1) }
        + penalty * Double(cuts.count)
      if cost < best.cost - 1e-9 { best = (cost, cuts) }
    }
    return best.cuts
  }
}
