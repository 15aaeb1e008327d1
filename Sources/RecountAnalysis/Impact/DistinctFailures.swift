// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension ImpactWindow {
  /// How many operations failed, where clients tried again: the bounds of a number that no log gives.
  ///
  /// A surge of S attempts beyond the expected may be retries of what failed before, so the failed
  /// operations lie in [max(0, excess.low − S.high), excess.high]. Nil without a surge, and where the
  /// excess was refused. Worked number: an excess of 1,000 [900, 1,100] in a surge of 300 [250, 400]
  /// stands for 500 to 1,100 operations.
  ///
  /// Missing traffic and failures must not be added up where this is not nil.
  package var distinctFailures: Interval? {
    guard let excess, let surplus else { return nil }
    return Interval(
      low: max(0, excess.interval.low - surplus.interval.high), high: excess.interval.high)
  }
}
