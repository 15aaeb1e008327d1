// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One strip per row on a shared time axis: failed share, and all events behind it.
///
/// Every strip has its own scale, printed beside it: the chart compares times, not heights.
///
/// ```swift
/// let chart = StripChart(
///   id: "services", text: text, axis: TimeAxis(range),
///   strips: [ChartStrip(label: "web", counts: ChartCounts(series), bands: bands)], marks: marks)
/// let svg = chart.svg()
/// ```
package struct StripChart: Sendable {
  /// Strips beyond this many are counted in a note and not drawn.
  package static let maxStrips = 20
  /// Bands of one strip beyond this many are not drawn.
  static let maxBands = 24
  /// Bands of one strip beyond this many are drawn without their label.
  static let maxBandLabels = 6
  /// A strip is narrower than an overview; finer steps than these would not be seen.
  static let maxPoints = 320

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  package var strips: [ChartStrip]
  package var marks: [ChartMark]
  /// What a shaded stretch is, in singular, for the legend: "impact window".
  package var bandName: String
  /// Whether the numbers are explained below the chart.
  package var hasKey: Bool
  /// A strip is drawn over bins that typically hold this many events; see
  /// ``ChartCounts/supported(minimum:in:)``.
  package var minimumTrials: Double

  package init(
    id: String, text: ChartText, axis: TimeAxis, strips: [ChartStrip], marks: [ChartMark] = [],
    bandName: String = "window", hasKey: Bool = true, minimumTrials: Double = 20
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.strips = strips
    self.marks = marks
    self.bandName = bandName
    self.hasKey = hasKey
    self.minimumTrials = minimumTrials
  }

  /// The document; the same input gives the same bytes, as a rule 60,000 at most.
  ///
  /// - Complexity: O(*n*) in bins, times the few renderings that fitting takes.
  package func svg() -> String {
    let counts = strips.prefix(StripChart.maxStrips).map { strip in
      strip.counts.supported(minimum: minimumTrials, in: axis.range)
    }
    return FittedSVG.document(atMost: StripChart.maxPoints) { points in
      var drawing = StripDrawing(self, counts: counts, points: points)
      return drawing.document()
    }
  }
}
