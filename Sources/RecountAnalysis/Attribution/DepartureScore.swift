// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// How surely a set fails more and the rest less than a rise that is the same everywhere.
///
/// √(2 (G + G′)) of the set and the rest; 0 below three failures of excess. With E what a common
/// rise expects (`CommonShift`), B the base failures behind it and π = E / (E + B),
/// G = O ln(O / (π (O + B))) + B ln(B / ((1 − π) (O + B))): the window and the base are both counted,
/// since a set that by luck has no base failures would otherwise depart without bound. It is a scan
/// statistic for one set (Kulldorff 1997). Worked number: O = 20, E = 10, B = 10 has G = 1.699.
package struct DepartureScore: SetScore {
  private let whole: TrialSum

  /// The score for leaves that carry what a common rise expects of them.
  init(_ leaves: [TrialSum]) {
    whole = leaves.reduce(into: TrialSum()) { $0 += $1 }
  }

  @inline(__always)
  func value(_ set: TrialSum, above bound: Double = -1) -> Double {
    let rest = whole - set
    guard set.excess >= SegmentLabels.fewestExcess, set.total > 0, rest.total > 0 else { return 0 }
    let most = (2 * (Self.largestRatio(set) + Self.largestRatio(rest))).squareRoot()
    guard most > bound else { return min(most, bound) }
    return (2 * max(0, Self.likelihoodRatio(set) + Self.likelihoodRatio(rest))).squareRoot()
  }

  /// G; 0 without failures on either side.
  package static func likelihoodRatio(_ set: TrialSum) -> Double {
    let events = set.failed + set.support
    guard events > 0, set.expected > 0, set.support > 0 else { return 0 }
    let share = set.expected / (set.expected + set.support)
    let window = set.failed > 0 ? set.failed * log(set.failed / (share * events)) : 0
    return window + set.support * log(set.support / ((1 - share) * events))
  }

  /// G ≤ (O − π (O + B))² / (π (1 − π) (O + B)): a bound without a logarithm.
  @inline(__always)
  private static func largestRatio(_ set: TrialSum) -> Double {
    let events = set.failed + set.support
    guard events > 0, set.expected > 0, set.support > 0 else { return 0 }
    let share = set.expected / (set.expected + set.support)
    let miss = set.failed - share * events
    return miss * miss / (share * (1 - share) * events)
  }
}
