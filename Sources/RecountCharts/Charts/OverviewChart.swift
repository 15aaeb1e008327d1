// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// All events with the failed ones among them, and below it their share, over time.
///
/// ```swift
/// let chart = OverviewChart(
///   id: "overview", text: text, axis: TimeAxis(range), noun: "requests",
///   counts: ChartCounts(series), bands: bands, marks: marks)
/// let svg = chart.svg()
/// ```
package struct OverviewChart: Sendable {
  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  /// What is counted, in plural: "requests".
  package var noun: String
  package var counts: ChartCounts
  package var bands: [ChartBand]
  package var marks: [ChartMark]
  /// Shares are drawn over bins that typically hold this many events; see
  /// ``ChartCounts/supported(minimum:in:)``.
  package var minimumTrials: Double

  package init(
    id: String, text: ChartText, axis: TimeAxis, noun: String = "events", counts: ChartCounts,
    bands: [ChartBand] = [], marks: [ChartMark] = [], minimumTrials: Double = 20
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.noun = noun
    self.counts = counts
    self.bands = bands
    self.marks = marks
    self.minimumTrials = minimumTrials
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n*) in bins, times the few renderings that fitting takes.
  package func svg() -> String {
    let shares = counts.supported(minimum: minimumTrials, in: axis.range)
    return FittedSVG.document { points in
      var drawing = OverviewDrawing(self, shares: shares, points: points)
      return drawing.document()
    }
  }
}
