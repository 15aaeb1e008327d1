// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// n1: days without an incident show no window, nothing new and no origin.
enum QuietFigures {
  static let days = 100

  static func figures(firstSeed: UInt64) -> [ValidationFigure] {
    var windows = 0
    var (new, kinds) = (0, 0)
    var origins = 0
    for seed in firstSeed..<firstSeed + UInt64(days) {
      let day = IncidentSimulation(seed: seed, quiet: true, minutes: 1440)
      windows += ImpactAnalysis.analyze(day.series).windows.count
      let lines = QuietDaySimulation(seed: seed)
      for novelty in NoveltyAnalysis.judge(lines.counts, scope: lines.scope) {
        kinds += 1
        new += novelty.verdict == .new ? 1 : 0
      }
      origins += hasOrigin(seed: seed) ? 1 : 0
    }
    let per100 = Double(windows) / Double(days * 24) * 100
    return [
      ValidationFigure(
        id: "n1",
        subject: "\(days) quiet days: one service, \(kinds / days) kinds of lines, "
          + "and four services with unrelated incidents",
        source: "seeds \(firstSeed)..<\(firstSeed + UInt64(days))",
        bound: "≤ 1 window per 100 hours, nothing new, no origin above grade C",
        reached: "\(ValidationFigure.text(per100, 2)) windows per 100 hours, "
          + "\(new) new of \(kinds), \(origins) origins above C",
        holds: per100 <= 1 && new == 0 && origins == 0)
    ]
  }

  /// Whether services that broke at unrelated times of one day get an origin above grade C.
  private static func hasOrigin(seed: UInt64) -> Bool {
    var random = SeededGenerator(seed: seed)
    let impacts = (0..<4).map { index in
      let simulation = IncidentSimulation(seed: seed * 10 + UInt64(index), minutes: 1440)
      // The simulator has all incidents begin within three hours.
      let turn = random.below(1440)
      func turned(_ values: [Int]) -> [Int] { Array(values[turn...] + values[..<turn]) }
      return ImpactAnalysis.analyze(
        .minutes(
          service: "svc\(index)", failed: turned(simulation.failed),
          total: turned(simulation.total)))
    }
    let range = impacts[0].series.range
    let findings = OriginAnalysis.findings(
      OriginInput(
        profiles: impacts.compactMap { impact in
          let own = TimeRange(
            start: impact.windows.first?.onset.time ?? range.start,
            end: impact.windows.last?.end.time ?? range.end)
          return ExcessProfile(of: impact, over: own, binWidth: .minute)
        },
        edges: [], onsets: impacts.compactMap { LeadOnset(of: $0, in: range) }, skew: .sameClock,
        coMovements: CoMovementAnalysis.findings(among: impacts).pairs))
    return findings.candidates.contains { $0.grade < .c }
  }
}
