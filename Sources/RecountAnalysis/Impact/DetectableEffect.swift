// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The smallest impact that would have been seen: what "none visible" is worth.
enum DetectableEffect {
  /// Excess failures within one hour that stand four standard deviations above the base.
  ///
  /// 4 √max(1, φ p₀ N (1 + N / N_base)) with N the trials of a mean hour, and at least 3. Nil without
  /// trials. Worked number: 1 of 100 failed in every minute of a day at φ = 1 gives
  /// 4 √(60.02 · (1 + 1/24)) = 31.6.
  static func hourly(
    _ bridge: BaselineBridge, dispersion: Double, binsPerHour: Double
  ) -> Double? {
    let counts = bridge.counts
    var (failed, total, bins) = (0.0, 0.0, 0.0)
    for bin in 0..<counts.count where bridge.isClean[bin] {
      failed += Double(counts.failed[bin])
      total += Double(counts.total[bin])
      bins += 1
    }
    guard total > 0 else { return nil }
    let trials = total / bins * binsPerHour
    let variance = dispersion * (failed + 0.5) / (total + 1) * trials * (1 + trials / total)
    return max(SegmentLabels.fewestExcess, SegmentLabels.threshold * max(1, variance).squareRoot())
  }
}
