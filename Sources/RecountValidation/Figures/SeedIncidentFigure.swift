// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// The simulated counterpart of the incident that the sample tells: its true instants.
enum SeedIncidentFigure {
  static let runs = 20

  static func figure(firstSeed: UInt64) -> ValidationFigure {
    var exact = 0
    var held = 0
    for seed in firstSeed..<firstSeed + UInt64(runs) {
      let steps = SeedLikeSimulation.pipelines(seed: seed, scale: 1)
      exact += isExact(steps, (10, 7), (15, 40)) ? 1 : 0
      exact += isExact(SeedLikeSimulation.webhooks(seed: seed, scale: 1), (10, 7), (12, 7)) ? 1 : 0
      exact += isExact(SeedLikeSimulation.apps(seed: seed, scale: 1), (13, 45), (15, 40)) ? 1 : 0
      held += holdsExcess(steps) ? 1 : 0
    }
    return ValidationFigure(
      id: "seed", subject: "\(runs) runs of three services like those of the sample",
      source: "seeds \(firstSeed)..<\(firstSeed + UInt64(runs))",
      bound: "onset and end to the minute in ≥ .95, excess held in ≥ .80",
      reached: "\(exact) of \(3 * runs) windows exact, excess held in \(held) of \(runs)",
      holds: exact * 100 >= 95 * 3 * runs && held * 10 >= 8 * runs)
  }

  private static func isExact(
    _ simulation: SeedLikeSimulation, _ onset: (Int, Int), _ end: (Int, Int)
  ) -> Bool {
    let series = simulation.series
    let windows = ImpactAnalysis.analyze(series).windows
    guard windows.count == 1, let window = windows.first else { return false }
    return abs(series.index(window.onset.time) - SeedLikeSimulation.minute(onset.0, onset.1)) <= 1
      && abs(series.index(window.end.time) - SeedLikeSimulation.minute(end.0, end.1)) <= 1
  }

  private static func holdsExcess(_ simulation: SeedLikeSimulation) -> Bool {
    let series = simulation.series
    guard let window = ImpactAnalysis.analyze(series).windows.first, let excess = window.excess
    else { return false }
    let bins = series.index(window.onset.time)..<series.index(window.end.time)
    let truth = bins.reduce(0) { $0 + simulation.failed[$1] - simulation.base[$1] }
    return excess.interval.contains(Double(truth))
  }
}
