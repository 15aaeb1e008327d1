// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C6: a clock's own stamps run backwards.
///
/// Onset, detection, acknowledgement, mitigation and resolution must not come before one another on
/// one clock. Equal stamps, and stamps whose intervals touch, are in order.
enum OrderRule {
  private static let order: [Milestone.Kind] = [
    .onset, .detected, .acknowledged, .mitigated, .resolved,
  ]

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    Milestone.Clock.allCases.flatMap { conflicts(on: $0, context) }
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
