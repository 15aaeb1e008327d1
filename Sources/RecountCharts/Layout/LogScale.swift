// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Maps durations in microseconds to a height by their logarithm, with round ticks.
package struct LogScale: Hashable, Sendable {
  /// Bounds of the scale: 1, 2 or 5 times a power of ten, from 1 µs to 10⁹ s.
  package let low: Double
  package let high: Double
  package let ticks: [ValueScale.Tick]

  /// A scale for values from `minimum` to `maximum`; values below 1 µs lie on the bottom edge.
  ///
  /// Ticks stand at 1, 2 and 5 times the powers of ten, or where these are more than `count` at
  /// every power or at every few. With nothing to show the scale goes from 1 ms to 1 s.
  package init(minimum: Double, maximum: Double, ticksAtMost count: Int) {
    let steps = LogScale.steps
    let isUsable = minimum.isFinite && maximum.isFinite && minimum <= maximum && maximum > 0
    var first = steps.lastIndex { $0.value <= (isUsable ? minimum : 1000) } ?? 0
    var last = steps.firstIndex { $0.value >= (isUsable ? maximum : 1_000_000) } ?? steps.count - 1
    if first == last {
      if last < steps.count - 1 { last += 1 } else { first -= 1 }
    }
    low = steps[first].value
    high = steps[last].value
    let most = max(2, count)
    var shown = Array(steps[first...last])
    var stride = 1
    while shown.count > most {
      shown = steps[first...last].filter { $0.decade.map { $0 % stride == 0 } ?? false }
      stride += 1
    }
    ticks = shown.map { step in
      ValueScale.Tick(value: step.value, label: LogScale.label(step.value))
    }
  }

  /// How far up `value` lies, 0 at the bottom and 1 at the top; values outside lie on the edge.
  ///
  /// With bounds of 1 ms and 100 ms, 10 ms lies at 0.5.
  package func fraction(_ value: Double) -> Double {
    guard value > low else { return 0 }
    guard value < high else { return 1 }
    let origin = BinaryLogarithm.of(low)
    return (BinaryLogarithm.of(value) - origin) / (BinaryLogarithm.of(high) - origin)
  }

  func y(_ value: Double, in frame: ChartFrame) -> Double {
    frame.bottom - fraction(value) * frame.height
  }

  private static func label(_ microseconds: Double) -> String {
    let isLong = microseconds >= 1_000_000
    let value = microseconds / (isLong ? 1_000_000 : 1000)
    let number =
      value >= 10_000 ? ChartNumber.short(value) : Decimal.text(value, decimals: 3)
    return number + (isLong ? " s" : " ms")
  }

  /// The numbers that a bound or a tick may have; `decade` is that of the powers of ten.
  private static let steps: [(value: Double, decade: Int?)] = {
    var steps: [(value: Double, decade: Int?)] = []
    var power = 1.0
    for decade in 0...15 {
      steps.append((power, decade))
      if decade < 15 { steps += [(power * 2, nil), (power * 5, nil)] }
      power *= 10
    }
    return steps
  }()
}
