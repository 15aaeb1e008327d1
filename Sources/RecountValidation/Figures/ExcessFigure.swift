// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// b2: excess failures over a base that drifts.
enum ExcessFigure {
  static let incidents = 1_000

  static func figure(firstSeed: UInt64) -> ValidationFigure {
    var (held, simpleHeld) = (0, 0)
    var errors: [Double] = []
    for seed in firstSeed..<firstSeed + UInt64(incidents) {
      let simulation = DriftSimulation(seed: seed)
      let series = simulation.series
      let windows = ImpactAnalysis.analyze(series).windows.filter {
        $0.kind == .failing && series.index($0.onset.time) < simulation.window.upperBound
          && series.index($0.end.time) > simulation.window.lowerBound
      }
      guard windows.count == 1, let window = windows.first, let excess = window.excess else {
        continue
      }
      let bins = series.index(window.onset.time)..<series.index(window.end.time)
      let truth = Double(bins.reduce(0) { $0 + simulation.failed[$1] - simulation.base[$1] })
      held += excess.interval.contains(truth) ? 1 : 0
      errors.append(abs(excess.value - truth) / max(1, truth))
      simpleHeld += firstHourHolds(truth, simulation, bins) ? 1 : 0
    }
    let count = Double(max(1, errors.count))
    let coverage = Double(held) / count
    let error = errors.isEmpty ? 1 : errors.sorted()[errors.count * 9 / 10]
    let text = ValidationFigure.text
    return ValidationFigure(
      id: "b2", subject: "excess of \(errors.count) of \(incidents) simulated incidents with drift",
      source: "seeds \(firstSeed)..<\(firstSeed + UInt64(incidents))",
      simple: "share of the first hour, Poisson: \(text(Double(simpleHeld) / count, 3))",
      bound: "coverage .88 to .94, 90 % of errors ≤ 2.5 %",
      reached: "coverage \(text(coverage, 3)), 90 % of errors ≤ \(text(100 * error, 1)) %",
      holds: (0.88...0.94).contains(coverage) && error <= 0.025)
  }

  /// Whether the expectation from the first hour's share, ± 1.645 of its root, holds the truth.
  private static func firstHourHolds(
    _ truth: Double, _ simulation: DriftSimulation, _ bins: Range<Int>
  ) -> Bool {
    let failed = simulation.failed[..<60].reduce(0, +)
    let total = simulation.total[..<60].reduce(0, +)
    let share = Double(failed) / Double(max(1, total))
    let expected = share * Double(simulation.total[bins].reduce(0, +))
    let value = Double(simulation.failed[bins].reduce(0, +)) - expected
    return abs(value - truth) <= 1.645 * max(1, expected).squareRoot()
  }
}
