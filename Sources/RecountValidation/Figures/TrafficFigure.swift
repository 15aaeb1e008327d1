// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// b1: how often the expected traffic's 90 % interval holds on real series where nothing happened.
enum TrafficFigure {
  /// Stretches tried per series.
  static let stretches = 40
  private static let folder = "metrics/nab"

  static func figures() throws -> [ValidationFigure] {
    guard SharedData.has(folder) else { return [] }
    let labels = BusySeries.anomalies(SharedData.text("\(folder)/combined_windows.json"))
    var (held, tried, simple) = (0, 0, 0)
    var worst = (name: "", share: 1.0)
    for name in BusySeries.names {
      let series = BusySeries(name, anomalies: labels)
      var random = SeededGenerator(seed: 1)
      var (own, ownHeld) = (0, 0)
      for _ in 0..<stretches {
        let hours = random.uniform(1, 6)
        let bins = series.stretch(hours: hours, &random)
        guard !series.hasAnomaly(in: bins),
          let expected = ImpactAnalysis.expectedTraffic(
            series.counts, in: bins, besides: series.anomalies)
        else { continue }
        let actual = Double(series.counts.total[bins].reduce(0, +))
        own += 1
        ownHeld += expected.interval.contains(actual) ? 1 : 0
        simple += abs(actual - expected.value) <= 1.645 * expected.value.squareRoot() ? 1 : 0
      }
      tried += own
      held += ownHeld
      let share = Double(ownHeld) / Double(max(1, own))
      if share < worst.share { worst = (name, share) }
    }
    let coverage = Double(held) / Double(max(1, tried))
    let text = ValidationFigure.text
    return [
      ValidationFigure(
        id: "b1",
        subject: "\(tried) quiet stretches of 1 to 6 h of \(BusySeries.names.count) "
          + "real traffic series",
        source: "NAB, seed 1",
        simple: "Poisson \(text(Double(simple) / Double(max(1, tried)), 3))",
        bound: "coverage .85 to .95",
        reached: "coverage \(text(coverage, 3)), worst \(text(worst.share, 2)) (\(worst.name))",
        holds: (0.85...0.95).contains(coverage))
    ]
  }
}
