// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// By how much one service fails more than its base, bin by bin of a common grid.
struct ServiceResiduals: Sendable {
  /// Where the failures of a bin lie among those its base would give, less ½; nil without trials.
  private let values: [Double?]
  /// Whether the bin lies in a window of failing or missing traffic.
  private let isImpact: [Bool]

  /// P(X < f) + ½ P(X = f) − ½ for X Poisson of mean p₀ n, p₀ the share of the clean bins.
  ///
  /// A rank as with Spearman, but among the counts that the traffic of the bin would give, not among
  /// the bins. Ranks of (f − p₀ n) / √(p₀ n) among the bins follow the traffic where most bins have
  /// no failure: of simulated services that share nothing but their users they tied 40 % of the pairs
  /// together. A base that follows the day was tried as well; it hides slow common changes.
  ///
  /// Nil below 20 failures in all.
  init?(_ impact: ServiceImpact, on grid: CommonGrid) {
    guard let frame = SeriesFrame(impact.series) else { return nil }
    let counts = frame.counts
    guard Double(counts.failed(in: 0..<counts.count)) >= WindowSearch.fewestFailed else {
      return nil
    }
    let share = Self.baseShare(frame, windows: impact.windows)
    var failed = [Int64](repeating: 0, count: grid.count)
    var total = failed
    for bin in 0..<counts.count {
      let target = grid.bin(bin, of: impact.series)
      failed[target] &+= counts.failed[bin]
      total[target] &+= counts.total[bin]
    }
    values = (0..<grid.count).map { bin in
      guard total[bin] > 0 else { return nil }
      return MidProbability.poisson(failed[bin], mean: share * Double(total[bin])) - 0.5
    }
    var isImpact = [Bool](repeating: false, count: grid.count)
    for window in impact.windows where window.kind != .surge {
      for bin in grid.bins(touching: window.range) { isImpact[bin] = true }
    }
    self.isImpact = isImpact
  }

  /// (F + ½) / (N + 1) over the clean bins; over all bins when none is clean.
  private static func baseShare(_ frame: SeriesFrame, windows: [ImpactWindow]) -> Double {
    let counts = frame.counts
    let bridge = frame.bridge(without: windows.map { frame.bins(touching: $0.range) })
    var (failed, total) = (0.0, 0.0)
    for bin in 0..<counts.count where bridge.isClean[bin] {
      failed += Double(counts.failed[bin])
      total += Double(counts.total[bin])
    }
    if total == 0 {
      failed = Double(counts.failed(in: 0..<counts.count))
      total = Double(counts.total(in: 0..<counts.count))
    }
    return (failed + 0.5) / (total + 1)
  }

  /// The residuals with mean 0 and length 1, so that a correlation is a sum of products.
  ///
  /// A bin without trials is 0: it neither agrees nor disagrees with anything. Nil when all are equal.
  func normalised() -> [Double]? {
    let known = values.compactMap { $0 }
    let mean = known.reduce(0, +) / Double(max(1, known.count))
    let centred = values.map { value in value.map { $0 - mean } ?? 0 }
    let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 1e-9 ? centred.map { $0 / length } : nil
  }

  /// |A ∩ B| / |A ∪ B| of the bins in windows; nil when neither has one.
  func overlap(with other: ServiceResiduals) -> Double? {
    var (both, either) = (0, 0)
    for bin in 0..<min(isImpact.count, other.isImpact.count) {
      both += isImpact[bin] && other.isImpact[bin] ? 1 : 0
      either += isImpact[bin] || other.isImpact[bin] ? 1 : 0
    }
    return either > 0 ? Double(both) / Double(either) : nil
  }
}
