// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// a1 and a3: onsets, overlaps, relapses and their intervals on simulated incidents.
enum WindowFigures {
  static let incidents = 300
  static let quiet = 1_000

  static func figures(firstSeed: UInt64) -> [ValidationFigure] {
    var score = WindowScore()
    var simpleOnsets = 0
    for seed in firstSeed..<firstSeed + UInt64(incidents) {
      let simulation = IncidentSimulation(seed: seed)
      score.add(simulation)
      let first = simulation.windows[0].lowerBound
      let found = SigmaThreshold.windows(failed: simulation.failed, total: simulation.total)
      if found.contains(where: { abs($0.lowerBound - first) <= 1 }) { simpleOnsets += 1 }
    }
    let quietSeed = firstSeed + UInt64(incidents)
    var (windows, simpleWindows) = (0, 0)
    for seed in quietSeed..<quietSeed + UInt64(quiet) {
      let simulation = IncidentSimulation(seed: seed, quiet: true)
      windows += ImpactAnalysis.analyze(simulation.series).windows.count
      simpleWindows +=
        SigmaThreshold.windows(failed: simulation.failed, total: simulation.total)
        .count
    }
    let falseRate = Double(windows) / Double(quiet)
    let text = ValidationFigure.text
    return [
      ValidationFigure(
        id: "a1", subject: "\(incidents) simulated incidents, \(quiet) quiet half days",
        source: "seeds \(firstSeed)..<\(quietSeed + UInt64(quiet))",
        simple: "3 sigma of the first hour: onset ≤ 1 min "
          + "\(text(Double(simpleOnsets) / Double(incidents), 3)), "
          + "\(text(Double(simpleWindows) / Double(quiet), 1)) false per 12 h",
        bound: "onset ≤ 1 min ≥ .95, overlap ≥ .93, relapses ≥ .90, ≤ .10 false per 12 h",
        reached: "onset \(text(score.onsetShare, 3)), overlap \(text(score.meanOverlap, 3)), "
          + "relapses \(text(score.relapseShare, 3)), \(text(falseRate, 3)) false per 12 h",
        holds: score.onsetShare >= 0.95 && score.meanOverlap >= 0.93 && score.relapseShare >= 0.90
          && falseRate <= 0.10),
      ValidationFigure(
        id: "a3", subject: "90 % intervals of these onsets",
        source: "seeds \(firstSeed)..<\(quietSeed)", simple: "nobody prints one",
        bound: "coverage .90 to .99, median width ≤ 2 min",
        reached: "coverage \(text(score.onsetCoverage, 3)), "
          + "median width \(text(score.medianWidth, 1)) min",
        holds: (0.90...0.99).contains(score.onsetCoverage) && score.medianWidth <= 2),
    ]
  }
}
