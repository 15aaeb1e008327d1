// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C11: the logs do not reach as far as the impact, so a measure is a lower bound.
enum CensoredRule {
  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    Milestone.Clock.allCases.flatMap { clock in
      let measured = clock == .telemetry ? context.impact.windows.flatMap(open) : []
      return measured + declared(clock, context)
    }
  }

  private static func declared(
    _ clock: Milestone.Clock, _ context: ClockContext
  ) -> [Conflict] {
    guard let coverage = context.input.coverage else { return [] }
    let subject = ClockWording.subject(clock)
    var found: [Conflict] = []
    if let onset = context.declarations.first(.onset, clock), coverage.start > onset.latest {
      let distance = coverage.start - onset.time
      found.append(
        Conflict(
          code: .censored, clock: clock, service: onset.service,
          sentence: "\(subject) puts onset at \(ClockWording.moment(onset.time)); the logs begin "
            + "at \(ClockWording.moment(coverage.start, after: onset.time)), "
            + "\(ClockWording.minutes(distance)) later: measured times are lower bounds.",
          distance: distance, evidence: [onset.evidence]))
    }
    if let close = context.declarations.close(clock), coverage.end < close.earliest {
      let distance = close.time - coverage.end
      found.append(
        Conflict(
          code: .censored, clock: clock, service: close.service,
          sentence: "\(subject) puts \(ClockWording.noun(close.kind)) at "
            + "\(ClockWording.moment(close.time)); the logs end at "
            + "\(ClockWording.moment(coverage.end, after: close.time)), "
            + "\(ClockWording.minutes(distance)) earlier: measured times are lower bounds.",
          distance: distance, evidence: [close.evidence]))
    }
    return found
  }

  private static func open(_ window: ClockWindow) -> [Conflict] {
    var sentences: [String] = []
    if !window.hasOnset {
      sentences.append(
        "Impact on \(window.service) is already visible when its data begin at "
          + "\(ClockWording.moment(window.onset.time)): its onset may lie earlier.")
    }
    if !window.hasEnded {
      sentences.append(
        "Impact on \(window.service) is still visible when its data end at "
          + "\(ClockWording.moment(window.end.time)): measured times are lower bounds.")
    }
    return sentences.map {
      Conflict(
        code: .censored, clock: .telemetry, service: window.service, sentence: $0,
        evidence: window.figures)
    }
  }
}
