// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
package import RecountReport
import RecountStore

/// Turns a case into findings: counts from the store, windows and clocks from the analysis.
package enum CaseAnalysis {
  /// Everything that the case at `casePath` shows.
  ///
  /// What `incident.yml` stated when the logs were read is kept in the case; its claims stand beside
  /// the records.
  package static func findings(casePath: String) throws(RecountError) -> CaseFindings {
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    let text = try stage { () throws(StoreError) in try reader.text(IncidentFile.name) }
    let incident = try text.map { text throws(RecountError) in
      try IncidentFile.parse(text, path: "\(casePath): \(IncidentFile.name)")
    }
    return try stage { () throws(StoreError) in
      try findings(reader, incident: incident ?? Incident())
    }
  }

  private static func findings(
    _ reader: CaseReader, incident: Incident
  ) throws(StoreError) -> CaseFindings {
    let sources = try reader.sources()
    let impacts = numbered(ImpactMap.impacts(of: try reader.series()))
    let coverage = coverage(impacts)
    let milestones = ordered(
      unique(relevant(try reader.milestones(), coverage)) + incident.claimedMilestones)
    let input = clockInput(impacts, milestones, incident, coverage)
    let clocks = ClockAnalysis.analyze(input)
    var findings = CaseFindings(
      incident: incident, sources: sources,
      rejectCounts: try reader.rejectCounts().map {
        CaseFindings.RejectCount(source: $0.source, reason: $0.reason, count: $0.count)
      },
      impacts: impacts, totals: [], clocks: clocks, milestones: milestones, coverage: coverage)
    findings.definitions = PublishedMeasures.all(input)
    findings.totals = totals(findings)
    findings.strays = try reader.strayEvents().map { stray in
      CaseFindings.StrayCount(
        service: stray.service, unit: stray.unit, first: stray.first, last: stray.last,
        failed: stray.failed, total: stray.total)
    }
    findings.failedSteps = try StepAnalysis.impact(reader, by: .class)
    findings.failureReasons = try StepAnalysis.impact(reader, by: .signature)
    for window in findings.incidentWindows {
      findings.details[window.figure] = try detail(window, reader)
    }
    findings.objectives = objectives(impacts, incident)
    findings.sensitivities = findings.incidentWindows.compactMap { window in
      impacts.first { $0.series.service == window.service && $0.series.unit == window.unit }
        .flatMap { ImpactAnalysis.sensitivity(of: window, in: $0) }
    }
    findings.figures = FigureList.figures(findings)
    findings.warnings = warnings(findings)
    return findings
  }

  /// The input of the clocks: stamps, impacts and claims.
  static func clockInput(
    _ impacts: [ServiceImpact], _ milestones: [Milestone], _ incident: Incident,
    _ coverage: TimeRange?
  ) -> ClockInput {
    let stamps = milestones.map(ofIncident)
    var groups: [String: Set<String>] = [:]
    for service in incident.services {
      if let group = service.group { groups[group, default: []].insert(service.name) }
    }
    return ClockInput(
      milestones: stamps, impacts: impacts, claims: incident.claims,
      mitigation: mitigation(impacts, stamps), coverage: coverage,
      namedServices: Set(milestones.filter { $0.clock == .page }.compactMap(\.service)),
      groups: groups,
      excessAfter: { time, service, unit in excess(after: time, service, unit, impacts) })
  }

  /// A page speaks of the incident; the component that it names is what it says is hit.
  private static func ofIncident(_ milestone: Milestone) -> Milestone {
    var milestone = milestone
    if milestone.clock == .page { milestone.service = nil }
    return milestone
  }

  /// Everything that a report tells: the findings, what services show together, and what failed
  /// steps wrote.
  package static func reportFindings(casePath: String) throws(RecountError) -> CaseFindings {
    var findings = try findings(casePath: casePath)
    findings.signatures = try SignatureAnalysis.windows(casePath: casePath, among: findings.impacts)
    findings.correlation = CorrelationAnalysis.correlation(findings)
    let reader = try stage { () throws(StoreError) in try CaseReader(path: casePath) }
    findings.series = try stage { () throws(StoreError) in
      try ReportSeriesAnalysis.series(findings, reader)
    }
    findings.alerts = try stage { () throws(StoreError) in
      try AlertAnalysis.worst(findings, reader)
    }
    return findings
  }

  private static func objectives(
    _ impacts: [ServiceImpact], _ incident: Incident
  ) -> [ObjectiveMeasure] {
    impacts.compactMap { impact in
      incident.services.first { $0.name == impact.series.service }?.objective
        .flatMap { ImpactAnalysis.objective($0, of: impact) }
    }
  }

  // MARK: - Impacts

  /// Numbers the windows of a service across its units, so that a figure names one window.
  static func numbered(_ impacts: [ServiceImpact]) -> [ServiceImpact] {
    var impacts = impacts
    let shared = Dictionary(grouping: impacts.indices) { impacts[$0].series.service }
    for indices in shared.values where indices.count > 1 {
      var shift = 0
      for index in indices.sorted(by: {
        impacts[$0].series.unit.rawValue < impacts[$1].series.unit.rawValue
      }) {
        for window in impacts[index].windows.indices {
          impacts[index].windows[window].ordinal += shift
          if let relapse = impacts[index].windows[window].relapseOf {
            impacts[index].windows[window].relapseOf = relapse + shift
          }
        }
        shift += impacts[index].windows.count
      }
    }
    return impacts
  }

  private static func coverage(_ impacts: [ServiceImpact]) -> TimeRange? {
    guard let first = impacts.map(\.series.start).min(),
      let last = impacts.map(\.series.range.end).max()
    else { return nil }
    return TimeRange(start: first, end: last)
  }

  /// Totals over the windows of the incident: those set aside are no part of it.
  private static func totals(
    _ findings: CaseFindings
  ) -> [(unit: EventUnit, totals: ImpactTotals)] {
    let counted = Set(findings.incidentWindows.map(\.figure))
    let kept = findings.impacts.map { impact in
      var impact = impact
      impact.windows.removeAll { !counted.contains($0.figure) }
      return impact
    }
    return ImpactAnalysis.totals(of: kept)
  }

  /// When the service with the most excess recovered: its peak is the incident's.
  private static func mitigation(
    _ impacts: [ServiceImpact], _ milestones: [Milestone]
  ) -> ClockInput.Mitigation? {
    let declared = milestones.first { $0.kind == .onset }?.time
    guard let worst = impacts.max(by: { excess($0) < excess($1) }), excess(worst) > 0,
      let recovery = ImpactAnalysis.recovery(of: worst, after: declared)
    else { return nil }
    return ClockInput.Mitigation(
      time: recovery.time, evidence: "impact.\(worst.series.service).w\(recovery.window)",
      note: recovery.note)
  }

  private static func excess(_ impact: ServiceImpact) -> Double {
    impact.windows.reduce(0) { $0 + ($1.excess?.value ?? 0) }
  }

  /// Excess from `time` to the end of the windows of a service.
  private static func excess(
    after time: Timestamp, _ service: String, _ unit: EventUnit, _ impacts: [ServiceImpact]
  ) -> Estimate? {
    guard
      let impact = impacts.first(where: { $0.series.service == service && $0.series.unit == unit }),
      let end = impact.windows.filter({ $0.kind == .failing && $0.end.time > time })
        .map(\.end.time).max()
    else { return nil }
    return ImpactAnalysis.excess(of: impact, in: TimeRange(start: time, end: end))?.excess
  }

  // MARK: - Milestones

  /// Records of the days around the logs: a page lists incidents of years.
  private static func relevant(_ milestones: [Milestone], _ coverage: TimeRange?) -> [Milestone] {
    guard let coverage else { return milestones }
    let range = TimeRange(start: coverage.start - .hours(24), end: coverage.end + .hours(24 * 7))
    return milestones.filter { range.contains($0.time) }
  }

  /// Records without those that say again what an earlier one says.
  ///
  /// An alert is sent anew every few hours and exported by several tools: one moment in two files is
  /// one moment. Of equals the first stays, in the order of the sources.
  private static func unique(_ milestones: [Milestone]) -> [Milestone] {
    struct Fact: Hashable {
      let kind: Milestone.Kind
      let time: Timestamp
      let service: String?
      let clock: Milestone.Clock
      let text: String
    }
    var known: Set<Fact> = []
    return milestones.filter {
      known.insert(
        Fact(kind: $0.kind, time: $0.time, service: $0.service, clock: $0.clock, text: $0.text)
      ).inserted
    }
  }

  static func ordered(_ milestones: [Milestone]) -> [Milestone] {
    milestones.enumerated().sorted {
      ($0.element.time, $0.element.clock.rawValue, $0.element.position, $0.offset)
        < ($1.element.time, $1.element.clock.rawValue, $1.element.position, $1.offset)
    }.map(\.element)
  }

  // MARK: - Details

  private static func detail(
    _ window: ImpactWindow, _ reader: CaseReader
  ) throws(StoreError) -> CaseFindings.WindowDetail {
    let range = window.range
    var detail = CaseFindings.WindowDetail(
      reasons: try reader.failedByReason(service: window.service, unit: window.unit, in: range))
    guard window.unit == .request else { return detail }
    detail.clients = try reader.failedClients(service: window.service, in: range)
    detail.failures = try reader.spreadFailures(service: window.service, in: range, count: 12).map {
      CaseFindings.FailedRequest(time: $0.time, text: $0.text, place: $0.place)
    }
    let length = range.length
    let before = TimeRange(start: range.start - length, end: range.start)
    let after = TimeRange(start: range.end, end: range.end + length)
    detail.p95Before = DurationBucket.quantile(
      0.95, of: try reader.durations(service: window.service, in: before))
    detail.p95During = DurationBucket.quantile(
      0.95, of: try reader.durations(service: window.service, in: range))
    detail.p95After = DurationBucket.quantile(
      0.95, of: try reader.durations(service: window.service, in: after))
    return detail
  }

  private static func warnings(_ findings: CaseFindings) -> [String] {
    findings.sources.filter { $0.state != .complete }.map { source in
      "\(source.path) is \(source.state.rawValue): \(source.remarks.joined(separator: "; "))"
    }
  }
}
