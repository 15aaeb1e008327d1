// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// C8: a claimed number of failures against what the windows hold.
///
/// A text rarely says whether it counts every failure or only those beyond the usual, nor over
/// which window: the claim is compared with the gross count and the excess of all services of its
/// unit, then with those of each. It conflicts when it matches none of them.
enum CountRule {
  @Sendable static func conflicts(_ context: ClockContext) -> [Conflict] {
    comparisons(context).compactMap { comparison in
      guard comparison.match == nil else { return nil }
      return Conflict(
        code: .count, clock: .report, sentence: comparison.conflictSentence,
        evidence: comparison.scopes.first?.figures ?? [])
    }
  }

  static func agreements(_ context: ClockContext) -> [ClockFindings.Agreement] {
    comparisons(context).compactMap { comparison in
      guard let match = comparison.match else { return nil }
      return ClockFindings.Agreement(
        code: .count, clock: .report, sentence: comparison.sentence(for: match),
        evidence: match.scope.figures)
    }
  }

  /// One per claimed count whose unit the logs hold at all.
  private static func comparisons(_ context: ClockContext) -> [CountComparison] {
    let claims: [(EventUnit, Claims.Count?)] = [
      (.step, context.input.claims.failedSteps), (.request, context.input.claims.failedRequests),
    ]
    return claims.compactMap { unit, claim in
      guard let claim, context.impact.series.contains(where: { $0.unit == unit }) else {
        return nil
      }
      return CountComparison(claim: claim, unit: unit, context: context)
    }
  }
}
