// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct AttributionSimulationTests {
  /// Outside of the suite: none of 900 tables, none of which had p ≤ 0.05.
  @Test(arguments: [(4_000, 20_000), (400, 2_000)])
  func `dimensions that say nothing give everywhere`(window: Int, base: Int) {
    for seed in 0..<60 {
      var simulation = AttributionSimulation(seed: UInt64(1_000 + seed))
      simulation.windowEvents = window
      simulation.baseEvents = base
      simulation.hasEffects = false
      if seed % 2 == 0 { simulation.added = 0.3 } else { simulation.factor = 6 }
      let result = AttributionAnalysis.analyze(simulation.input())
      guard case .everywhere? = result.verdict else {
        Issue.record("seed \(seed): \(String(describing: result.verdict))")
        continue
      }
    }
  }

  /// Values that fail differently at all times are no news; 1 in 100 may seem to be.
  @Test func `a rise of all leaves over an uneven base gives everywhere`() {
    var confident = 0
    for seed in 0..<100 {
      var simulation = AttributionSimulation(seed: UInt64(2_000 + seed))
      if seed % 2 == 0 { simulation.added = 0.3 } else { simulation.factor = 8 }
      if case .everywhere? = AttributionAnalysis.analyze(simulation.input()).verdict { continue }
      confident += 1
    }
    #expect(confident <= 2)
  }

  @Test(arguments: [[2: 0], [0: 0, 2: 0], [0: 3], [0: 0, 2: 0, 4: 0]])
  func `planted sets come first`(planted: [Int: Int]) {
    var first = 0
    for seed in 0..<30 {
      var simulation = AttributionSimulation(seed: UInt64(3_000 + seed))
      simulation.planted = planted
      simulation.windowEvents = 8_000
      let result = AttributionAnalysis.analyze(simulation.input())
      guard result.verdict == .concentrated, let best = result.candidates.first else { continue }
      let sets = ([best.terms] + best.sameLeaves).map(Set.init)
      if sets.contains(Set(simulation.terms)) { first += 1 }
    }
    #expect(first >= 28)
  }

  @Test func `a table with more dimensions than can be crossed finds a planted set all the same`() {
    var simulation = AttributionSimulation(seed: 4_000)
    simulation.planted = [0: 0, 2: 0]
    var input = simulation.input()
    let full = AttributionAnalysis.analyze(input)
    var random = SeededGenerator(seed: 1)
    for extra in 0..<9 {
      input.dimensions.append(
        AttributionInput.Dimension(name: "x\(extra)", values: ["a", "b", "c"]))
      for leaf in input.leaves.indices { input.leaves[leaf].values.append(random.below(3)) }
    }
    let bounded = AttributionAnalysis.analyze(input)
    #expect(!full.isBounded && bounded.isBounded)
    #expect(full.candidates.first?.terms == simulation.terms)
    #expect(bounded.candidates.first?.terms == simulation.terms)
    #expect(bounded.verdict == .concentrated)
  }

  @Test func `a clumpy base needs more to stand out`() throws {
    var simulation = AttributionSimulation(seed: 4_001)
    simulation.windowEvents = 400
    simulation.planted = [0: 0]
    simulation.plantedShare = 0.35
    var input = simulation.input()
    let even = try #require(AttributionAnalysis.analyze(input).pValue)
    input.dispersion = 30
    let clumpy = try #require(AttributionAnalysis.analyze(input).pValue)
    #expect(even == 0.01 && clumpy > even)
  }
}
