// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
package import RecountModel

/// Everything that a report, a table or a JSON document can show of a case.
package struct CaseFindings: Sendable {
  /// A failed request as the case holds it, and where its raw line stands.
  package struct FailedRequest: Hashable, Sendable {
    package var time: Timestamp
    /// Method, path and status.
    package var text: String
    /// `PATH:LINE`.
    package var place: String

    package init(time: Timestamp, text: String, place: String) {
      self.time = time
      self.text = text
      self.place = place
    }
  }

  /// What is known about a window beyond its counts.
  package struct WindowDetail: Sendable {
    /// 95 % of the requests took less; microseconds, before, during and after the window.
    package var p95Before: Int64?
    package var p95During: Int64?
    package var p95After: Int64?
    /// Distinct clients of failed requests.
    package var clients: Int64?
    /// Failed events per cause or class, the most first.
    package var reasons: [(reason: String, count: Int64)]
    /// Some failed requests, spread over the window, in the order of time.
    package var failures: [FailedRequest] = []

    package init(
      p95Before: Int64? = nil, p95During: Int64? = nil, p95After: Int64? = nil,
      clients: Int64? = nil, reasons: [(reason: String, count: Int64)] = []
    ) {
      self.p95Before = p95Before
      self.p95During = p95During
      self.p95After = p95After
      self.clients = clients
      self.reasons = reasons
    }
  }

  /// Rejected lines of a source for one reason.
  package struct RejectCount: Sendable {
    package var source: String
    package var reason: String
    package var count: Int64

    package init(source: String, reason: String, count: Int64) {
      self.source = source
      self.reason = reason
      self.count = count
    }
  }

  /// Events of a service that lie too far from the others to be in its series.
  package struct StrayCount: Sendable {
    package var service: String
    package var unit: EventUnit
    /// Minute of the first and of the last of them.
    package var first: Timestamp
    package var last: Timestamp
    package var failed: Int64
    package var total: Int64

    package init(
      service: String, unit: EventUnit, first: Timestamp, last: Timestamp, failed: Int64,
      total: Int64
    ) {
      self.service = service
      self.unit = unit
      self.first = first
      self.last = last
      self.failed = failed
      self.total = total
    }
  }

  package var incident: Incident
  package var sources: [SourceRecord]
  package var rejectCounts: [RejectCount]
  package var impacts: [ServiceImpact]
  package var strays: [StrayCount]
  package var totals: [(unit: EventUnit, totals: ImpactTotals)]
  /// Failed build steps by class, and by the line that says why;
  /// nil when nobody asked.
  package var failedSteps: StepImpact?
  package var failureReasons: StepImpact?
  /// What the windows spent of the objectives that `incident.yml` states, in the order of services.
  package var objectives: [ObjectiveMeasure] = []
  /// How the numbers of each failing window change with other choices, in the order of the windows.
  package var sensitivities: [Sensitivity] = []
  /// What the services show together; nil when nobody asked.
  package var correlation: Correlation?
  /// The kinds of failure lines in each window of failed steps; nil when nobody asked.
  package var signatures: [WindowSignatures]?
  /// What charts show beside the counts of services; nil when nobody asked.
  package var series: ReportSeries?
  /// What alert rules would have done for the service that failed most; nil when nobody asked.
  package var alerts: ServiceAlerts?
  package var clocks: ClockFindings
  /// The same lengths of time as others define them.
  package var definitions: [DefinedMeasure] = []
  /// Records and claims in the order of time.
  package var milestones: [Milestone]
  /// By the figure of the window.
  package var details: [String: WindowDetail]
  package var figures: [Figure]
  /// First and last event of the case.
  package var coverage: TimeRange?
  package var warnings: [String]

  package init(
    incident: Incident = Incident(), sources: [SourceRecord] = [],
    rejectCounts: [RejectCount] = [], impacts: [ServiceImpact] = [],
    strays: [StrayCount] = [],
    totals: [(unit: EventUnit, totals: ImpactTotals)] = [], clocks: ClockFindings = ClockFindings(),
    milestones: [Milestone] = [], details: [String: WindowDetail] = [:], figures: [Figure] = [],
    coverage: TimeRange? = nil, warnings: [String] = []
  ) {
    self.incident = incident
    self.sources = sources
    self.rejectCounts = rejectCounts
    self.impacts = impacts
    self.strays = strays
    self.totals = totals
    self.clocks = clocks
    self.milestones = milestones
    self.details = details
    self.figures = figures
    self.coverage = coverage
    self.warnings = warnings
  }

  /// All windows in the order of their onset, then of their service.
  package var windows: [ImpactWindow] {
    impacts.flatMap(\.windows).sorted {
      ($0.onset.time, $0.service, $0.ordinal) < ($1.onset.time, $1.service, $1.ordinal)
    }
  }

  /// The windows that make up the incident: those that the clocks did not set aside.
  package var incidentWindows: [ImpactWindow] {
    let aside = Set(clocks.setAside.map(\.figure))
    return windows.filter { !aside.contains($0.figure) }
  }

  /// What failed of each service of the incident before, inside and after its windows.
  package var surroundings: [SurroundingShares] {
    let windows = incidentWindows
    return impacts.compactMap { SurroundingShares(of: $0, in: windows) }
  }

  /// All services with events that were counted, by name.
  package var services: [String] {
    Set(impacts.map(\.series.service)).sorted()
  }

  /// The services of the incident in the order of their first onset.
  package var servicesHit: [String] {
    incidentWindows.map(\.service).reduce(into: []) { seen, service in
      if !seen.contains(service) { seen.append(service) }
    }
  }

  /// Lines and events of all sources.
  package var tally: LineTally {
    sources.reduce(into: LineTally()) { $0 += $1.tally }
  }
}
