// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// How much more counts vary from bin to bin than independent events would: φ.
///
/// Differences of neighbours are blind to slow drift, and impact shows in few of them. Never
/// below 1.
enum Dispersion {
  private static let kept = 0.95
  private static let normalMean = 0.7586

  /// φ of the failed share before any window is known.
  ///
  /// z² = (rᵢ − rᵢ₋₁)² / (p (1 − p) (1 / nᵢ + 1 / nᵢ₋₁)), p pooled over the two groups. The lowest
  /// 95 % are averaged, so that steps do not count; for a normal variable that mean is 0.7586, by
  /// which it is divided. 1 with fewer than two groups.
  static func ofShare(_ counts: TrialCounts, grid: BinGrid) -> Double {
    trimmed(steps(counts, grid: grid, squaredShareStep))
  }

  /// φ of the failed share outside `windows`: Σ (rᵢ − rᵢ₋₁)² / Σ p (1 − p) (1 / nᵢ + 1 / nᵢ₋₁), each
  /// term weighted by its trials, p pooled over all of them.
  ///
  /// Rare failures that come in clumps are a skewed noise whose tail the trimmed mean cuts off; once
  /// the windows are known nothing has to be cut off.
  static func ofShare(
    _ counts: TrialCounts, grid: BinGrid, outside windows: [Range<Int>]
  ) -> Double {
    var isQuiet = [Bool](repeating: true, count: counts.count)
    for window in windows { for bin in window { isQuiet[bin] = false } }
    var (failed, total) = (0.0, 0.0)
    for bin in 0..<counts.count where isQuiet[bin] {
      failed += Double(counts.failed[bin])
      total += Double(counts.total[bin])
    }
    guard failed > 0, failed < total else { return 1 }
    let share = failed / total
    var (squares, weights) = (0.0, 0.0)
    for group in 1..<max(1, grid.count) {
      let left = grid.bins(group - 1, limit: counts.count)
      let right = grid.bins(group, limit: counts.count)
      guard isQuiet[left.lowerBound], isQuiet[right.upperBound - 1] else { continue }
      let trials = (Double(counts.total(in: left)), Double(counts.total(in: right)))
      guard trials.0 > 0, trials.1 > 0 else { continue }
      let step = counts.share(in: right) - counts.share(in: left)
      let weight = 1 / (1 / trials.0 + 1 / trials.1)
      squares += step * step * weight
      weights += 1
    }
    return weights > 0 ? max(1, squares / weights / (share * (1 - share))) : 1
  }

  /// φ of the traffic: z² = (nᵢ − nᵢ₋₁)² / (nᵢ + nᵢ₋₁) for groups of equal exposure, trimmed.
  static func ofTraffic(_ counts: TrialCounts, grid: BinGrid) -> Double {
    let steps = steps(counts, grid: grid) { counts, left, right in
      let exposure = (Double(counts.covered(in: left)), Double(counts.covered(in: right)))
      let events = (Double(counts.total(in: left)), Double(counts.total(in: right)))
      guard exposure.0 > 0, exposure.1 > 0, events.0 + events.1 > 0 else { return nil }
      let pooled = (events.0 + events.1) / (exposure.0 + exposure.1)
      let step = events.1 / exposure.1 - events.0 / exposure.0
      return step * step / (pooled * (1 / exposure.0 + 1 / exposure.1))
    }
    return trimmed(steps)
  }

  private static func squaredShareStep(
    _ counts: TrialCounts, _ left: Range<Int>, _ right: Range<Int>
  ) -> Double? {
    let totals = (Double(counts.total(in: left)), Double(counts.total(in: right)))
    let failed = (Double(counts.failed(in: left)), Double(counts.failed(in: right)))
    guard totals.0 > 0, totals.1 > 0 else { return nil }
    let pooled = (failed.0 + failed.1 + 0.1) / (totals.0 + totals.1 + 0.2)
    let variance = pooled * (1 - pooled) * (1 / totals.0 + 1 / totals.1)
    let step = failed.1 / totals.1 - failed.0 / totals.0
    return step * step / max(variance, 1e-12)
  }

  private static func steps(
    _ counts: TrialCounts, grid: BinGrid,
    _ squaredStep: (TrialCounts, Range<Int>, Range<Int>) -> Double?
  ) -> [Double] {
    guard grid.count > 1 else { return [] }
    return (1..<grid.count).compactMap { group in
      squaredStep(
        counts, grid.bins(group - 1, limit: counts.count), grid.bins(group, limit: counts.count))
    }
  }

  private static func trimmed(_ steps: [Double]) -> Double {
    let used = Int(kept * Double(steps.count))
    guard used > 0 else { return 1 }
    return max(1, steps.sorted()[..<used].reduce(0, +) / Double(used) / normalMean)
  }
}
