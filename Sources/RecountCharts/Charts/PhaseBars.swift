// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// A few measures before, during and after, each on a scale of its own or all on one.
///
/// Numbers are printed as the caller gives them; a bar only shows how they compare.
///
/// ```swift
/// let chart = PhaseBars(
///   id: "phases", text: text,
///   measures: [
///     .init(label: "failed share", values: [
///       .init(value: 0.002, interval: low, text: "0.2%"), .init(value: 0.6, text: "60%"),
///       .init(value: nil, text: "not measured"),
///     ])
///   ])
/// let svg = chart.svg()
/// ```
package struct PhaseBars: Sendable {
  /// One number of a measure.
  package struct Value: Hashable, Sendable {
    /// Nil, and what is not finite, has no bar.
    package var value: Double?
    /// The 90 % interval, drawn as a line with ends.
    package var interval: Interval?
    /// The number with its unit, or why there is none.
    package var text: String

    package init(value: Double?, interval: Interval? = nil, text: String) {
      self.value = value
      self.interval = interval
      self.text = text
    }
  }

  /// One measure, with a value for each phase; missing ones are left out.
  package struct Measure: Hashable, Sendable {
    /// The name at the left, wrapped to three lines and then cut.
    package var label: String
    package var values: [Value]

    package init(label: String, values: [Value]) {
      self.label = label
      self.values = values
    }
  }

  /// Measures beyond this many are counted in a note and not drawn.
  package static let maxMeasures = 12
  /// Bars of a measure; phases beyond this many are not drawn.
  package static let maxPhases = 3

  /// The prefix of every id in the document; unique on a page.
  package var id: String
  package var text: ChartText
  /// Names of the phases, in the order of the values.
  package var phases: [String]
  package var measures: [Measure]
  /// The measures are of one kind: their bars can be compared.
  package var isOneScale: Bool

  package init(
    id: String, text: ChartText, phases: [String] = ["before", "during", "after"],
    measures: [Measure], isOneScale: Bool = false
  ) {
    self.id = id
    self.text = text
    self.phases = phases
    self.measures = measures
    self.isOneScale = isOneScale
  }

  /// The document; the same input gives the same bytes, 60,000 at most.
  package func svg() -> String {
    var drawing = PhaseDrawing(self)
    return drawing.document()
  }
}
