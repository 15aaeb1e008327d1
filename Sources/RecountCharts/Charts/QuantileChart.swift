// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Quantiles of a duration over time, on a logarithmic scale.
///
/// Where there are too many bins to draw, a line shows the mean of its neighbouring bins, which is
/// not the quantile of them together, and paler areas their lowest and highest value.
///
/// ```swift
/// let chart = QuantileChart(
///   id: "latency", text: text, axis: TimeAxis(range), noun: "requests", start: start,
///   binWidth: .minute, lines: [.init(label: "99%", values: p99)], bands: bands, marks: marks)
/// let svg = chart.svg()
/// ```
package struct QuantileChart: Sendable {
  /// One quantile.
  package struct Line: Hashable, Sendable {
    /// The name at the end of the line: "99%".
    package var label: String
    /// Microseconds per bin; nil where nothing was measured.
    package var values: [Double?]

    package init(label: String, values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// Lines beyond this many are counted in a note and not drawn.
  package static let maxLines = 3

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  /// What takes the time, in plural: "requests".
  package var noun: String
  /// Start of bin 0.
  package var start: Timestamp
  package var binWidth: TimeSpan
  package var lines: [Line]
  package var bands: [ChartBand]
  package var marks: [ChartMark]

  package init(
    id: String, text: ChartText, axis: TimeAxis, noun: String = "events", start: Timestamp,
    binWidth: TimeSpan, lines: [Line], bands: [ChartBand] = [], marks: [ChartMark] = []
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.noun = noun
    self.start = start
    self.binWidth = binWidth
    self.lines = lines
    self.bands = bands
    self.marks = marks
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n*) in bins, times the few renderings that fitting takes.
  package func svg() -> String {
    FittedSVG.document { points in
      var drawing = QuantileDrawing(self, points: points)
      return drawing.document()
    }
  }
}
