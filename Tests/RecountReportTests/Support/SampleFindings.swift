// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountReport

/// A small incident, made by hand: one service fails and relapses, one follows, one is quiet.
enum SampleFindings {
  static var findings: CaseFindings {
    var findings = CaseFindings(
      incident: incident, sources: sources,
      rejectCounts: [.init(source: "logs/web.log.gz", reason: "malformed_time", count: 1200)],
      impacts: impacts, strays: strays, clocks: clocks, milestones: milestones, details: details,
      figures: figures, coverage: TimeRange(start: .at(6, 0), end: .at(18, 0)),
      warnings: ["logs/cut.log.gz is truncated: ends inside a member"])
    findings.totals = ImpactAnalysis.totals(of: impacts)
    findings.objectives = SampleTogether.objectives(impacts)
    findings.sensitivities = SampleTogether.sensitivities(impacts)
    findings.correlation = SampleTogether.correlation("web", "ci")
    findings.signatures = SampleTogether.signatures("ci", text: "cannot pull image")
    return findings
  }

  // MARK: - Incident

  private static var incident: Incident {
    var incident = Incident()
    incident.id = "EX-7"
    incident.title = "Slow checkout"
    incident.isSynthetic = true
    return incident
  }

  private static var sources: [SourceRecord] {
    [
      source("logs/web.log.gz", service: "web", lines: 120_000, rejects: 1200, hash: "ab"),
      source("logs/cut.log.gz", service: "ci", lines: 900, rejects: 0, hash: "cd", isCut: true),
    ]
  }

  private static func source(
    _ path: String, service: String, lines: Int64, rejects: Int64, hash: String, isCut: Bool = false
  ) -> SourceRecord {
    var source = SourceRecord(path: path)
    source.format = "nginx"
    source.service = service
    source.contentHash = String(repeating: hash, count: 32)
    source.tally.lines = lines
    source.tally.rejects = rejects
    source.tally.eventLines = lines - rejects
    source.tally.events = lines - rejects
    source.first = .at(6, 0)
    source.last = .at(18, 0)
    if isCut {
      source.state = .truncated
      source.remarks = ["ends inside a member"]
    }
    return source
  }

  private static var strays: [CaseFindings.StrayCount] {
    let far = Timestamp(CivilDate(year: 2066, month: 1, day: 1))
    return [
      .init(service: "web", unit: .request, first: far, last: far, failed: 0, total: 1),
      .init(
        service: "ci", unit: .step, first: Timestamp(seconds: 0), last: Timestamp(seconds: 3600),
        failed: 1, total: 2),
    ]
  }

  // MARK: - Impacts

  static var impacts: [ServiceImpact] {
    [
      ServiceImpact(series: series("ci", .step, failing: [600..<700]), windows: [build]),
      ServiceImpact(
        series: series("quiet", .request, failing: []),
        refusals: [
          Refusal(
            reason: .insufficientEvents, service: "quiet", unit: .request, about: "windows",
            explanation: "3 failed of 720; at least 20 are needed.")
        ], minimumDetectable: 41),
      ServiceImpact(
        series: series("web", .request, failing: [590..<650, 825..<1080]),
        windows: [first, relapse],
        dispersion: 1.4, minimumDetectable: 33),
    ]
  }

  /// A hundred events a minute from 06:00 to 18:00, forty of them failed in the minutes of
  /// `failing`, which count from midnight, and none covered for ten minutes at noon.
  static func series(_ service: String, _ unit: EventUnit, failing: [Range<Int>]) -> CountSeries {
    let minutes = 360..<1080
    return CountSeries(
      service: service, unit: unit, start: .at(6, 0), binWidth: .minute,
      failed: minutes.map { minute in failing.contains { $0.contains(minute) } ? 40 : 0 },
      total: minutes.map { _ in 100 },
      covered: minutes.map { !(720..<730).contains($0) })
  }

  private static var first: ImpactWindow {
    var window = window("web", .request, 1, .at(9, 50), .at(10, 50))
    window.phases = [
      Phase(start: .around(9, 50), end: .around(10, 20), level: 0.52, shape: .plateau),
      Phase(start: .around(10, 20), end: .around(10, 50), level: 0.213, shape: .ramp),
    ]
    window.surplus = Estimate(value: 1580, interval: Interval(low: 1540, high: 1630))
    window.baseRange = TimeRange(start: .at(6, 0), end: .at(9, 40))
    return window
  }

  private static var relapse: ImpactWindow {
    var window = window("web", .request, 2, .at(13, 45), .at(18, 0))
    window.relapseOf = 1
    window.hasEnded = false
    window.excess = nil
    window.lost = Estimate(value: 13_680, interval: Interval(low: 12_890, high: 14_430))
    return window
  }

  private static var build: ImpactWindow {
    window("ci", .step, 1, .at(10, 0), .at(11, 40))
  }

  static func window(
    _ service: String, _ unit: EventUnit, _ ordinal: Int, _ onset: Timestamp, _ end: Timestamp
  ) -> ImpactWindow {
    ImpactWindow(
      service: service, unit: unit, kind: .failing, ordinal: ordinal,
      onset: TimeEstimate(time: onset, earliest: onset - .minute, latest: onset + .minute),
      end: TimeEstimate(time: end, earliest: end - .minutes(2), latest: end + .minute),
      hasEnded: true, hasOnset: true, failed: Int64((end - onset).minutes) * 40,
      total: Int64((end - onset).minutes) * 100,
      excess: Estimate(value: 2310.4, interval: Interval(low: 2208, high: 2415)), peakShare: 0.723,
      peakTime: onset + .minutes(10), binWidth: .minute, baseShare: 0.01, dispersion: 1.25,
      placebos: 14, placeboCoverage: 0.93)
  }

  private static var details: [String: CaseFindings.WindowDetail] {
    [
      "impact.web.w1": .init(
        p95Before: 307_000, p95During: 59_400_000, p95After: 9_500, clients: 684,
        reasons: [("rate_limit", 1400), ("", 900), ("no_backend", 100)]),
      "impact.ci.w1": .init(reasons: [("infrastructure", 2300), ("test", 100)]),
    ]
  }

  // MARK: - Clocks

  static var milestones: [Milestone] {
    [
      Milestone(
        kind: .onset, time: .at(9, 55), plusMinus: .seconds(30), clock: .report,
        text: "stated in incident.yml", evidence: "incident.yml:claims.onset"),
      Milestone(
        kind: .posted, time: .at(10, 28), plusMinus: .seconds(30), service: "web", clock: .page,
        text: "investigating: checkout is slow", evidence: "records/page.json:2"),
      Milestone(
        kind: .note, time: .at(10, 30), plusMinus: .seconds(1), clock: .chat, text: "looking",
        evidence: "records/chat.csv:9"),
      Milestone(
        kind: .recoveryStarted, time: .at(10, 40), plusMinus: .minute, clock: .report,
        text: "", evidence: "incident.yml:claims.recovery_started"),
      Milestone(
        kind: .resolved, time: .at(10, 52), plusMinus: .seconds(30), clock: .page,
        text: "all is well", evidence: "records/page.json:3"),
    ]
  }

  private static var clocks: ClockFindings {
    func end(_ name: String, _ time: Timestamp, _ evidence: String) -> Measure.End {
      Measure.End(
        name: name, time: TimeEstimate(time: time, earliest: time, latest: time), evidence: evidence
      )
    }
    let onset = end("onset.declared", .at(9, 55), "incident.yml:claims.onset")
    let resolved = end("resolved.page", .at(10, 52), "records/page.json:3")
    return ClockFindings(
      measures: [
        Measure(
          name: "ttd.declared", from: onset,
          note: "not measured: no detection is declared; no detection is declared"),
        Measure(name: "ttm.declared", note: "not measured"),
        Measure(
          name: "ttr.declared", span: .minutes(57), shortest: .minutes(56), longest: .minutes(58),
          from: onset, to: resolved),
        Measure(
          name: "time_to_truth.page", span: .minutes(-427), shortest: .minutes(-427),
          longest: .minutes(-427), from: end("ended.measured", .at(17, 59), "impact.web.w2"),
          to: resolved, note: "closed before impact ended"),
      ],
      conflicts: [
        Conflict(
          code: .resolvedBeforeEnd, clock: .page, service: "web",
          sentence: "The page says resolved at 10:52 UTC; impact on web ended at 17:59 UTC.",
          distance: .minutes(427),
          failedAfter: Estimate(value: 2310.4, interval: Interval(low: 2208, high: 2415)),
          evidence: ["records/page.json:3", "impact.web.w2"])
      ],
      agreements: [
        ClockFindings.Agreement(
          code: .arithmetic, clock: .report, sentence: "The stamps add up.",
          evidence: ["incident.yml:claims.duration"])
      ])
  }

  private static var figures: [Figure] {
    [
      Figure(
        id: "impact.web.w1.failed", label: "failed requests of web in its window (gross)",
        value: 2400, unit: "requests", count: 6000,
        sql: "SELECT sum(n) AS failed FROM rollups WHERE service = 'web'", method: "Counted."),
      Figure(
        id: "impact.web.w1.excess", label: "excess of web", value: 2310.4,
        interval: Interval(low: 2208, high: 2415), unit: "requests", sql: "SELECT 1",
        method: "Failed minus the base share."),
    ]
  }
}

extension Timestamp {
  /// A time of 16 December 2022, UTC.
  static func at(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Timestamp {
    Timestamp(
      CivilDate(year: 2022, month: 12, day: 16), hour: hour, minute: minute, second: second)
  }
}

extension TimeEstimate {
  static func around(_ hour: Int, _ minute: Int) -> TimeEstimate {
    let time = Timestamp.at(hour, minute)
    return TimeEstimate(time: time, earliest: time - .minute, latest: time + .minute)
  }
}
