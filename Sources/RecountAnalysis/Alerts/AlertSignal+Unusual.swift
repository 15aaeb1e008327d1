// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Conditions that are relative to the day before and that chance must not explain.
///
/// A fixed bound is quiet on one service and rings all night on another: 2 % of steps may fail on
/// an ordinary day. These ask for both a lasting effect, so many times the usual, and for a count
/// that the usual would give once in ten million asks. What is usual stands still while a condition
/// holds: an outage must not become the usual and end its own alarm.
extension AlertSignal {
  /// Chance of a single ask to fire on ordinary data.
  ///
  /// A day has 1,440 asks of a rule, and eight services with eight rules 92,160; at 10⁻⁷ each that is
  /// a false alarm in 100 days, were all of them independent.
  static let chance = 1e-7
  /// Minutes of the past that tell how failures and durations spread: of less, an accident that comes
  /// every hour may not have come yet.
  static let spreadMinutes = 360

  // MARK: - Failures

  /// X failures in a look-back of n events against the blocks of the day before.
  ///
  /// With F failures in T events of the past the usual gives μ = (F + 3) n / T, the 3 being what none
  /// in T leaves open at 95 %. The spread of the blocks around their mean share, φ = Σ (f − s t)² / (s t)
  /// ÷ (blocks − 1) and at least 1, divides both counts: failures that come in clusters are worth less.
  /// It fires when X ≥ `fewest`, X / n > times · F / T, P(Poisson(μ / φ) ≥ X / φ) < 10⁻⁷ and X lies
  /// beyond twice the worst block of the past: a few large clusters at once are no rarer than φ tells.
  func unusualFailures(_ times: Double, _ minutes: Int, _ fewest: Int64) -> [Bool?] {
    let blocks = FailureBlocks(sums, minutes)
    var held: FailureBlocks.Past?
    return (0..<sums.count).map { minute in
      guard let sum = sums.sums(minutes, to: minute),
        let past = held ?? blocks.past(before: minute)
      else { return nil }
      let holds = isUnusual(sum, times, fewest, past)
      held = holds ? past : nil
      return holds
    }
  }

  private func isUnusual(
    _ sum: (failed: Int64, total: Int64), _ times: Double, _ fewest: Int64,
    _ past: FailureBlocks.Past
  ) -> Bool {
    guard sum.total > 0, sum.failed >= max(1, fewest), sum.failed > 2 * past.worst else {
      return false
    }
    let (failed, total) = (Double(sum.failed), Double(sum.total))
    guard failed / total > times * past.share else { return false }
    let expected = (past.failed + 3) / past.total * total
    return PoissonRate.upperTail(
      failed / past.dispersion, mean: expected / past.dispersion) < AlertSignal.chance
  }

  // MARK: - Traffic

  /// Events against the lowest of the median minute of the hour and of the day before, and of where the
  /// two halves of that hour lead.
  ///
  /// The hour and its slope follow the evening down, the day knows that a quiet hour ends. It fires
  /// when X events lie below `share` of the expected μ and P(Poisson(μ / φ) ≤ X / φ) < 10⁻⁷, φ being
  /// the variance of the hour's minutes over their mean, at least 1.
  func lostTraffic(_ share: Double, _ minutes: Int) -> [Bool?] {
    var day = SortedWindow()
    var hour = SortedWindow()
    var held: (usual: Double, spread: Double)?
    return (0..<sums.count).map { minute in
      let newest = minute - minutes
      slide(&day, to: newest, AlertSignal.dayMinutes)
      slide(&hour, to: newest, AlertSignal.fewestMinutes)
      guard day.values.count >= AlertSignal.fewestMinutes, !hour.values.isEmpty,
        let sum = sums.sums(minutes, to: minute)
      else { return nil }
      let past =
        held ?? (min(day.median, hour.median, trend(to: newest, minutes)), hour.dispersion)
      let expected = past.usual * Double(sums.coveredMinutes(minutes, to: minute))
      let isLost =
        Double(sum.total) < share * expected
        && PoissonRate.lowerTail(Double(sum.total) / past.spread, mean: expected / past.spread)
          < AlertSignal.chance
      held = isLost ? past : nil
      return isLost
    }
  }

  /// Events a minute in the middle of a look-back behind `newest`, when the hour before goes on as it
  /// went; endless where that hour is not covered.
  private func trend(to newest: Int, _ minutes: Int) -> Double {
    let half = AlertSignal.fewestMinutes / 2
    func rate(to minute: Int) -> Double? {
      let covered = sums.coveredMinutes(half, to: minute)
      guard minute + 1 >= half, covered > 0 else { return nil }
      return sums.sums(half, to: minute).map { Double($0.total) / Double(covered) }
    }
    guard let late = rate(to: newest), let early = rate(to: newest - half) else { return .infinity }
    return max(0, late + (late - early) * Double(half + minutes) / Double(2 * half))
  }

  private func slide(_ window: inout SortedWindow, to newest: Int, _ minutes: Int) {
    if newest >= 0, sums.isCovered(newest) { window.insert(sums.total(of: newest)) }
    let oldest = newest - minutes
    if oldest >= 0, sums.isCovered(oldest) { window.remove(sums.total(of: oldest)) }
  }

  // MARK: - Durations

  /// Durations beyond `times` the `share` quantile of the day before, against how many are usual.
  ///
  /// It fires when the quantile of the look-back lies beyond that bound and the k of its n events that do
  /// have P(Poisson(n (K + 3) / N) ≥ k) < 10⁻⁷, K of N being those of the day before.
  func slowdown(
    _ share: Double, _ times: Double, _ minutes: Int, _ fewest: Int64
  ) -> [Bool?] {
    let durations = input.durations ?? []
    var recent = DurationCounts()
    var day = DurationCounts()
    var held: (bound: Int64, share: Double)?
    func add(_ minute: Int, _ counts: inout DurationCounts, _ sign: Int64) {
      if durations.indices.contains(minute) { counts.add(durations[minute], sign) }
    }
    return (0..<sums.count).map { minute in
      let newest = minute - minutes
      add(minute, &recent, 1)
      add(newest, &recent, -1)
      add(newest, &day, 1)
      add(newest - AlertSignal.dayMinutes, &day, -1)
      guard sums.sums(minutes, to: minute) != nil, newest + 1 >= AlertSignal.spreadMinutes,
        day.total > 0
      else { return nil }
      guard recent.total >= max(1, fewest), let usual = day.quantile(share),
        let now = recent.quantile(share)
      else { return false }
      let bound = held?.bound ?? Int64(Double(usual) * times)
      let slow = held?.share ?? (Double(day.count(above: bound)) + 3) / Double(day.total)
      let isSlow =
        now > bound
        && PoissonRate.upperTail(
          Double(recent.count(above: bound)), mean: Double(recent.total) * slow)
          < AlertSignal.chance
      held = isSlow ? (bound, slow) : nil
      return isSlow
    }
  }
}

/// Failures of the day before a look-back, in blocks as long as it.
private struct FailureBlocks {
  struct Past {
    let failed: Double
    let total: Double
    /// Variance of the blocks' failures over what their mean share expects; at least 1.
    let dispersion: Double
    /// The most failures of a block.
    let worst: Int64

    var share: Double { failed / total }
  }

  private let minutes: Int
  private let counts: [Int64]
  private let failed: [Int64]
  private let total: [Int64]
  /// Prefix sums of f² / t.
  private let squares: [Double]

  init(_ sums: MinuteSums, _ minutes: Int) {
    self.minutes = minutes
    var failed: [Int64] = []
    var total: [Int64] = []
    var squares = [0.0]
    for block in 0..<(sums.count / minutes) {
      let sum = sums.covered(in: block * minutes..<(block + 1) * minutes)
      failed.append(sum.failed)
      total.append(sum.total)
      let square =
        sum.total > 0 ? Double(sum.failed) * Double(sum.failed) / Double(sum.total) : 0
      squares.append(squares[block] + square)
    }
    counts = failed
    self.failed = MinuteSums.prefix(failed)
    self.total = MinuteSums.prefix(total)
    self.squares = squares
  }

  /// The whole blocks of the day before the look-back that ends with `minute`; nil for less than six
  /// hours, and without events.
  func past(before minute: Int) -> Past? {
    let end = min((minute + 1 - minutes) / minutes, failed.count - 1)
    let start = max(0, end - AlertSignal.dayMinutes / minutes)
    guard end > start, (end - start) * minutes >= AlertSignal.spreadMinutes else { return nil }
    let sum = Double(failed[end] - failed[start])
    let events = Double(total[end] - total[start])
    guard events > 0 else { return nil }
    let share = sum / events
    let worst = counts[start..<end].max() ?? 0
    guard sum > 0, end - start > 1 else {
      return Past(failed: sum, total: events, dispersion: 1, worst: worst)
    }
    let pearson = (squares[end] - squares[start]) / share - 2 * sum + share * events
    return Past(
      failed: sum, total: events, dispersion: max(1, pearson / Double(end - start - 1)),
      worst: worst)
  }
}

/// Durations of a sliding stretch by bucket.
private struct DurationCounts {
  private var counts = [Int64](repeating: 0, count: DurationBucket.endIndex)
  private(set) var total: Int64 = 0

  mutating func add(_ entries: [AlertInput.BucketCount], _ sign: Int64) {
    for entry in entries where counts.indices.contains(entry.bucket) {
      counts[entry.bucket] &+= sign &* max(0, entry.count)
      total &+= sign &* max(0, entry.count)
    }
  }

  func quantile(_ share: Double) -> Int64? {
    let filled = counts.indices.filter { counts[$0] > 0 }.map { (bucket: $0, count: counts[$0]) }
    return DurationBucket.quantile(share, of: filled)
  }

  /// Those in buckets that lie wholly above `microseconds`.
  func count(above microseconds: Int64) -> Int64 {
    let first = DurationBucket.index(microseconds: microseconds) + 1
    return first < counts.count ? counts[first...].reduce(0, &+) : 0
  }
}

extension SortedWindow {
  /// Variance over mean; at least 1.
  fileprivate var dispersion: Double {
    let count = Double(values.count)
    guard count > 1 else { return 1 }
    let mean = values.reduce(0) { $0 + Double($1) } / count
    guard mean > 0 else { return 1 }
    let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return max(1, squares / (count - 1) / mean)
  }
}
