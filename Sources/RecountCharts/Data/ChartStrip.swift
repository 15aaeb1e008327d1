// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One row of a strip chart.
package struct ChartStrip: Sendable {
  /// The name at the left, wrapped to two lines and then cut.
  package var label: String
  package var counts: ChartCounts
  package var bands: [ChartBand]

  package init(label: String, counts: ChartCounts, bands: [ChartBand] = []) {
    self.label = label
    self.counts = counts
    self.bands = bands
  }
}
