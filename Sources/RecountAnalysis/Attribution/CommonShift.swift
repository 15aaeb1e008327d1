// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// One odds ratio by which all leaves changed: what "everywhere" expects of each.
///
/// q = ψ p / (1 − p + ψ p) with ψ such that Σ n q = F. Worked number: with p = 0.1 throughout and 50
/// of 100 failed ψ is 9.
package struct CommonShift: Sendable {
  package private(set) var oddsRatio = 1.0
  private static let limits = 1e-9...1e9

  /// Newton's method on ln ψ, with steps of at most 2.
  package init(_ leaves: [TrialSum]) {
    let failed = leaves.reduce(0) { $0 + $1.failed }
    for _ in 0..<50 {
      var (sum, slope) = (0.0, 0.0)
      for leaf in leaves where leaf.total > 0 {
        let share = shifted(leaf) / leaf.total
        sum += leaf.total * share
        slope += leaf.total * share * (1 - share)
      }
      guard slope > 0 else { return }
      let step = min(max((failed - sum) / slope, -2), 2)
      oddsRatio = min(
        max(oddsRatio * exp(step), Self.limits.lowerBound), Self.limits.upperBound)
      if abs(step) < 1e-7 { return }
    }
  }

  /// Failures expected of a leaf when it changed like all.
  @inline(__always)
  package func shifted(_ leaf: TrialSum) -> Double {
    guard leaf.total > 0 else { return 0 }
    let failed = oddsRatio * leaf.expected
    return leaf.total * failed / (leaf.total - leaf.expected + failed)
  }

  /// The leaves with what is then expected of them.
  func applied(to leaves: [TrialSum]) -> [TrialSum] {
    leaves.map { leaf in
      var leaf = leaf
      leaf.expected = shifted(leaf)
      return leaf
    }
  }

  /// The leaves with what is expected when one failed share came on top everywhere.
  ///
  /// e + (n − e) δ with δ = (F − Σ e) / (N − Σ e): failures that hit all trials whatever their usual
  /// share. Without an excess the leaves as they are.
  static func addition(to leaves: [TrialSum]) -> [TrialSum] {
    let whole = leaves.reduce(into: TrialSum()) { $0 += $1 }
    guard whole.excess > 0, whole.total > whole.expected else { return leaves }
    let added = whole.excess / (whole.total - whole.expected)
    return leaves.map { leaf in
      var leaf = leaf
      leaf.expected += (leaf.total - leaf.expected) * added
      return leaf
    }
  }
}
