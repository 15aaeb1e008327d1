// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Tails of the binomial distribution and the exact interval of its share.
///
/// Counts may be real: a quasi-binomial test divides hits and misses by the dispersion.
package enum BinomialTail {
  /// ln P(X ≥ hits) for X ~ Bin(hits + misses, share); 0, which is certainty, for no hits.
  ///
  /// Worked number: 3 of 3 at a share of ¼ gives ln 0.015625 = −4.1589.
  package static func logUpper(hits: Double, misses: Double, share: Double) -> Double {
    hits > 0 ? IncompleteBeta.tails(share, hits, max(0, misses) + 1).lower : 0
  }

  /// ln P(X ≤ hits) for X ~ Bin(hits + misses, share); 0, which is certainty, for no misses.
  package static func logLower(hits: Double, misses: Double, share: Double) -> Double {
    misses > 0 ? IncompleteBeta.tails(share, max(0, hits) + 1, misses).upper : 0
  }

  /// ln of twice the smaller tail, at most 0.
  package static func logTwoSided(hits: Double, misses: Double, share: Double) -> Double {
    let upper = logUpper(hits: hits, misses: misses, share: share)
    let lower = logLower(hits: hits, misses: misses, share: share)
    return min(0, log(2) + min(upper, lower))
  }

  /// The 90 % interval of the share after Clopper and Pearson; [0, 1] without trials.
  ///
  /// Worked number: 3 hits and no miss give [0.3684, 1], as 0.3684³ is 5 %.
  package static func shareInterval(hits: Double, misses: Double) -> Interval {
    let (hits, misses) = (max(0, hits), max(0, misses))
    return Interval(
      low: hits > 0 ? IncompleteBeta.quantile(0.05, hits, misses + 1) : 0,
      high: misses > 0 ? IncompleteBeta.quantile(0.95, hits + 1, misses) : 1)
  }
}
