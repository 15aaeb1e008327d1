// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C2: a clock says resolved before recovery began.
///
/// The declared start of recovery is compared first, and the start of the first falling ramp in the
/// counts second. Counts that show recovery wholly before the resolution clear a declared start
/// that comes after it.
enum ResolvedBeforeRecoveryRule {
  private struct Ramp {
    let start: TimeEstimate
    let window: ImpactWindow
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    context.declarations.resolutions.compactMap { conflict($0, context) }
  }

  private static func conflict(_ resolved: Milestone, _ context: ClockContext) -> Conflict? {
    let ramp = firstRamp(of: resolved.service, context)
    let rampIsLater = ramp.map { $0.start.earliest > resolved.latest } ?? false
    let subject = ClockWording.subject(resolved.clock)
    let claim = "\(subject) says resolved at \(ClockWording.moment(resolved.time)); "

    if let declared = declaredStart(for: resolved, context), declared.earliest > resolved.latest,
      ramp.map({ $0.start.latest > resolved.latest }) ?? true
    {
      let distance = declared.time - resolved.time
      var sentence = claim + "\(ClockWording.subject(declared.clock).lowercasedArticle) puts the "
      sentence += "start of recovery at \(ClockWording.moment(declared.time, after: resolved.time))"
      sentence += ", \(ClockWording.minutes(distance)) later"
      if let ramp { sentence += ", and \(shown(ramp, after: resolved.time))" }
      return Conflict(
        code: .resolvedBeforeRecovery, clock: resolved.clock, service: resolved.service,
        sentence: sentence + ".", distance: distance,
        evidence: [resolved.evidence, declared.evidence] + (ramp.map { [$0.window.figure] } ?? []))
    }
    guard let ramp, rampIsLater else { return nil }
    let distance = ramp.start.time - resolved.time
    return Conflict(
      code: .resolvedBeforeRecovery, clock: resolved.clock, service: ramp.window.service,
      sentence: claim + shown(ramp, after: resolved.time)
        + ", \(ClockWording.minutes(distance)) later.",
      distance: distance, evidence: [resolved.evidence, ramp.window.figure])
  }

  private static func shown(_ ramp: Ramp, after named: Timestamp) -> String {
    "the counts of \(ramp.window.service) show recovery from "
      + "\(ClockWording.moment(ramp.start.time, after: named)) "
      + ClockWording.interval(ramp.start)
  }

  private static func declaredStart(
    for resolved: Milestone, _ context: ClockContext
  ) -> Milestone? {
    guard let start = context.declarations.declared(.recoveryStarted) else { return nil }
    guard let service = resolved.service, let own = start.service else { return start }
    return service == own ? start : nil
  }

  /// The first ramp down of the service that matters most: in the unit people count, then largest.
  private static func firstRamp(of service: String?, _ context: ClockContext) -> Ramp? {
    let groups = context.impact.groups.filter { service == nil || $0.service == service }
    let leading = groups.min { a, b in
      let claimed = (context.isClaimed(a.unit), context.isClaimed(b.unit))
      if claimed.0 != claimed.1 { return claimed.0 }
      return (-a.weight, a.service) < (-b.weight, b.service)
    }
    guard let leading else { return nil }
    for window in leading.windows {
      for (index, phase) in window.phases.enumerated() where phase.shape == .ramp {
        let before = index > 0 ? window.phases[index - 1].level : phase.level
        let next = index + 1
        let after = next < window.phases.count ? window.phases[next].level : window.baseShare
        if after < before { return Ramp(start: phase.start, window: window) }
      }
    }
    return nil
  }
}

extension ClockImpact.Group {
  /// Excess where it is known, else the gross count.
  fileprivate var weight: Double { excess?.value ?? Double(gross) }
}

extension String {
  /// `the report` for `The report`, in the middle of a sentence.
  var lowercasedArticle: String { prefix(1).lowercased() + dropFirst() }
}
