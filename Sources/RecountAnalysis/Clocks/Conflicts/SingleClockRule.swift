// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C12: onset and detection rest on one stamp or one tool, so their distance measures nothing.
///
/// People who know only when they noticed write that time twice; an alerting tool that dates both
/// the onset and its own alert cannot tell how late it was.
enum SingleClockRule {
  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    Milestone.Clock.allCases.compactMap { clock in
      let declarations = context.declarations
      guard let onset = declarations.first(.onset, clock),
        let detected = declarations.first(.detected, clock) ?? declarations.first(.alerted, clock)
      else { return nil }
      let subject = ClockWording.subject(clock)
      let sentence: String
      if onset.time == detected.time {
        sentence =
          "\(subject) gives \(ClockWording.moment(onset.time)) as both onset and detection: "
          + "the time to detect is not independently measured."
      } else if clock == .telemetry || clock == .pager {
        sentence =
          "\(subject) dates both onset at \(ClockWording.moment(onset.time)) and detection at "
          + "\(ClockWording.moment(detected.time, after: onset.time)): "
          + "the time to detect is not independently measured."
      } else {
        return nil
      }
      return Conflict(
        code: .singleClock, clock: clock, service: detected.service, sentence: sentence,
        distance: detected.time - onset.time, evidence: [onset.evidence, detected.evidence])
    }
  }
}
