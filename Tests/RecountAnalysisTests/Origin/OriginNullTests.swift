// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

/// Services that have nothing to do with each other give no origin above grade C.
///
/// Outside of the suite, 300 cases of four unrelated incidents gave none within a day and 2 within
/// twelve hours, where chance puts windows side by side more often.
@Suite struct OriginNullTests {
  private func findings(
    _ series: [CountSeries], in range: TimeRange, edges: [CallEdge]
  ) -> OriginFindings {
    let impacts = series.map { ImpactAnalysis.analyze($0) }
    return OriginAnalysis.findings(
      OriginInput(
        profiles: impacts.compactMap { impact in
          let windows = impact.windows.filter { $0.range.overlaps(range) }
          let own = TimeRange(
            start: windows.first?.onset.time ?? range.start,
            end: windows.last?.end.time ?? range.end)
          return ExcessProfile(of: impact, over: own, binWidth: .minute)
        },
        edges: edges, onsets: impacts.compactMap { LeadOnset(of: $0, in: range) }, skew: .sameClock,
        coMovements: CoMovementAnalysis.findings(among: impacts).pairs))
  }

  @Test func `quiet services on any graph`() {
    for seed in 840_000..<840_040 {
      let series = (0..<6).map { index in
        var series = IncidentSimulation(seed: UInt64(seed * 10 + index), quiet: true).series
        series.service = "svc\(index)"
        return series
      }
      var random = SeededGenerator(seed: UInt64(seed))
      let edges = (0..<8).map { _ in
        CallEdge(caller: "svc\(random.below(6))", callee: "svc\(random.below(6))")
      }
      let middle = TimeRange(start: series[0].time(240), end: series[0].time(480))
      let findings = findings(series, in: middle, edges: edges)
      #expect(findings.candidates.allSatisfy { $0.grade >= .c })
    }
  }

  @Test func `incidents at unrelated times of a day`() {
    for seed in 850_000..<850_040 {
      var random = SeededGenerator(seed: UInt64(seed))
      let series = (0..<4).map { index in
        let simulation = IncidentSimulation(seed: UInt64(seed * 10 + index), minutes: 1440)
        // The simulator has all incidents begin within three hours.
        let turn = random.below(1440)
        func turned(_ values: [Int]) -> [Int] { Array(values[turn...] + values[..<turn]) }
        return CountSeries.minutes(
          service: "svc\(index)", failed: turned(simulation.failed),
          total: turned(simulation.total))
      }
      let findings = findings(series, in: series[0].range, edges: [])
      #expect(findings.refusals.contains { $0.reason == .noGraph })
      #expect(findings.candidates.allSatisfy { $0.grade >= .c })
    }
  }
}
