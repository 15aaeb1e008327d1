// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountAnalysis
package import RecountModel

/// A table of leaves over five dimensions, with failures that rise everywhere or at a planted set.
package struct AttributionSimulation {
  package static let names = ["host", "network", "region", "runner", "version"]

  package var random: SeededGenerator
  /// Values per dimension.
  package var sizes = [8, 10, 4, 3, 3]
  package var windowEvents = 4_000
  package var baseEvents = 20_000
  package var windowBins = 0
  /// Failed share of the base.
  package var baseShare = 0.02
  /// Additional failed share in the window, in all leaves.
  package var added = 0.0
  /// Factor on the failed share in the window, in all leaves.
  package var factor = 1.0
  /// Values by dimension that fail more in the window; empty for none.
  package var planted: [Int: Int] = [:]
  package var plantedShare = 0.3
  /// Whether the values themselves fail with different frequency, in the base and in the window.
  package var hasEffects = true
  /// Intra-class correlation of the failures of a leaf.
  package var spread = 0.0

  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  package var terms: [Attribution.Term] {
    planted.sorted { $0.key < $1.key }.map { Attribution.Term(Self.names[$0], "v\($1)") }
  }

  package mutating func input(dispersion: Double = 1) -> AttributionInput {
    let effects = sizes.map { size in
      (0..<size).map { _ in hasEffects ? exp(0.5 * random.normal()) : 1 }
    }
    var leaves: [AttributionInput.Leaf] = []
    var shares: [Double] = []
    for _ in 0..<windowEvents / 10 {
      // Skewed towards the first values, as traffic is.
      let values = sizes.map { size in Int(Double(size) * random.unit() * random.unit()) }
      if !leaves.contains(where: { $0.values == values }) {
        leaves.append(
          AttributionInput.Leaf(values: values, failed: 0, total: 0, baseFailed: 0, baseTotal: 0))
        shares.append(
          min(0.5, zip(effects, values).reduce(baseShare) { $0 * $1.0[$1.1] }))
      }
    }
    for _ in 0..<windowEvents { leaves[place(leaves.count)].total += 1 }
    for _ in 0..<baseEvents { leaves[place(leaves.count)].baseTotal += 1 }
    var bins = [[AttributionInput.BinCount]](repeating: [], count: windowBins)
    var baseBins = [[AttributionInput.BinCount]](repeating: [], count: 4 * windowBins)
    for index in leaves.indices {
      let isPlanted =
        !planted.isEmpty && planted.allSatisfy { leaves[index].values[$0.key] == $0.value }
      let share =
        min(0.99, shares[index] * factor + added) + (isPlanted ? plantedShare : 0)
      leaves[index].baseFailed = failures(leaves[index].baseTotal, shares[index])
      leaves[index].failed = failures(leaves[index].total, share)
      guard windowBins > 0 else { continue }
      scatter(index, leaves[index].failed, leaves[index].total, over: &bins)
      scatter(index, leaves[index].baseFailed, leaves[index].baseTotal, over: &baseBins)
    }
    return AttributionInput(
      service: "shop", unit: .request,
      dimensions: zip(Self.names, sizes).map { name, size in
        AttributionInput.Dimension(name: name, values: (0..<size).map { "v\($0)" })
      }, leaves: leaves, windowBins: bins, baseBins: baseBins,
      dispersion: dispersion, seed: random.next())
  }

  /// Puts each event of a leaf into any bin.
  private mutating func scatter(
    _ leaf: Int, _ failed: Int64, _ total: Int64, over bins: inout [[AttributionInput.BinCount]]
  ) {
    for event in 0..<total {
      bins[random.below(bins.count)].append(
        AttributionInput.BinCount(leaf: leaf, failed: event < failed ? 1 : 0, total: 1))
    }
  }

  private mutating func place(_ count: Int) -> Int {
    min(count - 1, Int(Double(count) * random.unit() * random.unit()))
  }

  private mutating func failures(_ total: Int64, _ share: Double) -> Int64 {
    let share = min(share, 0.99)
    return Int64(
      spread > 0
        ? random.betaBinomial(Int(total), share, spread: spread)
        : random.binomial(Int(total), share))
  }
}
