// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Maps numbers to x on a scale that holds zero and every number given.
package struct SpanScale: Hashable, Sendable {
  package let low: Double
  package let high: Double

  /// The scale of some values with their intervals; what is not finite is left out.
  ///
  /// Without anything above or below zero it goes from 0 to 1.
  package init(_ values: [Double], intervals: [Interval]) {
    let all = values + intervals.flatMap { [$0.low, $0.high] }
    let finite = all.filter(\.isFinite).map { min(max($0, -1e15), 1e15) }
    let low = min(0, finite.min() ?? 0)
    let high = max(0, finite.max() ?? 0)
    self.low = low
    self.high = low == high ? 1 : high
  }

  /// How far right `value` lies, from 0 to 1; values outside lie on the edge.
  ///
  /// On a scale from −1 to 3, 0 lies at 0.25.
  package func fraction(_ value: Double) -> Double {
    min(1, max(0, (value - low) / (high - low)))
  }

  func x(_ value: Double, in frame: ChartFrame) -> Double {
    frame.left + fraction(value) * frame.width
  }
}
