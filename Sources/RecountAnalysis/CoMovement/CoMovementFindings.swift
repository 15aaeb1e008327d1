// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How closely the failures of two services rise and fall together.
package struct CoMovement: Sendable {
  /// In the order of their names.
  package var services: [String]
  /// Rank correlation of the residuals at the best lag, and its 90 % interval.
  ///
  /// ± 1.645 standard deviations of what shifting one service around the clock gives.
  package var correlation: Estimate
  /// From the first service to the second at the best lag.
  ///
  /// Nothing about who led: only onsets with intervals say that.
  package var lag: TimeSpan
  /// How often circular shifts correlate as closely.
  package var pValue: Double
  /// `pValue` adjusted for the number of pairs.
  package var adjusted: Double
  /// Bins in windows of both over bins in windows of either; nil without a window.
  package var overlap: Double?

  /// Whether the two move together, with at most 5 % false findings among all such pairs.
  package var isFinding: Bool { adjusted <= FalseDiscovery.rate + 1e-12 }
}

/// Which services of a case move together.
package struct CoMovementFindings: Sendable {
  /// Every pair that was tested: the smallest adjusted p-value first, then the closest.
  package var pairs: [CoMovement] = []
  /// Names of the services that were tested.
  package var tested: [String] = []
  /// Names of the services left out because there are more than can be compared.
  package var omitted: [String] = []
  package var binWidth = TimeSpan.minute
  /// How many circular shifts each pair was compared with.
  package var shifts = 0
  package var refusals: [Refusal] = []

  /// How many pairs have to move together before the shifts at hand can show any.
  ///
  /// No p-value is below 1 / (1 + shifts), and the first of k findings among m pairs needs
  /// 0.05 k / m. Worked number: 577 shifts and 45 pairs need two. 0 without pairs.
  package var fewestFindings: Int {
    guard !pairs.isEmpty else { return 0 }
    let finest = 1 / Double(1 + shifts)
    return max(1, Int((finest * Double(pairs.count) / FalseDiscovery.rate - 1e-9).rounded(.up)))
  }

  /// The pairs that move together.
  package var findings: [CoMovement] { pairs.filter(\.isFinding) }
}
