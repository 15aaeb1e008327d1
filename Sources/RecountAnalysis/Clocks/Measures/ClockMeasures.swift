// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The measures of the clocks, declared and measured side by side.
struct ClockMeasures {
  let context: ClockContext

  init(_ context: ClockContext) {
    self.context = context
  }

  /// Every measure in its fixed place.
  ///
  /// Acknowledgement and the clocks other than report and page appear only when they have a stamp;
  /// the rest always, with "not measured" where a stamp is missing.
  var all: [Measure] {
    detection + acknowledgement + statusLag + mitigation + declaredResolution + measuredResolution
      + services + groups + timeToTruth
  }

  private var declarations: ClockDeclarations { context.declarations }

  // MARK: - From onset

  private var detection: [Measure] {
    let detected = ClockMoment(
      declarations.declared(.detected) ?? declarations.declared(.alerted),
      absence: absence([.detected], "no detection is declared"))
    var alerted = ClockMoment(context.firstAlert, absence: context.alertAbsence)
    if let alert = alerted.end, let onset = measuredOnset.end, alert.time.time < onset.time.time {
      alerted.note = "alert before measurable impact"
    }
    return [
      .between("ttd.declared", declaredOnset, detected),
      .between("ttd.measured", measuredOnset, alerted),
    ]
  }

  private var acknowledgement: [Measure] {
    guard let stamp = declarations.declared(.acknowledged) else { return [] }
    let acknowledged = ClockMoment(stamp, absence: "")
    return [
      .between("tta.declared", declaredOnset, acknowledged),
      .between("tta.measured", measuredOnset, acknowledged),
    ]
  }

  private var statusLag: [Measure] {
    let posted = ClockMoment(
      declarations.first(.posted, .page) ?? declarations.declared(.posted),
      absence: absence([.posted], "no public post is recorded"))
    return [
      .between("status.lag.declared", declaredOnset, posted),
      .between("status.lag.measured", measuredOnset, posted),
    ]
  }

  private var mitigation: [Measure] {
    let declared = ClockMoment(
      declarations.declared(.mitigated),
      absence: absence([.mitigated], "no mitigation is declared"))
    let found = context.input.mitigation
    var measured = ClockMoment(
      found.map { Measure.End(name: "mitigated.measured", time: $0.time, evidence: $0.evidence) },
      absence: "no lasting fall of the excess to a tenth of its peak was found")
    measured.note = found?.note
    return [
      .between("ttm.declared", declaredOnset, declared),
      .between("ttm.measured", measuredOnset, measured),
    ]
  }

  // MARK: - To resolution

  private var declaredResolution: [Measure] {
    let reported = ClockMoment(
      declarations.close(.report),
      absence: absence([.resolved, .ended], on: .report, "the report declares no resolution"))
    let page = resolved(.page)
    let posted = ClockMoment(
      declarations.first(.posted, .page),
      absence: absence([.posted], on: .page, "the page records no first post"))
    let others = [Milestone.Clock.pager, .chat].filter { declarations.last(.resolved, $0) != nil }
    return [.between("ttr.declared", declaredOnset, reported)]
      + [.between("ttr.page", declaredOnset, page)]
      + others.map { .between("ttr.\($0.rawValue)", declaredOnset, resolved($0)) }
      + [.between("page.duration", posted, page)]
  }

  /// Resolution against the measured end: below zero, it was declared too early.
  private var timeToTruth: [Measure] {
    Milestone.Clock.allCases.filter { declarations.last(.resolved, $0) != nil }.map { clock in
      var measure = Measure.between(
        "time_to_truth.\(clock.rawValue)", measuredEnd, resolved(clock))
      if let longest = measure.longest, longest < .minutes(0) {
        measure.note = ["closed before impact ended", measure.note].compactMap(\.self)
          .joined(separator: "; ")
      }
      return measure
    }
  }

  private func resolved(_ clock: Milestone.Clock) -> ClockMoment {
    let absence = self.absence(
      [.resolved], on: clock, "the \(clock.rawValue) records no resolution")
    var moment = ClockMoment(declarations.last(.resolved, clock), absence: absence)
    let count = declarations.all(.resolved, clock).count
    if count > 1 { moment.note = "last of \(count) resolutions on this clock" }
    return moment
  }

  // MARK: - Measured

  private var measuredResolution: [Measure] {
    let span = Measure.between("ttr.measured", measuredOnset, measuredEnd)
    var union = span
    union.name = "ttr.union.measured"
    guard union.span != nil else { return [span, union] }
    let windows = context.impact.windows
    union.setUnion(of: windows)
    let services = context.impact.services.count
    let scope =
      "union of \(windows.count) \(windows.count == 1 ? "window" : "windows") of "
      + "\(services) \(services == 1 ? "service" : "services")"
    union.note = [scope, span.note].compactMap(\.self).joined(separator: "; ")
    return [span, union]
  }

  private var services: [Measure] {
    context.impact.services.map { service in
      let windows = context.impact.windows(of: service)
      var measure = Measure.between(
        "ttr.measured.\(service)", ClockMoment(onsetOf: windows), ClockMoment(endOf: windows))
      guard windows.count > 1 else { return measure }
      var union = measure
      union.setUnion(of: windows)
      let minutes = union.span.map(ClockWording.minutes) ?? ""
      measure.note = [measure.note, "\(windows.count) windows, \(minutes) in union"]
        .compactMap(\.self).joined(separator: "; ")
      return measure
    }
  }

  // MARK: - Ends

  private var declaredOnset: ClockMoment {
    ClockMoment(
      declarations.declared(.onset), name: "onset.declared",
      absence: absence([.onset], "no onset is declared"))
  }

  /// Why there is no stamp: the one that there is lies in another year, else `otherwise`.
  private func absence(
    _ kinds: [Milestone.Kind], on clock: Milestone.Clock? = nil, _ otherwise: String
  ) -> String {
    let stray = declarations.strays.first {
      kinds.contains($0.kind) && (clock == nil || clock == $0.clock)
    }
    return stray.map {
      "\(ClockWording.noun($0.kind)) at \(ClockWording.moment($0.time)) lies most of a year from "
        + "the other stamps"
    } ?? otherwise
  }

  private var measuredOnset: ClockMoment {
    var moment = ClockMoment(onsetOf: context.impact.windows)
    if context.logsStartAfterDeclaredOnset { moment.bound = .orEarlier }
    return moment
  }

  private var measuredEnd: ClockMoment {
    var moment = ClockMoment(endOf: context.impact.windows)
    if context.logsEndBeforeDeclaredEnd { moment.bound = .orLater }
    return moment
  }
}
