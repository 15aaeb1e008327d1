// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension Attribution {
  /// One value of one dimension.
  package struct Term: Hashable, Sendable {
    package var dimension: String
    package var value: String

    package init(_ dimension: String, _ value: String) {
      self.dimension = dimension
      self.value = value
    }
  }

  /// A set of at most three dimension values, and how much its leaves fail beyond the expected.
  package struct Candidate: Sendable {
    /// By dimension name: the most specific of the sets that cover these leaves.
    ///
    /// It claims least, as its failures were seen only where all its values meet.
    package var terms: [Term]
    /// Other sets that cover the very same leaves, those with fewest terms first.
    package var sameLeaves: [[Term]]
    /// False when two sets cover the same leaves and neither is a part of the other.
    package var isSeparable: Bool
    package var observed: Int64
    package var expected: Double
    /// Trials in the window.
    package var total: Int64
    package var baseFailed: Int64
    package var baseTotal: Int64
    /// Signed root of the likelihood ratio × coverage × contrast; see `ExcessScore`.
    package var score: Double
    package var share: Share
    /// Excess outside of the set over that inside, per expected failure or per trial.
    ///
    /// The larger of the two, never below 0; nil when nothing is outside.
    package var restRatio: Double?
    /// Those of its terms that the base never had.
    package var newValues: [Term]

    package init(
      terms: [Term], sameLeaves: [[Term]] = [], isSeparable: Bool = true, observed: Int64,
      expected: Double, total: Int64, baseFailed: Int64, baseTotal: Int64, score: Double,
      share: Share, restRatio: Double? = nil, newValues: [Term] = []
    ) {
      self.terms = terms
      self.sameLeaves = sameLeaves
      self.isSeparable = isSeparable
      self.observed = observed
      self.expected = expected
      self.total = total
      self.baseFailed = baseFailed
      self.baseTotal = baseTotal
      self.score = score
      self.share = share
      self.restRatio = restRatio
      self.newValues = newValues
    }
  }

  /// Share of the excess of the window that a set explains.
  package struct Share: Sendable {
    /// (O − E) / (F − Σ E), nil without an excess.
    ///
    /// Above 1 when the rest fails less than expected.
    package var value: Double?
    /// 90 %, over bins; nil with `gap`.
    package var interval: Interval?
    /// Why there is no interval.
    package var gap: ShareGap?

    package init(value: Double?, interval: Interval? = nil, gap: ShareGap? = nil) {
      self.value = value
      self.interval = interval
      self.gap = gap
    }
  }

  /// Why a share has no interval.
  package enum ShareGap: String, CaseIterable, Sendable {
    /// The window has no failures beyond the expected.
    case noExcess = "no-excess"
    /// The counts were not given by bin.
    case noBins = "no-bins"
    /// Fewer than five bins.
    case fewBins = "few-bins"
    /// In more than one of twenty draws nothing is left of the excess.
    case unclearExcess = "unclear-excess"
  }

  /// A value that the base never had.
  package struct NewValue: Hashable, Sendable {
    package var term: Term
    package var failed: Int64
    package var total: Int64

    package init(term: Term, failed: Int64, total: Int64) {
      self.term = term
      self.failed = failed
      self.total = total
    }
  }

  /// A dimension that was left out of the search.
  package struct DroppedDimension: Hashable, Sendable {
    package var name: String
    package var values: Int
    /// Trials in the window and in the base.
    package var events: Int64

    package init(name: String, values: Int, events: Int64) {
      self.name = name
      self.values = values
      self.events = events
    }
  }
}
