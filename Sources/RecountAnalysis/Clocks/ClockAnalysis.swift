// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Puts what was declared beside what was measured, and lists where they disagree.
///
/// A declared stamp never replaces a measured one: both give their own measure, and each measure
/// names its two ends. A stamp that is missing gives "not measured", never 0.
package enum ClockAnalysis {
  /// Every measure, conflict and agreement the input allows.
  ///
  /// The order of milestones and impacts in the input changes nothing.
  package static func analyze(_ input: ClockInput) -> ClockFindings {
    let context = ClockContext(input)
    let measures = ClockMeasures(context).all
    return ClockFindings(
      measures: measures, conflicts: rules.flatMap { $0(context) },
      agreements: ArithmeticRule.agreements(context) + CountRule.agreements(context),
      setAside: context.impact.setAside, undefined: measures.compactMap(UndefinedRule.undefined))
  }

  /// The rules in the order of their codes; C14 is told of the measures and is not among them.
  private static let rules: [@Sendable (ClockContext) -> [Conflict]] = [
    ResolvedBeforeEndRule.conflicts, ResolvedBeforeRecoveryRule.conflicts,
    RelapseAfterResolvedRule.conflicts, OnsetRules.startedEarlier, OnsetRules.startNotVisible,
    OrderRule.conflicts, ArithmeticRule.conflicts, CountRule.conflicts, ScopeRule.conflicts,
    ZoneRule.conflicts, CensoredRule.conflicts, SingleClockRule.conflicts, GapRule.conflicts,
  ]
}
