// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Counts the events of the open transaction per service, minute, outcome and cause.
///
/// Keys are packed into one integer, so that counting an event costs one look into a flat table. What
/// it holds is added to the rollup tables when the transaction commits.
struct RollupAccumulator {
  /// Service, unit, minute, outcome and the case's number of the cause.
  private(set) var counts = CountTable()
  /// Service, unit, minute and duration bucket.
  private(set) var durations = CountTable()

  /// What a packed key stands for.
  struct Key {
    var service: Int64
    var minute: Int64
    /// Outcome in the low three bits and cause above them, or a duration bucket.
    var detail: UInt64
  }

  static let minuteMicros: Int64 = 60_000_000

  /// Counts an event that ended `end` microseconds after the epoch.
  ///
  /// Numbers of services and causes are below 2¹⁶: see `CaseDictionary.maxEntries`.
  @inline(__always)
  mutating func count(service: Int64, end: Int64, outcome: UInt8, cause: Int64, duration: Int64) {
    let minute = RollupAccumulator.minuteIndex(end)
    let place = UInt64(truncatingIfNeeded: service) << 48 | minute << 20
    counts.add(1, to: place | UInt64(truncatingIfNeeded: cause) << 3 | UInt64(outcome))
    if duration >= 0 {
      durations.add(1, to: place | UInt64(DurationBucket.index(microseconds: duration)))
    }
  }

  /// Adds events of one minute that somebody else counted.
  mutating func add(
    _ number: Int64, service: Int64, minute: Int64, outcome: UInt8, cause: Int64
  ) {
    let place =
      UInt64(truncatingIfNeeded: service) << 48 | RollupAccumulator.minuteIndex(minute) << 20
    counts.add(number, to: place | UInt64(truncatingIfNeeded: cause) << 3 | UInt64(outcome))
  }

  /// Adds durations of one minute that somebody else counted.
  mutating func add(_ number: Int64, service: Int64, minute: Int64, bucket: Int) {
    let place =
      UInt64(truncatingIfNeeded: service) << 48 | RollupAccumulator.minuteIndex(minute) << 20
    durations.add(number, to: place | UInt64(truncatingIfNeeded: bucket) & 0xF_FFFF)
  }

  /// The minute that an event which ended `micros` after the epoch is counted in.
  static func minute(of micros: Int64) -> Int64 {
    (Int64(minuteIndex(micros)) - epochIndex) * minuteMicros
  }

  /// Minutes fit 28 bits from 1714 to 2225; stamps outside are counted at the edge.
  @inline(__always)
  private static func minuteIndex(_ micros: Int64) -> UInt64 {
    UInt64(min(max(0, micros / minuteMicros + epochIndex), (1 << 28) - 1))
  }

  /// The index of the minute at the epoch.
  private static let epochIndex: Int64 = 1 << 27

  static func unpack(_ key: UInt64) -> Key {
    Key(
      service: Int64(key >> 48),
      minute: (Int64(key >> 20 & 0xFFF_FFFF) - epochIndex) * minuteMicros,
      detail: key & 0xF_FFFF)
  }

  /// Adds the counts of a source that is kept.
  mutating func merge(_ other: RollupAccumulator) {
    counts.merge(other.counts)
    durations.merge(other.durations)
  }

  mutating func removeAll() {
    counts.removeAll()
    durations.removeAll()
  }
}
