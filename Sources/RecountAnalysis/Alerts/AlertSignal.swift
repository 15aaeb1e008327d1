// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Whether a rule's condition holds at the end of each minute; nil where it cannot be asked.
struct AlertSignal {
  let input: AlertInput
  let sums: MinuteSums

  init(_ input: AlertInput) {
    self.input = input
    sums = MinuteSums(input.series)
  }

  /// One answer per minute of the series.
  func answers(_ condition: AlertRule.Condition) -> [Bool?] {
    switch condition {
    case .burnRate(let rate): burnRate(rate)
    case .failedShare(let share, let minutes, let fewest):
      each(minutes) { $0.total >= max(1, fewest) && Double($0.failed) > share * Double($0.total) }
    case .failedCount(let count, let minutes): each(minutes) { $0.failed >= count }
    case .absence(let share, let minutes): absence(share, minutes)
    case .latency(let share, let bound, let minutes, let fewest):
      latency(share, bound, minutes, fewest)
    case .newSignatures(let count, let minutes): newSignatures(count, minutes)
    case .unusualFailures(let times, let minutes, let fewest):
      unusualFailures(times, minutes, fewest)
    case .lostTraffic(let share, let minutes): lostTraffic(share, minutes)
    case .slowdown(let share, let times, let minutes, let fewest):
      slowdown(share, times, minutes, fewest)
    }
  }

  private func each(_ minutes: Int, _ holds: ((failed: Int64, total: Int64)) -> Bool) -> [Bool?] {
    (0..<sums.count).map { sums.sums(minutes, to: $0).map(holds) }
  }

  private func burnRate(_ rate: BurnRate) -> [Bool?] {
    let holds = { (sum: (failed: Int64, total: Int64)) in
      sum.total > 0 && Double(sum.failed) > rate.threshold * Double(sum.total)
    }
    return zip(each(rate.longMinutes, holds), each(rate.shortMinutes, holds)).map { long, short in
      guard let long, let short else { return nil }
      return long && short
    }
  }

  private func newSignatures(_ count: Int64, _ minutes: Int) -> [Bool?] {
    var first = [Int64](repeating: 0, count: sums.count)
    for time in input.newSignatures ?? [] {
      let bin = input.series.bin(of: time)
      if first.indices.contains(bin) { first[bin] += 1 }
    }
    let seen = MinuteSums.prefix(first)
    return (0..<sums.count).map { minute in
      guard sums.sums(minutes, to: minute) != nil else { return nil }
      return seen[minute + 1] - seen[minute + 1 - minutes] >= count
    }
  }

  // MARK: - Absence

  /// Minutes of the past that make the expectation, and the fewest that do.
  static let dayMinutes = 1440
  static let fewestMinutes = 60

  /// Events against `share` of the median covered minute of the day before the look-back.
  ///
  /// A minute without coverage is missing logs, not missing traffic: it is never expected.
  private func absence(_ share: Double, _ minutes: Int) -> [Bool?] {
    var past = SortedWindow()
    return (0..<sums.count).map { minute in
      let newest = minute - minutes
      if newest >= 0, sums.isCovered(newest) { past.insert(sums.total(of: newest)) }
      let oldest = newest - AlertSignal.dayMinutes
      if oldest >= 0, sums.isCovered(oldest) { past.remove(sums.total(of: oldest)) }
      guard past.values.count >= AlertSignal.fewestMinutes,
        let sum = sums.sums(minutes, to: minute)
      else { return nil }
      let expected = past.median * Double(sums.coveredMinutes(minutes, to: minute))
      return Double(sum.total) < share * expected
    }
  }

  // MARK: - Latency

  private func latency(
    _ share: Double, _ bound: TimeSpan, _ minutes: Int, _ fewest: Int64
  ) -> [Bool?] {
    let durations = input.durations ?? []
    var counts = [Int64](repeating: 0, count: DurationBucket.endIndex)
    func add(_ minute: Int, _ sign: Int64) {
      guard durations.indices.contains(minute) else { return }
      for entry in durations[minute] where counts.indices.contains(entry.bucket) {
        counts[entry.bucket] &+= sign &* max(0, entry.count)
      }
    }
    return (0..<sums.count).map { minute in
      add(minute, 1)
      if minute >= minutes { add(minute - minutes, -1) }
      guard sums.sums(minutes, to: minute) != nil else { return nil }
      let filled = counts.indices.filter { counts[$0] > 0 }.map { (bucket: $0, count: counts[$0]) }
      guard filled.reduce(0, { $0 &+ $1.count }) >= max(1, fewest),
        let quantile = DurationBucket.quantile(share, of: filled)
      else { return false }
      return quantile > bound.microseconds
    }
  }
}

/// The counts of a sliding stretch of minutes, in order.
struct SortedWindow {
  private(set) var values: [Int64] = []

  /// The type 7 median, without a copy of the day for every minute; 0 when empty.
  var median: Double {
    guard !values.isEmpty else { return 0 }
    return (Double(values[(values.count - 1) / 2]) + Double(values[values.count / 2])) / 2
  }

  mutating func insert(_ value: Int64) {
    values.insert(value, at: position(of: value))
  }

  mutating func remove(_ value: Int64) {
    let index = position(of: value)
    if index < values.count, values[index] == value { values.remove(at: index) }
  }

  /// The first position whose value is not below `value`.
  private func position(of value: Int64) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
