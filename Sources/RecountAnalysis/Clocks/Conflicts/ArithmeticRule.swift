// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C7: a stated duration against the stamps of the same text.
///
/// They agree when the duration with its rounding can be reached from the stamps with theirs. The
/// text may count to its `resolved` or to its `ended`; either will do.
enum ArithmeticRule {
  private struct Comparison {
    let service: String?
    let duration: Claims.Duration
    let onset: Milestone
    let close: Milestone

    var span: TimeSpan { close.time - onset.time }
    /// Stamps minus statement.
    var difference: TimeSpan { span - duration.span }

    var agrees: Bool {
      let tolerance = duration.plusMinus + onset.plusMinus + close.plusMinus
      return switch duration.bound {
      case .atLeast: difference.microseconds >= -tolerance.microseconds
      case .atMost: difference.microseconds <= tolerance.microseconds
      case nil: abs(difference.microseconds) <= tolerance.microseconds
      }
    }

    /// `a duration of 5h33m`, `a duration of about two hours for webhooks`.
    var statement: String {
      "a duration of \(duration.text)" + (service.map { " for \($0)" } ?? "")
    }
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    comparisons(context).compactMap { comparisons in
      guard let told = comparisons.first, !comparisons.contains(where: \.agrees) else { return nil }
      let sense = told.difference < .seconds(0) ? "less" : "more"
      return Conflict(
        code: .arithmetic, clock: .report, service: told.service,
        sentence: "The report states \(told.statement); from its "
          + "\(stamps(told)) it is \(ClockWording.minutes(told.span)), "
          + "\(ClockWording.minutes(told.difference)) \(sense).",
        distance: told.difference, evidence: [told.onset.evidence, told.close.evidence])
    }
  }

  static func agreements(_ context: ClockContext) -> [ClockFindings.Agreement] {
    comparisons(context).compactMap { comparisons in
      guard let told = comparisons.first(where: \.agrees) else { return nil }
      return ClockFindings.Agreement(
        code: .arithmetic, clock: .report,
        sentence: "The report states \(told.statement), which agrees with its "
          + "stamps: from \(stamps(told)) it is \(ClockWording.minutes(told.span)).",
        evidence: [told.onset.evidence, told.close.evidence])
    }
  }

  /// What each stated duration can be compared with: that of the incident, then those of services.
  private static func comparisons(_ context: ClockContext) -> [[Comparison]] {
    let declarations = context.declarations
    var comparisons: [[Comparison]] = []
    if let duration = context.input.claims.duration, let onset = declarations.first(.onset, .report)
    {
      comparisons.append(
        [declarations.last(.resolved, .report), declarations.last(.ended, .report)]
          .compactMap(\.self).map {
            Comparison(service: nil, duration: duration, onset: onset, close: $0)
          })
    }
    for (service, duration) in context.input.claims.serviceDurations.sorted(by: { $0.key < $1.key })
    {
      let own = declarations.milestones.filter { $0.clock == .report && $0.service == service }
      guard let onset = own.first(where: { $0.kind == .onset }),
        let close = own.last(where: { [.ended, .resolved].contains($0.kind) })
      else { continue }
      comparisons.append(
        [Comparison(service: service, duration: duration, onset: onset, close: close)])
    }
    return comparisons
  }

  private static func stamps(_ told: Comparison) -> String {
    "onset at \(ClockWording.moment(told.onset.time)) to \(ClockWording.noun(told.close.kind)) at "
      + ClockWording.moment(told.close.time, after: told.onset.time)
  }
}
