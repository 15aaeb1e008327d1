// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Which of many tests stand when at most a given share of those that do may be false.
///
/// Source: Benjamini, Hochberg, "Controlling the false discovery rate" (1995).
package enum FalseDiscovery {
  /// Expected share of false findings up to which a test counts as one.
  package static let rate = 0.05

  /// p-values adjusted for their number, in the order given; see `adjusted(logarithms:)`.
  ///
  /// A test is a finding when its adjusted value is at most `rate`.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    adjusted(logarithms: pValues.map { log($0) }).map { exp($0) }
  }

  /// Adjusted values qᵢ = min over k ≥ rank(i) of p₍ₖ₎ m / k, in logarithms, in the order of the
  /// input.
  ///
  /// Test i stands at a rate of 5 % iff qᵢ ≤ ln 0.05. Equal values share one result, so the order
  /// of the input does not matter. Empty for no tests.
  ///
  /// Worked numbers: p = 0.01, 0.04, 0.03 give q = 0.03, 0.04, 0.04.
  package static func adjusted(logarithms: [Double]) -> [Double] {
    let order = logarithms.indices.sorted {
      (logarithms[$0], $0) < (logarithms[$1], $1)
    }
    var adjusted = logarithms
    var smallest = 0.0
    for (rank, index) in order.enumerated().reversed() {
      let ratio = Double(order.count) / Double(rank + 1)
      smallest = min(smallest, logarithms[index] + log(ratio))
      adjusted[index] = smallest
    }
    return adjusted
  }
}
