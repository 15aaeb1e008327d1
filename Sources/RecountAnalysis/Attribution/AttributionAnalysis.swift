// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Finds which values of dimensions explain the failures of a window beyond its base.
///
/// All sets of up to three values are scored by how surely they fail more than the base lets expect,
/// by the share of the excess in them and by their contrast to the rest. The result names
/// candidates; that failures gather at a value does not tell what made them.
package enum AttributionAnalysis {
  /// Failures in the window below which nothing is attributed.
  static let fewestFailed = 20.0
  /// Trials in the base below which nothing can be expected.
  static let fewestBase = 20.0
  static let mostCandidates = 5
  /// p-value up to which the best set stands out: none of the 99 shuffled tables reaches it.
  static let significance = 0.01
  static let leastCoverage = 0.3
  /// Share of the excess that several parts must explain together to be an answer.
  static let leastTogether = 0.5

  /// Candidates, remainders and what speaks against them.
  ///
  /// The order of leaves, dimensions and values in the input changes nothing. Logs that were sampled
  /// by outcome give wrong shares; that is not visible in the counts.
  ///
  /// - Complexity: (1 + parts + shuffles) × leaves × combinations of dimensions.
  package static func analyze(_ input: AttributionInput) -> Attribution {
    AttributionMeasurement(input).attribution()
  }
}
