// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// How much more the lines of a signature vary than independent ones would: φ.
///
/// Lines come in clumps: one failure writes several, one client tries again. Counts in clumps of
/// five say as much as a fifth of them.
package enum SignatureDispersion {
  /// Clumps of other signatures that a signature's own dispersion is weighed against.
  private static let priorLines = 10.0

  /// Pearson's φ: Σ (cᵢ − λ eᵢ)² / (λ eᵢ) / (n − 1) with λ = Σ c / Σ e over the bins of the base.
  ///
  /// Bins must be longer than a clump lasts; a quarter of an hour does. Bins without exposure are
  /// left out. 1 with fewer than two bins or without lines; never below 1.
  ///
  /// Worked number: 0, 0, 0, 4 over equal exposures give 4, as one clump of four does.
  package static func estimate(lines: [Int64], exposures: [Double]) -> Double {
    let bins = zip(lines, exposures).filter { $0.1 > 0 && $0.1.isFinite }
    let sums = bins.reduce((0.0, 0.0)) { ($0.0 + Double(max(0, $1.0)), $0.1 + $1.1) }
    guard bins.count > 1, sums.0 > 0 else { return 1 }
    let rate = sums.0 / sums.1
    let squares = bins.reduce(0.0) { sum, bin in
      let mean = rate * bin.1
      let miss = Double(max(0, bin.0)) - mean
      return sum + miss * miss / mean
    }
    let estimate = squares / Double(bins.count - 1)
    return estimate.isFinite ? max(1, estimate) : 1
  }

  /// Each signature's φ drawn towards that of all: (b φ + 10 φ̄) / (b + 10), b lines in the base.
  ///
  /// φ̄ is the mean weighted by min(b, 10). A signature without lines in the base has nothing of
  /// its own and gets φ̄; 1 when none has any. In the order of the input.
  package static func shrunk(_ estimates: [(lines: Int64, dispersion: Double)]) -> [Double] {
    let cleaned = estimates.map { estimate in
      (
        lines: Double(max(0, estimate.lines)),
        dispersion: estimate.dispersion.isFinite ? max(1, estimate.dispersion) : 1
      )
    }
    var (sum, weights) = (0.0, 0.0)
    for estimate in cleaned {
      let weight = min(estimate.lines, priorLines)
      sum += weight * estimate.dispersion
      weights += weight
    }
    let mean = weights > 0 ? sum / weights : 1
    return cleaned.map {
      ($0.lines * $0.dispersion + priorLines * mean) / ($0.lines + priorLines)
    }
  }

  /// Lines that a single clump reaches once in 10,000: 1 + ln 10⁻⁴ / ln (1 − 1 / m), m = (φ + 1) /
  /// 2.
  ///
  /// Clumps of geometric size with mean m have φ = 2 m − 1. Their tail is heavier than that of
  /// counts divided by φ, so that one large clump would pass for a change. 1 at φ = 1.
  ///
  /// Worked number: φ = 3 gives 14.29.
  package static func largestClump(_ dispersion: Double) -> Double {
    let mean = (dispersion + 1) / 2
    return mean > 1 ? 1 + log(1e-4) / log1p(-1 / mean) : 1
  }
}
