// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C4 and C5: a declared onset that lies after, or before, what the counts show.
enum OnsetRules {
  /// C4: impact is evident before the declared onset, so a measured TTD is longer than a declared.
  @Sendable static func startedEarlier(_ context: ClockContext) -> [Conflict] {
    declaredOnsets(context).compactMap { declared in
      guard let first = firstWindow(of: declared.service, context),
        first.onset.latest < declared.earliest
      else { return nil }
      let distance = declared.time - first.onset.time
      return Conflict(
        code: .startedEarlier, clock: declared.clock, service: first.service,
        sentence: "\(claim(declared)); impact on \(first.service) is evident from "
          + "\(ClockWording.moment(first.onset.time, after: declared.time)) "
          + "\(ClockWording.interval(first.onset)), \(ClockWording.minutes(distance)) earlier.",
        distance: distance, evidence: [declared.evidence, first.figures[0]])
    }
  }

  /// C5: these logs show no impact at the declared onset; that does not make it wrong.
  @Sendable static func startNotVisible(_ context: ClockContext) -> [Conflict] {
    declaredOnsets(context).compactMap { declared in
      // Logs that begin later cannot show it: that is C11.
      if let coverage = context.input.coverage, coverage.start > declared.latest { return nil }
      let windows = context.impact.windows(of: declared.service)
      guard let first = firstWindow(of: declared.service, context),
        windows.allSatisfy({ $0.onset.earliest > declared.latest && $0.hasOnset })
      else { return nil }
      let distance = first.onset.time - declared.time
      return Conflict(
        code: .startNotVisible, clock: declared.clock, service: first.service,
        sentence: "\(claim(declared)); no impact is visible in these logs before "
          + "\(ClockWording.moment(first.onset.time, after: declared.time)), "
          + "\(ClockWording.minutes(distance)) later.",
        distance: distance, evidence: [declared.evidence, first.figures[0]])
    }
  }

  private static func declaredOnsets(_ context: ClockContext) -> [Milestone] {
    Milestone.Clock.allCases.compactMap { context.declarations.first(.onset, $0) }
  }

  private static func firstWindow(of service: String?, _ context: ClockContext) -> ClockWindow? {
    context.impact.windows(of: service).min { $0.onset.latest < $1.onset.latest }
  }

  private static func claim(_ declared: Milestone) -> String {
    "\(ClockWording.subject(declared.clock)) puts onset at \(ClockWording.moment(declared.time))"
  }
}
