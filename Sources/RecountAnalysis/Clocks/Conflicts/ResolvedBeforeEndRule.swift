// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C1: a clock says resolved while impact goes on.
///
/// One conflict per resolution, told by the service that ended last. The end of its impact must lie
/// after the resolution with both intervals apart, and failures above the baseline after it must be
/// beyond doubt: an end that is a minute late inside its own interval is no conflict.
///
/// Where the counts show none, the end of impact that people state is asked: a page that says
/// resolved at 10:20 and a report that says the impact ended at 11:45 cannot both be right.
enum ResolvedBeforeEndRule {
  private struct Remainder {
    let group: ClockImpact.Group
    let excess: Estimate
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    context.declarations.resolutions.compactMap { counted($0, context) ?? stated($0, context) }
  }

  // MARK: - Stamps

  private static func stated(_ resolved: Milestone, _ context: ClockContext) -> Conflict? {
    let ends = context.declarations.milestones.filter {
      $0.kind == .ended && $0.clock != .telemetry
        && (resolved.service == nil || $0.service == resolved.service)
    }
    guard let end = ends.max(by: { $0.earliest < $1.earliest }), end.earliest > resolved.latest
    else { return nil }
    let distance = end.time - resolved.time
    let teller =
      end.clock == resolved.clock
      ? "it" : ClockWording.subject(end.clock).lowercasedArticle
    var text = "\(ClockWording.subject(resolved.clock)) says resolved at "
    text += "\(ClockWording.moment(resolved.time)); \(teller) puts the end of impact"
    if let service = end.service { text += " on \(service)" }
    text += " at \(ClockWording.moment(end.time, after: resolved.time)), "
    text += "\(ClockWording.minutes(distance)) later"
    if showNothing(after: resolved, until: end, context) {
      text += "; these logs show no failures above the baseline after the claim"
    }
    return Conflict(
      code: .resolvedBeforeEnd, clock: resolved.clock, service: end.service, sentence: text + ".",
      distance: distance, evidence: [resolved.evidence, end.evidence])
  }

  /// Whether logs that reach to the stated end have every window closed by the resolution.
  private static func showNothing(
    after resolved: Milestone, until end: Milestone, _ context: ClockContext
  ) -> Bool {
    guard let coverage = context.input.coverage, coverage.start <= resolved.time,
      coverage.end >= end.time, !context.impact.windows.isEmpty
    else { return false }
    return context.impact.windows.allSatisfy { $0.hasEnded && $0.end.earliest <= resolved.latest }
  }

  // MARK: - Counts

  private static func counted(_ resolved: Milestone, _ context: ClockContext) -> Conflict? {
    let remainders = context.impact.groups.compactMap { group -> Remainder? in
      guard resolved.service == nil || resolved.service == group.service,
        group.end.earliest > resolved.latest,
        let excess = context.input.excessAfter(resolved.time, group.service, group.unit),
        excess.interval.low > 0
      else { return nil }
      return Remainder(group: group, excess: excess)
    }
    guard let told = leading(remainders, context) else { return nil }
    let distance = told.group.end.time - resolved.time
    var others = Set(remainders.map(\.group.service))
    others.remove(told.group.service)
    return Conflict(
      code: .resolvedBeforeEnd, clock: resolved.clock, service: told.group.service,
      sentence: sentence(resolved, told, distance, others.sorted()), distance: distance,
      failedAfter: told.excess, evidence: [resolved.evidence] + told.group.figures)
  }

  /// Of the services that ended last together, the one in the unit people count, then the largest.
  private static func leading(_ remainders: [Remainder], _ context: ClockContext) -> Remainder? {
    guard let last = remainders.map(\.group.end).max(by: { $0.time < $1.time }) else { return nil }
    return remainders.filter { $0.group.end.latest >= last.earliest }.min { a, b in
      let claimed = (context.isClaimed(a.group.unit), context.isClaimed(b.group.unit))
      if claimed.0 != claimed.1 { return claimed.0 }
      return (-a.excess.value, a.group.service) < (-b.excess.value, b.group.service)
    }
  }

  private static func sentence(
    _ resolved: Milestone, _ told: Remainder, _ distance: TimeSpan, _ others: [String]
  ) -> String {
    let end = ClockWording.moment(told.group.end.time, after: resolved.time)
    let minutes = ClockWording.minutes(distance)
    var text = "\(ClockWording.subject(resolved.clock)) says resolved at "
    text += ClockWording.moment(resolved.time) + "; impact on \(told.group.service) "
    text +=
      told.group.hasEnded
      ? "ended at \(end), \(minutes) later"
      : "had not ended when its data did at \(end), at least \(minutes) later"
    text += ", with \(ClockWording.count(told.excess)) failed \(told.group.unit.noun(2)) "
    text += "above the baseline after the claim"
    switch others.count {
    case 0: return text + "."
    case 1...3: return text + "; so did \(ClockWording.list(others))."
    default: return text + "; so did \(others.count) other services."
    }
  }
}
