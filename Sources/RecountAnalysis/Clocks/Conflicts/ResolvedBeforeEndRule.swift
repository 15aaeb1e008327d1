// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C1: a clock says resolved while impact goes on.
///
/// One conflict per resolution, told by the service that ended last. The end of its impact must lie
/// after the resolution with both intervals apart, and failures above the baseline after it must be
/// beyond doubt: an end that is a minute late inside its own interval is no conflict.
enum ResolvedBeforeEndRule {
  private struct Remainder {
    let group: ClockImpact.Group
    let excess: Estimate
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    context.declarations.resolutions.compactMap { conflict($0, context) }
  }

  private static func conflict(_ resolved: Milestone, _ context: ClockContext) -> Conflict? {
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
