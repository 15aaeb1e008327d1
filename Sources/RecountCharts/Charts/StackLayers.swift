// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The classes of a stack as running sums, from the bottom to the top.
package struct StackLayers: Sendable {
  package struct Layer: Sendable {
    package var label: String
    /// Whether the layer takes together what has no name of its own.
    package var isOther: Bool
    /// As `failed`, the sum of this layer and those below it; as `total`, that of all layers.
    package var sums: ChartCounts
    /// Events of this layer alone within the axis.
    package var events: Double
  }

  package let layers: [Layer]
  /// Events of all layers within the axis.
  package let events: Double

  /// Negative values are read as zero, and what is not finite as no coverage.
  package init(_ chart: StackChart) {
    let length = chart.classes.map(\.values.count).max() ?? 0
    let series = chart.classes.map {
      ChartSeries(start: chart.start, binWidth: chart.binWidth, values: $0.values)
    }
    let visible = ChartSeries(
      start: chart.start, binWidth: chart.binWidth, values: Array(repeating: nil, count: length)
    ).bins(in: chart.axis.range)
    let events = series.map { series in
      series.values[visible.clamped(to: 0..<series.count)].reduce(0) { $0 + max(0, $1 ?? 0) }
    }
    let ranked = events.indices.sorted { (events[$1], $0) < (events[$0], $1) }
    let named = Set(ranked.prefix(StackChart.maxClasses))
    var groups = series.indices.filter(named.contains).map { [$0] }
    let rest = series.indices.filter { !named.contains($0) }
    if !rest.isEmpty { groups.append(rest) }
    let all = StackLayers.sum(of: series, length: length)
    var layers: [Layer] = []
    var below: [ChartSeries] = []
    for group in groups {
      below += group.map { series[$0] }
      let isOther = group == rest
      layers.append(
        Layer(
          label: isOther ? "other (\(rest.count))" : chart.classes[group[0]].label,
          isOther: isOther,
          sums: ChartCounts(
            start: chart.start, binWidth: chart.binWidth, total: all,
            failed: zip(all, StackLayers.sum(of: below, length: length)).map { all, sum in
              all.map { _ in sum ?? 0 }
            }),
          events: group.reduce(0) { $0 + events[$1] }))
    }
    self.layers = layers
    self.events = events.reduce(0, +)
  }

  /// The sum of every bin; nil where no series has a value.
  private static func sum(of series: [ChartSeries], length: Int) -> [Double?] {
    var sums = [Double?](repeating: nil, count: length)
    for series in series {
      for (bin, value) in series.values.enumerated() {
        if let value { sums[bin] = (sums[bin] ?? 0) + max(0, value) }
      }
    }
    return sums
  }
}
