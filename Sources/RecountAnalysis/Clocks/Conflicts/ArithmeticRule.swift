// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C7: a stated duration against the stamps of the same text.
///
/// They agree when the duration with its rounding can be reached from the stamps with theirs. The
/// text may count to its `resolved` or to its `ended`; either will do.
enum ArithmeticRule {
  private struct Comparison {
    let duration: Claims.Duration
    let onset: Milestone
    let close: Milestone

    var span: TimeSpan { close.time - onset.time }
    /// Stamps minus statement.
    var difference: TimeSpan { span - duration.span }

    var agrees: Bool {
      let tolerance = duration.plusMinus + onset.plusMinus + close.plusMinus
      return abs(difference.microseconds) <= tolerance.microseconds
    }
  }

  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    let comparisons = comparisons(context)
    guard let told = comparisons.first, !comparisons.contains(where: \.agrees) else { return [] }
    let sense = told.difference < .seconds(0) ? "less" : "more"
    return [
      Conflict(
        code: .arithmetic, clock: .report,
        sentence: "The report states a duration of \(told.duration.text); from its "
          + "\(stamps(told)) it is \(ClockWording.minutes(told.span)), "
          + "\(ClockWording.minutes(told.difference)) \(sense).",
        distance: told.difference, evidence: [told.onset.evidence, told.close.evidence])
    ]
  }

  static func agreements(_ context: ClockContext) -> [ClockFindings.Agreement] {
    guard let told = comparisons(context).first(where: \.agrees) else { return [] }
    return [
      ClockFindings.Agreement(
        code: .arithmetic, clock: .report,
        sentence: "The report states a duration of \(told.duration.text), which agrees with its "
          + "stamps: from \(stamps(told)) it is \(ClockWording.minutes(told.span)).",
        evidence: [told.onset.evidence, told.close.evidence])
    ]
  }

  private static func comparisons(_ context: ClockContext) -> [Comparison] {
    let declarations = context.declarations
    guard let duration = context.input.claims.duration,
      let onset = declarations.first(.onset, .report)
    else { return [] }
    return [declarations.last(.resolved, .report), declarations.last(.ended, .report)]
      .compactMap(\.self).map { Comparison(duration: duration, onset: onset, close: $0) }
  }

  private static func stamps(_ told: Comparison) -> String {
    "onset at \(ClockWording.moment(told.onset.time)) to \(ClockWording.noun(told.close.kind)) at "
      + ClockWording.moment(told.close.time, after: told.onset.time)
  }
}
