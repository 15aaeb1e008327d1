// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Which values of dimensions explain the failures of a window beyond its base, as candidates.
package struct Attribution: Sendable {
  /// What the search comes to.
  package enum Verdict: Hashable, Sendable {
    /// The first candidate stands out.
    case concentrated
    /// No set alone explains much, but those in `parts` together do.
    case several
    /// The failures follow no dimension that was given.
    case everywhere(Spread)
  }

  /// What speaks for "everywhere".
  package enum Spread: String, CaseIterable, Sendable {
    /// No set stands out from shuffled counts.
    case nothingStandsOut = "nothing-stands-out"
    /// Outside of the best set failures rose about as much as inside.
    case restAlike = "rest-alike"
    /// The best set explains less than three tenths of the excess.
    case smallShare = "small-share"
  }

  package var service: String
  package var unit: EventUnit
  /// Nil when the search was refused.
  package var verdict: Verdict?
  /// At most five, by score; never two that cover the same leaves.
  package var candidates: [Candidate] = []
  /// What is found one after the other when each part's leaves are taken out of the table.
  package var parts: [Candidate] = []
  /// Share of the excess that no part explains; nil without an excess.
  package var unexplained: Double?
  /// Failures beyond the expected in the whole window.
  package var excess = 0.0
  package var mix: TrafficMix?
  /// Values that the base never had though it was long enough, the most failures first.
  package var newValues: [NewValue] = []
  /// Dimensions that were left out, since most of their values occur but once.
  package var dropped: [DroppedDimension] = []
  /// Leaves that could not be read: a value index is missing or names no value.
  package var ignoredLeaves = 0
  /// Sets that were looked at.
  package var setsTried = 0
  /// True when only the best parents of each layer were followed.
  package var isBounded = false
  /// Share of shuffled tables in which some set departs from a rise that is the same everywhere as
  /// far as the first candidate does, this table included.
  package var pValue: Double?
  package var shuffles = 0
  package var seed: UInt64
  package var refusals: [Refusal] = []

  package init(service: String, unit: EventUnit, seed: UInt64) {
    self.service = service
    self.unit = unit
    self.seed = seed
  }
}
