// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The failed share each leaf would show in the window if nothing had changed since the base.
///
/// Many leaves have few events in the base. Their own share is drawn towards what their values say:
/// main effects, one factor per value, fitted to the margins of the base one dimension after the
/// other. Fitted in turn, because two dimensions that go together (a host and its region) would
/// otherwise count the same effect twice.
///
/// Factor of a value: (F₀ + 5 P₀) / (E₀ + 5 P₀), E₀ its base failures as the other factors fit them;
/// prior
/// πₗ = P₀ Π factors, P₀ = (F₀ + ½) / (N₀ + 1) over all; pₗ = (f₀ + 20 πₗ) / (n₀ + 20). Worked
/// number: without dimensions, 2 failed of 80 give P₀ = 2.5 / 81 and p = 0.02617.
package struct LeafExpectation: Sendable {
  static let valueEvents = 5.0
  static let leafEvents = 20.0
  private static let sweeps = 2
  private static let shares = 1e-5...0.99

  /// For every row.
  package private(set) var share: [Double]
  /// For every row, f₀ + 20 πₗ: the base failures that its share rests on.
  package private(set) var support: [Double]

  package init(_ counts: LeafCounts, codes: [[Int32]], values: [Int]) {
    let failed = counts.baseFailed.reduce(0, +)
    let total = counts.baseTotal.reduce(0, +)
    let overall = (failed + 0.5) / (total + 1)
    share = [Double](repeating: overall, count: counts.count)
    support = share
    var factors = values.map { [Double](repeating: 1, count: $0) }
    for _ in 0..<Self.sweeps {
      for dimension in codes.indices {
        fit(counts, codes[dimension], &factors[dimension], weight: Self.valueEvents * overall)
      }
    }
    for row in share.indices {
      let prior = min(max(share[row], Self.shares.lowerBound), Self.shares.upperBound)
      support[row] = counts.baseFailed[row] + Self.leafEvents * prior
      share[row] = support[row] / (counts.baseTotal[row] + Self.leafEvents)
    }
  }

  /// Fits the factors of one dimension to its margins, given those of the others.
  private mutating func fit(
    _ counts: LeafCounts, _ column: [Int32], _ factors: inout [Double], weight: Double
  ) {
    var margins = [(failed: Double, fitted: Double)](repeating: (0, 0), count: factors.count)
    for row in share.indices {
      let value = Int(column[row])
      margins[value].failed += counts.baseFailed[row]
      margins[value].fitted += counts.baseTotal[row] * share[row]
    }
    var changes = factors
    for (value, margin) in margins.enumerated() {
      let factor = (margin.failed + weight) / (margin.fitted / factors[value] + weight)
      changes[value] = factor / factors[value]
      factors[value] = factor
    }
    for row in share.indices { share[row] *= changes[Int(column[row])] }
  }
}
