// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation

/// The series of many services into windows, order of onsets, co-movement and candidate origins.
///
/// Every second service has the incident of a simulation, all within the same hours; calls form a
/// tree. Lines counts bins and events counts the windows that were found.
public struct AnalyzeStage {
  private let series: [CountSeries]
  private let edges: [CallEdge]

  /// `services` series of `bins` minutes, the same every time.
  public init(services: Int, bins: Int) {
    series = (0..<services).map { index in
      var random = SeededGenerator(seed: UInt64(index))
      let incident = IncidentSimulation(seed: UInt64(index), quiet: index % 2 == 1)
      let place = (bins - IncidentSimulation.minutes) / 2
      let quiet = IncidentSimulation(
        seed: UInt64(index), quiet: true, minutes: IncidentSimulation.minutes)
      var (failed, total): ([Int], [Int]) = ([], [])
      while total.count < bins {
        let part = total.count == place ? incident : quiet
        let length =
          total.count < place
          ? min(place - total.count, IncidentSimulation.minutes) : IncidentSimulation.minutes
        let turn = total.count == place ? 0 : random.below(IncidentSimulation.minutes - length + 1)
        failed += part.failed[turn..<turn + length]
        total += part.total[turn..<turn + length]
      }
      return .minutes(
        service: "service\(index)", failed: Array(failed.prefix(bins)),
        total: Array(total.prefix(bins)))
    }
    edges = (1..<max(1, services)).map {
      CallEdge(caller: "service\(($0 - 1) / 3)", callee: "service\($0)")
    }
  }

  /// Analyses all series; windows are counted as events.
  public func run() -> StageCounts {
    let impacts = series.map { ImpactAnalysis.analyze($0) }
    let windows = impacts.flatMap(\.windows)
    var counts = StageCounts()
    counts.lines = series.reduce(0) { $0 + $1.count }
    counts.events = windows.count
    guard let start = windows.map(\.range.start).min(), let end = windows.map(\.range.end).max()
    else { return counts }
    let range = TimeRange(start: start, end: end)
    let onsets = impacts.compactMap { LeadOnset(of: $0, in: range) }
    _ = LeadAnalysis.orders(onsets)
    let moving = CoMovementAnalysis.findings(among: impacts)
    _ = OriginAnalysis.findings(
      OriginInput(
        profiles: impacts.compactMap { ExcessProfile(of: $0, over: range, binWidth: .minute) },
        edges: edges, onsets: onsets, coMovements: moving.findings))
    return counts
  }
}
