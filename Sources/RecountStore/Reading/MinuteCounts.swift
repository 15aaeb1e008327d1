// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Events of one service and unit per minute, as the rollups hold them.
struct MinuteCounts {
  struct Key: Hashable {
    var service: Int64
    var unit: Int64
  }

  struct Minute {
    var failed: Int64 = 0
    var total: Int64 = 0
  }

  /// The longest series: with more, one stray stamp would ask for millions of empty minutes.
  static let maxMinutes: Int64 = 366 * 24 * 60

  /// By minutes since the epoch; minutes without a trial are absent.
  private(set) var minutes: [Int64: Minute] = [:]

  mutating func add(_ count: Int64, _ outcome: Outcome, minute: Int64) {
    guard outcome.isTrial else { return }
    minutes[minute, default: Minute()].total += count
    if outcome.isFailed { minutes[minute, default: Minute()].failed += count }
  }

  /// First and last minute of the year with the most events, the later of two alike; nil without
  /// any event.
  ///
  /// - Complexity: O(*n* log *n*) in the minutes that have events.
  var mainRange: ClosedRange<Int64>? {
    let ordered = minutes.keys.sorted()
    var best: (range: ClosedRange<Int64>, events: Int64)?
    var events: Int64 = 0
    var first = 0
    for last in ordered {
      events += minutes[last]?.total ?? 0
      while last - ordered[first] >= MinuteCounts.maxMinutes {
        events -= minutes[ordered[first]]?.total ?? 0
        first += 1
      }
      if events >= best?.events ?? 0 { best = (ordered[first]...last, events) }
    }
    return best?.range
  }

  /// What lies before or after a range, summed; nil when nothing does.
  func stray(where isOutside: (Int64) -> Bool) -> StrayEvents? {
    let outside = minutes.filter { isOutside($0.key) }
    guard let first = outside.keys.min(), let last = outside.keys.max() else { return nil }
    return StrayEvents(
      first: Timestamp(minute: first), last: Timestamp(minute: last),
      failed: outside.values.reduce(0) { $0 + $1.failed },
      total: outside.values.reduce(0) { $0 + $1.total })
  }
}

extension Timestamp {
  /// The start of a minute since the epoch.
  init(minute: Int64) {
    self.init(microseconds: minute * RollupAccumulator.minuteMicros)
  }
}
