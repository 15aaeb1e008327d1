// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountStore

/// Leaf counts of a window and its base as the analysis reads them: values and leaves numbered.
struct LeafTableau {
  private(set) var dimensions: [AttributionInput.Dimension]
  private(set) var leaves: [AttributionInput.Leaf] = []
  private(set) var windowBins: [[AttributionInput.BinCount]] = []
  private(set) var baseBins: [[AttributionInput.BinCount]] = []

  /// By dimension, the number of each value; and the number of each combination.
  private var numbers: [[String: Int]]
  private var places: [[Int]: Int] = [:]

  /// Dimensions that have one value only say nothing and are left out.
  init(_ names: [String], window: [LeafCount], base: [LeafCount]) {
    let all = window + base
    let used = names.indices.filter { dimension in
      all.contains { $0.values[dimension] != all[0].values[dimension] }
    }
    dimensions = used.map { AttributionInput.Dimension(name: names[$0], values: []) }
    numbers = used.map { _ in [:] }
    windowBins = bins(window, used) { leaf, count in
      leaf.failed += count.failed
      leaf.total += count.total
    }
    baseBins = bins(base, used) { leaf, count in
      leaf.baseFailed += count.failed
      leaf.baseTotal += count.total
    }
  }

  private mutating func bins(
    _ counts: [LeafCount], _ used: [Int],
    _ add: (inout AttributionInput.Leaf, LeafCount) -> Void
  ) -> [[AttributionInput.BinCount]] {
    var bins: [Bin: [AttributionInput.BinCount]] = [:]
    for count in counts {
      let place = place(of: used.map { count.values[$0] })
      add(&leaves[place], count)
      bins[Bin(stretch: count.stretch, bin: count.bin), default: []].append(
        AttributionInput.BinCount(leaf: place, failed: count.failed, total: count.total))
    }
    return bins.keys.sorted().map { bins[$0] ?? [] }
  }

  private mutating func place(of values: [String]) -> Int {
    let key = values.indices.map { number(of: values[$0], in: $0) }
    if let place = places[key] { return place }
    places[key] = leaves.count
    leaves.append(
      AttributionInput.Leaf(values: key, failed: 0, total: 0, baseFailed: 0, baseTotal: 0))
    return leaves.count - 1
  }

  private mutating func number(of value: String, in dimension: Int) -> Int {
    if let number = numbers[dimension][value] { return number }
    let number = dimensions[dimension].values.count
    numbers[dimension][value] = number
    dimensions[dimension].values.append(value)
    return number
  }

  private struct Bin: Hashable, Comparable {
    var stretch: Int
    var bin: Int

    static func < (left: Bin, right: Bin) -> Bool {
      (left.stretch, left.bin) < (right.stretch, right.bin)
    }
  }
}
