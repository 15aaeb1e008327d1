// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountCharts
import RecountModel

extension ReportCharts {
  /// The failed share of each service in the hour before, inside its windows, and in the hour after.
  var beforeAndAfter: Chart? {
    let shares = findings.surroundings
    guard !shares.isEmpty else { return nil }
    let finding = ChartSentence.beforeAndAfter(shares)
    let chart = PhaseBars(
      id: "before-after",
      text: ChartText(
        title: "Failed share in the hour before, inside the windows, and in the hour after",
        finding: finding),
      phases: ["before", "inside", "after"],
      measures: shares.map { share in
        PhaseBars.Measure(
          label: share.service,
          values: share.stretches.map { _, count in
            PhaseBars.Value(value: count.share, text: ChartTable.share(count))
          })
      }, isOneScale: true)
    return Chart(
      file: "before-after.svg", finding: finding, svg: chart.svg(), section: .impact,
      table: ChartTable.shares(shares))
  }

  /// The failed share of all events of a unit over the time that the charts show, as characters.
  ///
  /// Nil where nothing was counted.
  func spark(_ unit: EventUnit) -> (text: String, peak: Double)? {
    let series = findings.impacts.map(\.series).filter { $0.unit == unit }
    guard let counts = summed(series)?.supported(minimum: 20, in: axis.range) else { return nil }
    let shares = counts.share.values
    guard let peak = shares.compactMap(\.self).max() else { return nil }
    return (Sparkline.text(shares, width: ReportCharts.sparkWidth), peak)
  }

  /// Characters of a sparkline: what fits on a line beside its words.
  private static let sparkWidth = 48
}
