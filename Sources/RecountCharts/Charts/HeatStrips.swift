// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One strip of shaded cells per row: shares over time, to be compared across many rows.
///
/// ```swift
/// let chart = HeatStrips(
///   id: "heat", text: text, axis: TimeAxis(range), noun: "failed share",
///   rows: [.init(label: "web", shares: ChartCounts(series).share, bands: bands)], marks: marks)
/// let svg = chart.svg()
/// ```
package struct HeatStrips: Sendable {
  /// One strip.
  package struct Row: Hashable, Sendable {
    /// The name at the left, cut where it is long.
    package var label: String
    /// From 0 to 1 per bin; nil where no log covers the bin.
    ///
    /// Values outside are moved to the edge.
    package var shares: ChartSeries
    /// Drawn as outlines.
    package var bands: [ChartBand]

    package init(label: String, shares: ChartSeries, bands: [ChartBand] = []) {
      self.label = label
      self.shares = shares
      self.bands = bands
    }
  }

  /// Rows beyond this many are counted in a note and not drawn.
  package static let maxRows = 30
  /// More bins than this are merged; a cell shows the largest of its bins.
  package static let maxCells = 200
  /// Upper bounds of all steps but the last, which ends at 1.
  package static let limits = [0.01, 0.05, 0.2, 0.5]
  /// Bands of one row beyond this many are not drawn.
  static let maxBands = 12

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  /// What the shares are, in singular, for the legend: "failed share".
  package var noun: String
  package var rows: [Row]
  package var marks: [ChartMark]
  /// What an outline is, in singular, for the legend: "impact window".
  package var bandName: String

  package init(
    id: String, text: ChartText, axis: TimeAxis, noun: String = "share", rows: [Row],
    marks: [ChartMark] = [], bandName: String = "window"
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.noun = noun
    self.rows = rows
    self.marks = marks
    self.bandName = bandName
  }

  /// The step of a share, from 0 to 4: up to and with 1%, 5%, 20%, 50% and 100%.
  ///
  /// 0.01 has step 0, 0.010001 step 1, and 1 step 4.
  package static func step(of share: Double) -> Int {
    limits.firstIndex { share <= $0 } ?? limits.count
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n*) in bins, times the few renderings that fitting takes.
  package func svg() -> String {
    FittedSVG.document(rowsAtMost: min(rows.count, HeatStrips.maxRows)) { rows in
      FittedSVG.document(atMost: HeatStrips.maxCells) { cells in
        var drawing = HeatDrawing(self, rows: rows, cells: cells)
        return drawing.document()
      }
    }
  }
}
