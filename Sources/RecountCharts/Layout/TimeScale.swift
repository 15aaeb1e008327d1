// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Maps instants to x.
package struct TimeScale: Sendable {
  let axis: TimeAxis
  let left: Double
  let width: Double

  package init(axis: TimeAxis, left: Double, width: Double) {
    self.axis = axis
    self.left = left
    self.width = width
  }

  var right: Double { left + width }

  func x(_ time: Timestamp) -> Double {
    left + axis.fraction(time) * width
  }

  /// Left and right border of what the axis shows of `range`; nil when it shows nothing.
  func span(_ range: TimeRange) -> (left: Double, right: Double)? {
    guard range.overlaps(axis.range) else { return nil }
    return (x(range.start), x(range.end))
  }
}
