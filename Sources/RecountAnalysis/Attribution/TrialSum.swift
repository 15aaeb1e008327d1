// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Failures, expected failures and trials of a set of leaves.
package struct TrialSum: Equatable, Sendable {
  package var failed = 0.0
  package var expected = 0.0
  package var total = 0.0
  /// Base failures that the expected ones rest on.
  package var support = 0.0

  package init(
    failed: Double = 0, expected: Double = 0, total: Double = 0, support: Double = 0
  ) {
    self.failed = failed
    self.expected = expected
    self.total = total
    self.support = support
  }

  package var excess: Double { failed - expected }

  @inline(__always)
  static func += (sum: inout TrialSum, other: TrialSum) {
    sum.failed += other.failed
    sum.expected += other.expected
    sum.total += other.total
    sum.support += other.support
  }

  static func - (left: TrialSum, right: TrialSum) -> TrialSum {
    TrialSum(
      failed: left.failed - right.failed, expected: left.expected - right.expected,
      total: left.total - right.total, support: left.support - right.support)
  }
}
