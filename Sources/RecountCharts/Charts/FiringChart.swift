// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// When each rule fired, over the windows in which it should have.
///
/// ```swift
/// let chart = FiringChart(
///   id: "rules", text: text, axis: TimeAxis(range),
///   rows: [.init(label: "5xx above 1%", firings: ranges, text: "fired 10:14")], bands: bands)
/// let svg = chart.svg()
/// ```
package struct FiringChart: Sendable {
  /// One rule.
  package struct Row: Hashable, Sendable {
    /// The name at the left, wrapped to two lines and then cut.
    package var label: String
    /// When the rule fired, in any order; a backward range is left out.
    package var firings: [TimeRange]
    /// Printed below the name: what the marks say, or that the rule never fired.
    package var text: String
    /// Where the marker points: the start of the firing that counts.
    package var first: Timestamp?

    /// Without `first` the marker points at the start of the earliest firing.
    package init(label: String, firings: [TimeRange], text: String, first: Timestamp? = nil) {
      self.label = label
      self.firings = firings
      self.text = text
      self.first = first ?? firings.filter { $0.start <= $0.end }.map(\.start).min()
    }
  }

  /// Rows beyond this many are counted in a note and not drawn.
  package static let maxRows = 30

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  package var rows: [Row]
  package var bands: [ChartBand]
  package var marks: [ChartMark]
  /// What a shaded stretch is, in singular, for the legend: "impact window".
  package var bandName: String
  /// What a marker points at, for the legend.
  package var firstName: String

  package init(
    id: String, text: ChartText, axis: TimeAxis, rows: [Row], bands: [ChartBand] = [],
    marks: [ChartMark] = [], bandName: String = "window",
    firstName: String = "first firing"
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.rows = rows
    self.bands = bands
    self.marks = marks
    self.bandName = bandName
    self.firstName = firstName
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n* log *n*) in firings, times the few renderings that fitting takes.
  package func svg() -> String {
    FittedSVG.document(rowsAtMost: min(rows.count, FiringChart.maxRows)) { rows in
      FittedSVG.document { points in
        var drawing = FiringDrawing(self, rows: rows, points: points)
        return drawing.document()
      }
    }
  }
}
