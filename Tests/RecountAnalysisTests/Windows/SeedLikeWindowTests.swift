// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct SeedLikeWindowTests {
  @Test(arguments: [1.0, 0.1], [UInt64(1), 2, 3])
  func `a plateau, a ramp and a weaker plateau are one window`(scale: Double, seed: UInt64) {
    let simulation = SeedLikeSimulation.pipelines(seed: seed, scale: scale)
    let windows = ImpactAnalysis.analyze(simulation.series).windows
    #expect(windows.count == 1)
    guard let window = windows.first else { return }
    #expect(distance(window.onset.time, simulation, 10, 7) <= 1)
    #expect(distance(window.end.time, simulation, 15, 40) <= 5)
    #expect(window.phases.map(\.shape) == [.plateau, .ramp, .plateau])
    let ramp = window.phases[1]
    #expect(distance(ramp.start.time, simulation, 11, 0) <= 10)
    #expect(distance(ramp.end.time, simulation, 12, 12) <= 15)
    #expect((ramp.end.latest - ramp.end.earliest).minutes >= 2)
    #expect(window.hasOnset && window.hasEnded)
  }

  @Test(arguments: [1.0, 0.1])
  func `failures with a traffic drop are one window that carries the loss`(scale: Double) {
    let simulation = SeedLikeSimulation.apps(seed: 2, scale: scale)
    let windows = ImpactAnalysis.analyze(simulation.series).windows
    #expect(windows.map(\.kind) == [.failing])
    guard let window = windows.first else { return }
    #expect(distance(window.onset.time, simulation, 13, 45) <= 1)
    #expect(distance(window.end.time, simulation, 15, 40) <= 1)
    let bins =
      simulation.series.index(window.onset.time)..<simulation.series.index(window.end.time)
    let lost = bins.reduce(0) { $0 + simulation.usual[$1] - simulation.total[$1] }
    #expect(window.lost?.interval.contains(Double(lost)) == true)
    #expect(window.surplus == nil)
  }

  @Test(arguments: [1.0, 0.1])
  func `a load surge around failures is the surplus of their window`(scale: Double) {
    let simulation = SeedLikeSimulation.artifacts(seed: 3, scale: scale)
    let windows = ImpactAnalysis.analyze(simulation.series).windows
    #expect(windows.map(\.kind) == [.failing])
    #expect(windows.first.map { distance($0.onset.time, simulation, 10, 7) <= 1 } == true)
    #expect(windows.first?.surplus != nil)
    #expect(windows.first?.lost == nil)
  }

  @Test(arguments: [1.0, 0.1])
  func `a quiet service has no window and says what it could have shown`(scale: Double) {
    let simulation = SeedLikeSimulation.quiet(seed: 4, scale: scale)
    let impact = ImpactAnalysis.analyze(simulation.series)
    #expect(impact.windows.isEmpty)
    #expect(impact.refusals.isEmpty)
    #expect((impact.minimumDetectable ?? 0) > 3)
  }

  @Test func `excess intervals hold the truth in at least 16 of 20 runs`() {
    var held = 0
    for seed in 0..<20 {
      let simulation = SeedLikeSimulation.pipelines(seed: UInt64(900 + seed), scale: 0.1)
      let window = ImpactAnalysis.analyze(simulation.series).windows.first
      guard let window, let excess = window.excess else { continue }
      let bins =
        simulation.series.index(window.onset.time)..<simulation.series.index(window.end.time)
      let truth = bins.reduce(0) { $0 + simulation.failed[$1] - simulation.base[$1] }
      held += excess.interval.contains(Double(truth)) ? 1 : 0
    }
    #expect(held >= 16)
  }

  private func distance(
    _ time: Timestamp, _ simulation: SeedLikeSimulation, _ hour: Int, _ minute: Int
  ) -> Int {
    abs(simulation.series.index(time) - SeedLikeSimulation.minute(hour, minute))
  }
}
