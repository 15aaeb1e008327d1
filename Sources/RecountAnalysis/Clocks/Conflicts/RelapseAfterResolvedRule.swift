// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C3: impact begins after a clock said resolved.
///
/// One conflict per clock and window, for windows whose onset lies after the resolution with both
/// intervals apart and less than six hours later: what starts later is another incident.
enum RelapseAfterResolvedRule {
  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    context.declarations.resolutions.flatMap { resolved in
      context.impact.windows(of: resolved.service).filter {
        $0.onset.earliest > resolved.latest
          && $0.onset.time - resolved.time < ClockImpact.relapseReach
      }
      .map { conflict(resolved, $0, context) }
    }
  }

  private static func conflict(
    _ resolved: Milestone, _ window: ClockWindow, _ context: ClockContext
  ) -> Conflict {
    let distance = window.onset.time - resolved.time
    let isRelapse = context.impact.windows(of: window.service).contains {
      $0.onset.time < window.onset.time
    }
    let failing = window.failingParts
    let excess = failing.count == 1 ? failing.first?.excess : nil
    var sentence = "\(ClockWording.subject(resolved.clock)) says resolved at "
    sentence += ClockWording.moment(resolved.time) + "; impact on \(window.service) "
    sentence += "\(isRelapse ? "returned" : "began") at "
    sentence += ClockWording.moment(window.onset.time, after: resolved.time)
    sentence += ", \(ClockWording.minutes(distance)) later"
    if let excess, let unit = failing.first?.unit {
      sentence += ", with \(ClockWording.count(excess)) failed \(unit.noun(2)) above the baseline"
    }
    return Conflict(
      code: .relapseAfterResolved, clock: resolved.clock, service: window.service,
      sentence: sentence + ".", distance: distance, failedAfter: excess,
      evidence: [resolved.evidence] + window.figures)
  }
}
