// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Counts of a few classes over time, one on top of the other.
///
/// ```swift
/// let chart = StackChart(
///   id: "kinds", text: text, axis: TimeAxis(range), noun: "failed requests", start: start,
///   binWidth: .minute, classes: [.init(label: "timeout", values: timeouts)], bands: bands)
/// let svg = chart.svg()
/// ```
package struct StackChart: Sendable {
  /// One class of events.
  package struct Class: Hashable, Sendable {
    /// The name at the right end, cut where it is long.
    package var label: String
    /// Events per bin.
    ///
    /// A bin without a value in any class is one that no log covers.
    package var values: [Double?]

    package init(label: String, values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// Of more classes the largest are shown under their name and the rest as "other".
  package static let maxClasses = 5

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  package var axis: TimeAxis
  /// What is counted, in plural: "requests".
  package var noun: String
  /// Start of bin 0.
  package var start: Timestamp
  package var binWidth: TimeSpan
  /// From the bottom of the stack to its top.
  package var classes: [Class]
  package var bands: [ChartBand]
  package var marks: [ChartMark]

  package init(
    id: String, text: ChartText, axis: TimeAxis, noun: String = "events", start: Timestamp,
    binWidth: TimeSpan, classes: [Class], bands: [ChartBand] = [], marks: [ChartMark] = []
  ) {
    self.id = id
    self.text = text
    self.axis = axis
    self.noun = noun
    self.start = start
    self.binWidth = binWidth
    self.classes = classes
    self.bands = bands
    self.marks = marks
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  ///
  /// - Complexity: O(*n*) in bins and classes, times the few renderings that fitting takes.
  package func svg() -> String {
    let layers = StackLayers(self)
    return FittedSVG.document { points in
      var drawing = StackDrawing(self, layers: layers, points: points)
      return drawing.document()
    }
  }
}
