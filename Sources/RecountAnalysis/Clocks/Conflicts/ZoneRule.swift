// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C10: one shift of all stamps of a clock would remove several conflicts at once.
///
/// Zones and daylight saving move a clock by multiples of 15 minutes, 14 hours at most. The rule
/// tries each shift k × 15 min, 0 < |k| ≤ 56, and asks C1 to C6 and C11 again. It suggests the one
/// that removes most conflicts, two at least, and adds none; it applies nothing. A clock that
/// closed too early is at peace with every later stamp, which says nothing about its zone: the best
/// shifts must lie within an hour of each other, whole hours go first, then the shorter shift.
///
/// Worked example: impact lies at 10:00–12:00. A report that says onset 05:00 and resolved 07:05 has
/// C5 and C1; 5 hours later it has neither. One that says 11:00 and 11:30 has C4 and C1; an hour
/// earlier it keeps C1, half an hour later C4: nothing is suggested.
enum ZoneRule {
  private static let step = TimeSpan.minutes(15)
  private static let farthest = 56
  private static let fewestRemoved = 2
  /// How many steps the best shifts may lie apart.
  private static let spread = 4

  private struct Shift {
    let steps: Int
    let removed: [Conflict.Code]

    var span: TimeSpan { TimeSpan(microseconds: Int64(steps) * step.microseconds) }
    /// Whole hours, then the shorter, then the later.
    var rank: (Int, Int, Int) { (steps % 4 == 0 ? 0 : 1, abs(steps), steps > 0 ? 0 : 1) }
  }

  /// The rules that compare stamps, those that ask the caller for an excess last.
  private static let stampRules: [@Sendable (ClockContext) -> [Conflict]] = [
    OrderRule.conflicts, OnsetRules.startedEarlier, OnsetRules.startNotVisible,
    ResolvedBeforeRecoveryRule.conflicts, RelapseAfterResolvedRule.conflicts,
    CensoredRule.conflicts, ResolvedBeforeEndRule.conflicts,
  ]

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    let base = stampRules.map { tally($0(context)) }
    guard base.reduce(0, { $0 + $1.values.reduce(0, +) }) >= fewestRemoved else { return [] }
    return Milestone.Clock.allCases.compactMap { clock in
      let stamps = context.declarations.milestones.filter { $0.clock == clock }
      guard stamps.contains(where: { ![.note, .deployed].contains($0.kind) }) else { return nil }
      return best(clock, context, base).map { suggestion($0, clock, stamps) }
    }
  }

  private static func best(
    _ clock: Milestone.Clock, _ context: ClockContext, _ base: [[Key: Int]]
  ) -> Shift? {
    let shifts = (-farthest...farthest).filter { $0 != 0 }.compactMap { steps -> Shift? in
      let span = TimeSpan(microseconds: Int64(steps) * step.microseconds)
      guard let removed = removed(by: span, of: clock, context, base) else { return nil }
      return removed.count >= fewestRemoved ? Shift(steps: steps, removed: removed) : nil
    }
    let most = shifts.map(\.removed.count).max() ?? 0
    let leading = shifts.filter { $0.removed.count == most }
    guard let first = leading.first, let last = leading.last, last.steps - first.steps <= spread
    else { return nil }
    return leading.min { $0.rank < $1.rank }
  }

  /// The codes of the conflicts a shift removes, sorted; nil when it adds one.
  ///
  /// Stamps that leave a window behind have no conflict with it: such a shift is none.
  private static func removed(
    by span: TimeSpan, of clock: Milestone.Clock, _ unmoved: ClockContext, _ base: [[Key: Int]]
  ) -> [Conflict.Code]? {
    var moved = unmoved.input
    for index in moved.milestones.indices where moved.milestones[index].clock == clock {
      moved.milestones[index].time = moved.milestones[index].time + span
    }
    let context = ClockContext(moved)
    let figures = Set(context.impact.windows.flatMap(\.figures))
    guard figures.isSuperset(of: unmoved.impact.windows.flatMap(\.figures)) else { return nil }
    var removed: [Conflict.Code] = []
    for (rule, before) in zip(stampRules, base) {
      let after = tally(rule(context))
      guard after.allSatisfy({ $0.value <= before[$0.key, default: 0] }) else { return nil }
      for (key, count) in before {
        let gone = count - after[key, default: 0]
        removed += Array(repeating: key.code, count: gone)
      }
    }
    let order = Conflict.Code.allCases
    return removed.sorted { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
  }

  /// A conflict apart from the service that tells it, which may change with a shift.
  private struct Key: Hashable {
    let code: Conflict.Code
    let clock: Milestone.Clock
  }

  private static func tally(_ conflicts: [Conflict]) -> [Key: Int] {
    conflicts.reduce(into: [:]) { $0[Key(code: $1.code, clock: $1.clock), default: 0] += 1 }
  }

  private static func suggestion(
    _ shift: Shift, _ clock: Milestone.Clock, _ stamps: [Milestone]
  ) -> Conflict {
    let minutes = abs(shift.steps) * 15
    let length =
      minutes % 60 == 0
      ? "\(minutes / 60) \(minutes == 60 ? "hour" : "hours")" : "\(minutes) minutes"
    let subject = ClockWording.subject(clock)
    let codes = shift.removed.map(\.rawValue)
    return Conflict(
      code: .zone, clock: clock,
      sentence: "\(subject) may be in another zone: with its stamps \(length) "
        + "\(shift.steps > 0 ? "later" : "earlier") \(codes.count) conflicts "
        + "(\(ClockWording.list(codes))) would be gone and none added. No stamp was moved.",
      distance: shift.span, evidence: stamps.map(\.evidence))
  }
}
