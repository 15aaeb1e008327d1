// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Instants with what the data leave open, one below the other: which came first, and which
/// cannot be ordered.
///
/// Beside each row stands the place that it takes among all rows, or the places that it may take;
/// see ``IntervalPlaces``. Rows stay in the order of the caller.
///
/// ```swift
/// let chart = OrderChart(
///   id: "order", text: text,
///   rows: [.init(label: "web", earliest: low, time: best, latest: high, note: "5xx share")])
/// let svg = chart.svg()
/// ```
package struct OrderChart: Sendable {
  /// One instant.
  package struct Row: Hashable, Sendable {
    /// The name at the left, wrapped to two lines and then cut.
    package var label: String
    package let earliest: Timestamp
    package let time: Timestamp
    package let latest: Timestamp
    /// Printed below the instant, wrapped to two lines and then cut.
    package var note: String

    /// Bounds that do not hold `time` are widened to it; instants outside the years 0 to 9999 are
    /// moved to that border.
    package init(
      label: String, earliest: Timestamp, time: Timestamp, latest: Timestamp, note: String = ""
    ) {
      let times = [earliest, time, latest].map(TimeAxis.bounded)
      self.label = label
      self.earliest = min(times[0], times[1], times[2])
      self.time = times[1]
      self.latest = max(times[0], times[1], times[2])
      self.note = note
    }
  }

  /// Rows beyond this many are counted in a note and not drawn.
  package static let maxRows = 30

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var rows: [Row]
  package var marks: [ChartMark]
  package var axis: TimeAxis

  /// Without `axis` the chart shows all of its rows and a little more.
  package init(
    id: String, text: ChartText, rows: [Row], marks: [ChartMark] = [], axis: TimeAxis? = nil
  ) {
    self.id = id
    self.text = text
    self.rows = rows
    self.marks = marks
    self.axis = axis ?? OrderChart.axis(around: rows)
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n* log *n*) in rows.
  package func svg() -> String {
    FittedSVG.document(rowsAtMost: min(rows.count, OrderChart.maxRows)) { rows in
      var drawing = OrderDrawing(self, rows: rows)
      return drawing.document()
    }
  }

  private static func axis(around rows: [Row]) -> TimeAxis {
    let start = rows.map(\.earliest).min() ?? Timestamp(seconds: 0)
    let end = rows.map(\.latest).max() ?? start
    let margin = TimeSpan(microseconds: max(30_000_000, (end - start).microseconds / 25))
    return TimeAxis(TimeRange(start: start - margin, end: end + margin))
  }
}

extension TimeAxis {
  /// `time`, moved to the border when an axis cannot show it.
  static func bounded(_ time: Timestamp) -> Timestamp {
    TimeAxis(TimeRange(start: time, end: time)).range.start
  }
}
