// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Quantiles of plain numbers.
package enum Quantile {
  /// Type 7: linear between the order statistics around position (n − 1) · share.
  ///
  /// Nil without values; `share` is cut to 0...1. Worked number: the first quartile of 1, 2, 3, 4 is
  /// 1.75. Source: Hyndman, Fan, "Sample quantiles in statistical packages" (1996).
  package static func linear(_ share: Double, ofSorted values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let position = Double(values.count - 1) * min(max(share, 0), 1)
    let below = min(Int(position), values.count - 1)
    let above = min(below + 1, values.count - 1)
    let part = position - Double(below)
    return values[below] + (values[above] - values[below]) * part
  }
}
