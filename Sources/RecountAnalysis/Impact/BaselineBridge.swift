// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// The failed share a service would have had without the window, from clean bins on both sides.
///
/// Clean bins lie outside every window with two bins of margin and have log coverage. The base takes
/// max(60 minutes, twice the window) of them before and after and joins the two shares by a straight
/// line of their logarithms, so that a base that drifts over the day is followed. A side with fewer
/// than 15 clean bins is left out.
struct BaselineBridge: Sendable {
  let counts: TrialCounts
  /// The bins a window, with its margin, does not touch and that have coverage.
  let isClean: [Bool]
  /// Bins taken from each side at least.
  let leastReach: Int

  private let clean: [Int]
  private let cleanBefore: [Int]
  private let failedBefore: [Double]
  private let totalBefore: [Double]
  private let timeBefore: [Double]

  /// Bins of margin around a window.
  static let margin = 2
  /// Clean bins a side needs.
  static let fewestBins = 15

  init(_ counts: TrialCounts, windows: [Range<Int>], leastReach: Int) {
    var isClean = counts.covered
    for window in windows {
      let low = max(0, window.lowerBound - Self.margin)
      for bin in low..<max(low, min(counts.count, window.upperBound + Self.margin)) {
        isClean[bin] = false
      }
    }
    self.counts = counts
    self.isClean = isClean
    self.leastReach = leastReach
    var clean: [Int] = []
    var before = [0]
    var (failed, total, time) = ([0.0], [0.0], [0.0])
    var sums = (failed: 0.0, total: 0.0, time: 0.0)
    for bin in isClean.indices {
      if isClean[bin] {
        clean.append(bin)
        sums.failed += Double(counts.failed[bin])
        sums.total += Double(counts.total[bin])
        sums.time += Double(bin)
        failed.append(sums.failed)
        total.append(sums.total)
        time.append(sums.time)
      }
      before.append(clean.count)
    }
    self.clean = clean
    cleanBefore = before
    failedBefore = failed
    totalBefore = total
    timeBefore = time
  }

  /// How many bins of `bins` are clean.
  func cleanCount(in bins: Range<Int>) -> Int {
    cleanBefore[bins.upperBound] - cleanBefore[bins.lowerBound]
  }

  /// The base of `window`, its own bins left out even where they are clean.
  ///
  /// Nil when no wanted side has enough clean bins, or none of them has trials.
  func base(of window: Range<Int>, from sides: Sides = .both) -> Base? {
    let reach = max(leastReach, 2 * window.count)
    let left = cleanBefore[window.lowerBound]
    let right = cleanBefore[window.upperBound]
    let before = sides == .after ? nil : side(max(0, left - reach)..<left)
    let after = sides == .before ? nil : side(right..<min(clean.count, right + reach))
    guard before != nil || after != nil else { return nil }
    let base = Base(before: before, after: after)
    return base.total > 0 ? base : nil
  }

  private func side(_ positions: Range<Int>) -> Side? {
    guard positions.count >= Self.fewestBins else { return nil }
    let (low, high) = (positions.lowerBound, positions.upperBound)
    return Side(
      bins: clean[low]..<clean[high - 1] + 1, failed: failedBefore[high] - failedBefore[low],
      total: totalBefore[high] - totalBefore[low],
      centre: (timeBefore[high] - timeBefore[low]) / Double(positions.count))
  }

  /// Which sides of a window its base is taken from.
  enum Sides: Sendable {
    case both, before, after
  }

  /// Pooled counts of one side.
  struct Side: Sendable {
    /// First to last clean bin.
    var bins: Range<Int>
    var failed: Double
    var total: Double
    /// Mean bin.
    var centre: Double

    /// (F + ½) / (N + 1): never 0, so that its logarithm exists.
    var share: Double { (failed + 0.5) / (total + 1) }
  }

  /// Both sides together.
  struct Base: Sendable {
    var before: Side?
    var after: Side?

    var failed: Double { (before?.failed ?? 0) + (after?.failed ?? 0) }
    var total: Double { (before?.total ?? 0) + (after?.total ?? 0) }
    var bins: Range<Int> {
      let low = before?.bins.lowerBound ?? after?.bins.lowerBound ?? 0
      return low..<max(low, after?.bins.upperBound ?? before?.bins.upperBound ?? low)
    }

    /// E = Σ p₀(t) n(t): the failures to expect in `window`.
    func expected(in window: Range<Int>, of counts: TrialCounts) -> Double {
      var share = (before ?? after)?.share ?? 0
      var growth = 1.0
      if let before, let after, after.centre > before.centre {
        let slope = log(after.share / before.share) / (after.centre - before.centre)
        share = before.share * exp(slope * (Double(window.lowerBound) - before.centre))
        growth = exp(slope)
      }
      var expected = 0.0
      for bin in window {
        expected += share * Double(counts.total[bin])
        share *= growth
      }
      return expected
    }
  }
}
