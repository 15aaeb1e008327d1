// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Maps values from zero to a round top to y, with the ticks between.
package struct ValueScale: Hashable, Sendable {
  package enum Unit: Hashable, Sendable {
    case count
    /// Values from 0 to 1, printed as percent.
    case share
  }

  package struct Tick: Hashable, Sendable {
    package var value: Double
    package var label: String
  }

  /// The round value at the top edge; at least the largest value, above zero always.
  package let top: Double
  /// From zero to `top`.
  package let ticks: [Tick]

  /// A scale that starts at zero, with steps of 1, 2 or 5 times a power of ten.
  ///
  /// With nothing to show the top is 1 event or 1%. Shares end at 100%. There are at most `steps`
  /// steps from zero to the top, and two are always allowed.
  package init(maximum: Double, unit: Unit, steps: Int) {
    let factor = unit == .share ? 100.0 : 1.0
    let largest = maximum.isFinite && maximum > 0 ? min(maximum * factor, 1e15) : 1
    let limit = unit == .share ? min(largest, 100) : largest
    let (step, decimals) = ValueScale.step(for: limit, atMost: max(2, steps), unit: unit)
    let count = max(1, Int((limit / step - 1e-9).rounded(.up)))
    ticks = (0...count).map { index in
      let value = Double(index) * step
      let label =
        unit == .share
        ? Decimal.text(value, decimals: decimals) + "%"
        : decimals > 0 ? Decimal.text(value, decimals: decimals) : ChartNumber.short(value)
      return Tick(value: value / factor, label: label)
    }
    top = Double(count) * step / factor
  }

  /// A scale whose top is just the largest value, without ticks between.
  init(reaching maximum: Double) {
    top = maximum.isFinite && maximum > 0 ? maximum : 1
    ticks = []
  }

  /// How far up `value` lies, 0 at the bottom and 1 at the top; values outside lie on the edge.
  package func fraction(_ value: Double) -> Double {
    min(1, max(0, value / top))
  }

  func y(_ value: Double, in frame: ChartFrame) -> Double {
    frame.bottom - fraction(value) * frame.height
  }

  private static func step(
    for maximum: Double, atMost steps: Int, unit: Unit
  ) -> (step: Double, decimals: Int) {
    var magnitude = unit == .share ? 0.001 : 1.0
    var decimals = unit == .share ? 3 : 0
    while true {
      for factor in [1.0, 2, 5] where maximum <= magnitude * factor * Double(steps) * (1 + 1e-12) {
        return (magnitude * factor, decimals)
      }
      magnitude *= 10
      decimals = max(0, decimals - 1)
    }
  }
}
