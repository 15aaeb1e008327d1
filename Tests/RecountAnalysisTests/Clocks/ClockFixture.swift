// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

import RecountAnalysis

/// Hand-made windows and stamps of 16 December 2022.
enum ClockFixture {
  /// `10:07` or `10:07:30` of the day; `1T00:30` is half past midnight of the day after.
  static func at(_ text: String) -> Timestamp {
    let parts = text.split(separator: "T")
    let day = parts.count == 2 ? 16 + (Int(parts[0]) ?? 0) : 16
    return Timestamp(parsing: "2022-12-\(day)T\(parts.last ?? "")Z") ?? Timestamp(seconds: 0)
  }

  static func estimate(_ text: String, plusMinus minutes: Int64 = 1) -> TimeEstimate {
    let time = at(text)
    return TimeEstimate(
      time: time, earliest: time - .minutes(minutes), latest: time + .minutes(minutes))
  }

  static func excess(_ value: Double, _ low: Double, _ high: Double) -> Estimate {
    Estimate(value: value, interval: Interval(low: low, high: high))
  }

  static func stamp(
    _ kind: Milestone.Kind, _ time: String, _ clock: Milestone.Clock, service: String? = nil,
    plusMinus seconds: Int64 = 30, position: Int = 0
  ) -> Milestone {
    Milestone(
      kind: kind, time: at(time), plusMinus: .seconds(seconds), service: service, clock: clock,
      text: "", evidence: "\(clock.rawValue):\(kind.rawValue)", position: position)
  }

  static func window(
    _ service: String, _ onset: String, _ end: String, unit: EventUnit = .request,
    kind: ImpactWindow.Kind = .failing, ordinal: Int = 1, plusMinus minutes: Int64 = 1,
    failed: Int64 = 1000,
    excess: Estimate? = Estimate(
      value: 900, interval: Interval(low: 800, high: 1000)), hasEnded: Bool = true,
    hasOnset: Bool = true, phases: [Phase] = []
  ) -> ImpactWindow {
    ImpactWindow(
      service: service, unit: unit, kind: kind, ordinal: ordinal,
      onset: estimate(onset, plusMinus: minutes), end: estimate(end, plusMinus: minutes),
      hasEnded: hasEnded, hasOnset: hasOnset, phases: phases, failed: failed, total: 10 * failed,
      excess: excess, peakShare: 0.8, peakTime: at(onset), binWidth: .minute, baseShare: 0.02,
      dispersion: 1)
  }

  static func phase(
    _ start: String, _ end: String, _ level: Double, _ shape: Phase.Shape, plusMinus: Int64 = 2
  ) -> Phase {
    Phase(
      start: estimate(start, plusMinus: plusMinus), end: estimate(end, plusMinus: plusMinus),
      level: level, shape: shape)
  }

  /// The windows of one service over two days of minutes; `failed` gives the count of a minute.
  static func impact(
    _ windows: ImpactWindow..., service: String? = nil, unit: EventUnit? = nil,
    failed: (Timestamp) -> Int64 = { _ in 0 }, covered: (Timestamp) -> Bool = { _ in true }
  ) -> ServiceImpact {
    let start = Timestamp(CivilDate(year: 2022, month: 12, day: 15))
    let times = (0..<2880).map { start + .minutes($0) }
    let series = CountSeries(
      service: service ?? windows.first?.service ?? "cart",
      unit: unit ?? windows.first?.unit ?? .request, start: start, binWidth: .minute,
      failed: times.map(failed), total: times.map { _ in 100 }, covered: times.map(covered))
    return ServiceImpact(series: series, windows: windows)
  }

  static func input(
    _ milestones: [Milestone] = [], _ impacts: [ServiceImpact] = [], claims: Claims = Claims(),
    mitigation: ClockInput.Mitigation? = nil, coverage: TimeRange? = nil,
    namedServices: Set<String> = [],
    excessAfter: @escaping @Sendable (Timestamp, String, EventUnit) -> Estimate? = { _, _, _ in
      ClockFixture.excess(500, 400, 600)
    }
  ) -> ClockInput {
    ClockInput(
      milestones: milestones, impacts: impacts, claims: claims, mitigation: mitigation,
      coverage: coverage, namedServices: namedServices, excessAfter: excessAfter)
  }

  static func measures(_ input: ClockInput) -> [String: Measure] {
    Dictionary(uniqueKeysWithValues: ClockAnalysis.analyze(input).measures.map { ($0.name, $0) })
  }

  static func conflicts(_ code: Conflict.Code, _ input: ClockInput) -> [Conflict] {
    ClockAnalysis.analyze(input).conflicts.filter { $0.code == code }
  }
}

extension Measure {
  var minutes: Double? { span?.minutes }
}
