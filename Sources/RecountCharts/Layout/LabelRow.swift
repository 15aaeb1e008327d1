// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// One line of text above a panel, in which labels find free places.
package struct LabelRow: Sendable {
  /// A text that found its place; `left` is where it starts.
  package struct Placed: Hashable, Sendable {
    package var text: String
    package var left: Double
  }

  private let bounds: ClosedRange<Double>
  /// Positions that labels would rather not cover: the lines that cross the row.
  private let lines: [Double]
  private var taken: [ClosedRange<Double>] = []
  private let metrics: TextMetrics

  package init(bounds: ClosedRange<Double>, avoiding lines: [Double], metrics: TextMetrics) {
    self.bounds = bounds
    self.lines = lines
    self.metrics = metrics
  }

  /// Puts `text` as near to `x` as it can, and then where it covers fewest lines.
  package mutating func place(_ text: String, at x: Double) -> Placed? {
    let width = metrics.width(text)
    return place(text, lefts: [x + 5, x - width - 5, x - width / 2], width: width)
  }

  /// Puts `text` beside the stretch `from...to`, or else into it.
  ///
  /// It keeps clear of the stretches `others`, which it would seem to name if it stood over them.
  package mutating func place(
    _ text: String, beside from: Double, _ to: Double, clearOf others: [ClosedRange<Double>] = []
  ) -> Placed? {
    let width = metrics.width(text)
    var lefts = [to + 6, from - width - 6]
    if width + 8 <= to - from { lefts += [from + 4, to - width - 4] }
    return place(text, lefts: lefts, width: width, blocked: others)
  }

  private mutating func place(
    _ text: String, lefts: [Double], width: Double, blocked: [ClosedRange<Double>] = []
  ) -> Placed? {
    var best: (left: Double, crossed: Int)?
    for wanted in lefts {
      let left = min(max(wanted, bounds.lowerBound), bounds.upperBound - width)
      guard left >= bounds.lowerBound, abs(left - wanted) < width else { continue }
      let span = left - 3...left + width + 3
      guard !(taken + blocked).contains(where: { $0.overlaps(span) }) else { continue }
      let crossed = lines.count { span.contains($0) }
      if crossed < best?.crossed ?? .max { best = (left, crossed) }
    }
    guard let best else { return nil }
    taken.append(best.left - 3...best.left + width + 3)
    return Placed(text: text, left: best.left)
  }
}
