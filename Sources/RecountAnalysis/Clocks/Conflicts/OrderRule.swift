// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C6: a clock's own stamps run backwards, or one of them lies in another year.
///
/// Onset, detection, acknowledgement, mitigation and resolution must not come before one another on
/// one clock. Equal stamps, and stamps whose intervals touch, are in order. A stamp most of a year
/// from all others is told here and left out of every measure.
enum OrderRule {
  private static let order: [Milestone.Kind] = [
    .onset, .detected, .acknowledged, .mitigated, .resolved,
  ]

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    Milestone.Clock.allCases.flatMap { clock in
      conflicts(on: clock, context)
        + context.declarations.strays.filter { $0.clock == clock }.compactMap {
          misdated($0, context)
        }
    }
  }

  private static func misdated(_ stray: Milestone, _ context: ClockContext) -> Conflict? {
    let distances = context.declarations.milestones.map { stray.time - $0.time }
    guard let distance = distances.min(by: { abs($0.microseconds) < abs($1.microseconds) }) else {
      return nil
    }
    let days = ClockWording.count((abs(distance.minutes) / (24 * 60)).rounded())
    return Conflict(
      code: .order, clock: stray.clock, service: stray.service,
      sentence: "\(ClockWording.subject(stray.clock)) puts \(ClockWording.noun(stray.kind)) at "
        + "\(ClockWording.moment(stray.time)), \(days) days "
        + "\(distance < .seconds(0) ? "before" : "after") the nearest other stamp: its year may be "
        + "mistyped, and no measure uses it.",
      distance: distance, evidence: [stray.evidence])
  }

  /// The violations between the nearest neighbours that have any: one odd stamp is told once.
  private static func conflicts(
    on clock: Milestone.Clock, _ context: ClockContext
  ) -> [Conflict] {
    let stamps = order.compactMap { kind in
      kind == .resolved
        ? context.declarations.last(kind, clock) : context.declarations.first(kind, clock)
    }
    for distance in stride(from: 1, to: stamps.count, by: 1) {
      let violations = zip(stamps, stamps.dropFirst(distance)).filter {
        $0.earliest > $1.latest
      }
      if !violations.isEmpty { return violations.map(conflict) }
    }
    return []
  }

  private static func conflict(_ earlier: Milestone, _ later: Milestone) -> Conflict {
    let distance = earlier.time - later.time
    return Conflict(
      code: .order, clock: later.clock, service: later.service,
      sentence: "\(ClockWording.subject(later.clock)) puts \(ClockWording.noun(later.kind)) at "
        + "\(ClockWording.moment(later.time)), \(ClockWording.minutes(distance)) before "
        + "\(ClockWording.noun(earlier.kind)) at "
        + "\(ClockWording.moment(earlier.time, after: later.time)).",
      distance: distance, evidence: [earlier.evidence, later.evidence])
  }
}
