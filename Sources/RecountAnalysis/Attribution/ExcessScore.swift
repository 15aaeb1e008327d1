// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// A number that ranks sets of leaves.
protocol SetScore: Sendable {
  /// The score of `set`; any value at most `bound` when it cannot be above it.
  func value(_ set: TrialSum, above bound: Double) -> Double
}

/// How well a set of leaves explains the excess of a window.
///
/// √(2 L) × coverage × contrast. L = O ln(q₁ / q₀) + (N − O) ln((1 − q₁) / (1 − q₀)) with q₁ = O / N,
/// q₀ = E / N: how surely the set fails more than expected. Coverage is the share of the excess of
/// all leaves that is in the set, at most 1, and 1 when there is no such excess. Contrast is 1 minus
/// the additional failed share outside over that inside, within 0...1: a value that all traffic has,
/// or one that fails as much as the rest, explains nothing. 0 below three failures of excess.
///
/// The root keeps a few huge counts from outvoting coverage. Worked number: 50 of 100 failed with 5
/// expected, in a window where 60 of 1,000 failed with 15 expected, has L = 83.04, coverage 1 and
/// contrast 1: 12.887.
package struct ExcessScore: SetScore {
  package let whole: TrialSum

  package init(_ whole: TrialSum) {
    self.whole = whole
  }

  /// The score of `set`; any value at most `bound` when it cannot be above it.
  @inline(__always)
  package func value(_ set: TrialSum, above bound: Double = -1) -> Double {
    guard set.excess >= SegmentLabels.fewestExcess, set.total > 0 else { return 0 }
    let weight = coverage(set) * contrast(set)
    guard weight > 0 else { return 0 }
    // L ≤ (O − E)² / (E (1 − q₀)) without a logarithm; most sets end here.
    let variance = max(set.expected * (1 - set.expected / set.total), 1e-12)
    let most = weight * set.excess * (2 / variance).squareRoot()
    guard most > bound else { return min(most, bound) }
    return weight * (2 * max(0, Self.likelihoodRatio(set))).squareRoot()
  }

  package func coverage(_ set: TrialSum) -> Double {
    whole.excess > 0 ? min(1, max(0, set.excess / whole.excess)) : 1
  }

  package func contrast(_ set: TrialSum) -> Double {
    let rest = whole - set
    guard rest.total > 0, set.excess > 0 else { return 0 }
    return min(1, max(0, 1 - rest.excess / rest.total / (set.excess / set.total)))
  }

  /// Excess outside of the set over that inside, per expected failure or per trial.
  ///
  /// The larger of the two: failures that rose everywhere by one factor are alike in the first, and
  /// failures that came on top everywhere in the second. Nil when nothing is outside.
  package func restRatio(_ set: TrialSum) -> Double? {
    let rest = whole - set
    guard rest.total > 0, set.excess > 0 else { return nil }
    guard rest.excess > 0 else { return 0 }
    let ratio = rest.excess / set.excess
    return ratio * max(set.total / rest.total, set.expected / max(rest.expected, 1e-9))
  }

  /// L; 0 without trials.
  package static func likelihoodRatio(_ set: TrialSum) -> Double {
    guard set.total > 0 else { return 0 }
    let observed = min(max(set.failed / set.total, 1e-12), 1 - 1e-12)
    let expected = min(max(set.expected / set.total, 1e-9), 1 - 1e-9)
    return set.failed * log(observed / expected)
      + (set.total - set.failed) * log((1 - observed) / (1 - expected))
  }
}
