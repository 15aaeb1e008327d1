// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Counts by combinations of dimension values, in a window and in its base.
package struct AttributionInput: Sendable {
  /// A property of events such as region, host or version, with the values it takes.
  package struct Dimension: Sendable {
    package var name: String
    package var values: [String]

    package init(name: String, values: [String]) {
      self.name = name
      self.values = values
    }
  }

  /// One combination of values, one per dimension, with its events.
  package struct Leaf: Sendable {
    /// For every dimension, an index into its values.
    package var values: [Int]
    package var failed: Int64
    /// Trials in the window.
    package var total: Int64
    package var baseFailed: Int64
    package var baseTotal: Int64

    package init(
      values: [Int], failed: Int64, total: Int64, baseFailed: Int64, baseTotal: Int64
    ) {
      self.values = values
      self.failed = failed
      self.total = total
      self.baseFailed = baseFailed
      self.baseTotal = baseTotal
    }
  }

  /// The events of one leaf in one bin.
  package struct BinCount: Sendable {
    /// Position among the leaves of the input.
    package var leaf: Int
    package var failed: Int64
    package var total: Int64

    package init(leaf: Int, failed: Int64, total: Int64) {
      self.leaf = leaf
      self.failed = failed
      self.total = total
    }
  }

  package var service: String
  package var unit: EventUnit
  package var dimensions: [Dimension]
  /// In any order; leaves with the same values are added up.
  package var leaves: [Leaf]
  /// The leaf counts of every bin of the window in time order; empty when they are not known.
  package var windowBins: [[BinCount]]
  /// The same for the base; empty when the base is to be taken as fixed.
  package var baseBins: [[BinCount]]
  /// Variance of the service's base as a multiple of the binomial one; at least 1.
  package var dispersion: Double
  package var seed: UInt64

  package init(
    service: String, unit: EventUnit, dimensions: [Dimension], leaves: [Leaf],
    windowBins: [[BinCount]] = [], baseBins: [[BinCount]] = [], dispersion: Double = 1,
    seed: UInt64 = 1
  ) {
    self.service = service
    self.unit = unit
    self.dimensions = dimensions
    self.leaves = leaves
    self.windowBins = windowBins
    self.baseBins = baseBins
    self.dispersion = dispersion
    self.seed = seed
  }
}
