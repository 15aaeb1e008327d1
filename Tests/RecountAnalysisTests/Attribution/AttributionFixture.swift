// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel

/// A table written down by hand, whose leaves name their values.
struct AttributionFixture {
  var names: [String]
  var values: [[String]]
  var leaves: [AttributionInput.Leaf] = []

  init(_ names: String...) {
    self.names = names
    values = names.map { _ in [] }
  }

  /// Adds a leaf with failures and trials in the window and in the base.
  mutating func add(
    _ terms: String..., window: (failed: Int64, total: Int64), base: (failed: Int64, total: Int64)
  ) {
    let codes = zip(terms.indices, terms).map { dimension, term in
      if let code = values[dimension].firstIndex(of: term) { return code }
      values[dimension].append(term)
      return values[dimension].count - 1
    }
    leaves.append(
      AttributionInput.Leaf(
        values: codes, failed: window.failed, total: window.total, baseFailed: base.failed,
        baseTotal: base.total))
  }

  func input(seed: UInt64 = 1) -> AttributionInput {
    AttributionInput(
      service: "shop", unit: .request,
      dimensions: zip(names, values).map { AttributionInput.Dimension(name: $0, values: $1) },
      leaves: leaves, seed: seed)
  }

  /// Four regions and three versions; one region fails.
  static var oneRegion: AttributionFixture {
    var table = AttributionFixture("region", "version")
    for region in ["eu", "us", "ap", "sa"] {
      for version in ["7", "8", "9"] {
        table.add(
          region, version, window: (region == "eu" ? 90 : 2, 200), base: (10, 1000))
      }
    }
    return table
  }
}
