// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Failures and trials of every row, in the window and in the base: whole numbers below 2⁵³.
package struct LeafCounts: Sendable {
  package var failed: [Double] = []
  package var total: [Double] = []
  package var baseFailed: [Double] = []
  package var baseTotal: [Double] = []

  package init() {}

  package var count: Int { total.count }

  mutating func append(_ leaf: AttributionInput.Leaf) {
    failed.append(Double(leaf.failed))
    total.append(Double(leaf.total))
    baseFailed.append(Double(leaf.baseFailed))
    baseTotal.append(Double(leaf.baseTotal))
  }

  /// Adds a leaf to the last row.
  mutating func add(_ leaf: AttributionInput.Leaf) {
    let last = count - 1
    failed[last] += Double(leaf.failed)
    total[last] += Double(leaf.total)
    baseFailed[last] += Double(leaf.baseFailed)
    baseTotal[last] += Double(leaf.baseTotal)
  }
}
