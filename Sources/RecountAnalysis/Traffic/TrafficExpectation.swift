// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// The traffic a stretch would have had, from the traffic around it and from other days.
///
/// Two ways compete: the level of two clean hours before and after, joined by a straight line of
/// logarithms, and the shape of other days scaled to that level. Which is better differs between
/// services, so both are tried on placebo stretches of the same length and the one that misses less
/// is kept; its misses also give the interval.
struct TrafficExpectation: Sendable {
  let counts: TrialCounts
  let bridge: BaselineBridge
  let profile: TrafficProfile
  /// Bins of two hours.
  let reach: Int

  /// Placebos below which nothing is said.
  static let fewestPlacebos = 19
  /// Bounds of the level against other days.
  static let ratios = 0.25...4.0
  /// Bins that a side needs.
  static let fewestBins = 15

  init(_ counts: TrialCounts, windows: [Range<Int>], binsPerDay: Int, binsPerMinute: Double) {
    self.counts = counts
    bridge = BaselineBridge(counts, windows: windows, leastReach: 1)
    profile = TrafficProfile(
      counts, isClean: bridge.isClean, binsPerDay: binsPerDay, binsPerMinute: binsPerMinute)
    reach = max(Self.fewestBins, Int(120 * binsPerMinute))
  }

  enum Way: Sendable {
    case level, profile
  }

  /// What `window` should have had.
  struct Expected: Sendable {
    var value: Double
    var low: Double
    var high: Double
    /// ln((actual + 1) / (expected + 1)) of the placebos, rising.
    var misses: [Double]
  }

  /// The expectation by the better way; nil without enough placebos or without a base.
  ///
  /// The interval is the expectation times e to the 5 % and 95 % order statistics of the misses:
  /// positions ⌊0.05 (m + 1)⌋ and ⌈0.95 (m + 1)⌉ of m.
  func expected(in window: Range<Int>) -> Expected? {
    [Way.profile, .level]
      .compactMap { expected(in: window, by: $0) }
      .min { $0.error < $1.error }?.expected
  }

  private func expected(
    in window: Range<Int>, by way: Way
  ) -> (expected: Expected, error: Double)? {
    guard let value = predict(window, by: way) else { return nil }
    let misses = misses(length: window.count, by: way)
    let count = misses.count
    guard count >= Self.fewestPlacebos else { return nil }
    let low = max(0, Int((0.05 * Double(count + 1)).rounded(.down)) - 1)
    let high = min(count - 1, Int((0.95 * Double(count + 1)).rounded(.up)) - 1)
    let error = misses.map(abs).sorted()[count / 2]
    let expected = Expected(
      value: value, low: (value + 1) * exp(misses[low]) - 1,
      high: (value + 1) * exp(misses[high]) - 1, misses: misses)
    return (expected, error)
  }

  /// Summed expectation over the covered bins of `window`.
  func predict(_ window: Range<Int>, by way: Way) -> Double? {
    let before = side(max(0, window.lowerBound - 2 * reach)..<window.lowerBound, last: true)
    let after = side(
      window.upperBound..<min(counts.count, window.upperBound + 2 * reach), last: false)
    let ends = [before, after].compactMap { $0 }.compactMap { level($0, by: way) }
    guard let first = ends.first, let last = ends.last else { return nil }
    let span = last.centre - first.centre
    let slope = span > 0 ? log(last.level / first.level) / span : 0
    var factor = first.level * exp(slope * (Double(window.lowerBound) - first.centre))
    let growth = exp(slope)
    var sum = 0.0
    for bin in window {
      if counts.covered[bin] {
        switch way {
        case .level: sum += factor
        case .profile:
          guard let level = profile.levels[bin] else { return nil }
          sum += factor * level
        }
      }
      factor *= growth
    }
    return sum
  }

  /// The clean bins of `bins` nearest to the window, as many as two hours hold.
  private func side(_ bins: Range<Int>, last: Bool) -> [Int]? {
    let clean = bins.filter { bridge.isClean[$0] }
    guard clean.count >= Self.fewestBins else { return nil }
    return Array(last ? clean.suffix(reach) : clean.prefix(reach))
  }

  /// Traffic per bin of one side, or its ratio to other days.
  private func level(_ bins: [Int], by way: Way) -> (centre: Double, level: Double)? {
    var (events, base, time) = (0.0, 0.0, 0.0)
    for bin in bins {
      events += Double(counts.total[bin])
      time += Double(bin)
      switch way {
      case .level: base += 1
      case .profile:
        guard let level = profile.levels[bin] else { return nil }
        base += level
      }
    }
    guard base > 0 else { return nil }
    let level = (events + 0.5) / (base + 0.5)
    let centre = time / Double(bins.count)
    switch way {
    case .level: return (centre, level)
    case .profile:
      return (centre, min(max(level, Self.ratios.lowerBound), Self.ratios.upperBound))
    }
  }

  private func misses(length: Int, by way: Way) -> [Double] {
    guard length > 0, length <= counts.count else { return [] }
    let step = max(1, min(length / 3, counts.count / 60), counts.count / 240)
    var misses: [Double] = []
    for start in stride(from: 0, through: counts.count - length, by: step) {
      let bins = start..<start + length
      let clean = bridge.cleanCount(in: bins)
      guard clean > 0, 10 * clean >= 9 * length, clean == counts.covered(in: bins),
        let value = predict(bins, by: way)
      else { continue }
      misses.append(log((Double(counts.total(in: bins)) + 1) / (value + 1)))
    }
    return misses.sorted()
  }
}
