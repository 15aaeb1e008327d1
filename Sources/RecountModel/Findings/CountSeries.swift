// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Failed and total events of one service and unit per bin: what counting analyses read.
///
/// Bins are consecutive, of equal width, aligned to the epoch. A bin without log coverage is not a
/// bin with zero events: `covered` tells them apart.
package struct CountSeries: Sendable {
  package var service: String
  package var unit: EventUnit
  /// Start of bin 0.
  package var start: Timestamp
  package var binWidth: TimeSpan
  package var failed: [Int64]
  /// Events that count as trials: skipped steps are none.
  package var total: [Int64]
  package var covered: [Bool]

  package init(
    service: String, unit: EventUnit, start: Timestamp, binWidth: TimeSpan, failed: [Int64],
    total: [Int64], covered: [Bool]
  ) {
    self.service = service
    self.unit = unit
    self.start = start
    self.binWidth = binWidth
    self.failed = failed
    self.total = total
    self.covered = covered
  }

  package var count: Int { total.count }

  package var range: TimeRange {
    TimeRange(start: start, end: time(count))
  }

  /// Start of bin `index`, which is also the end of the bin before it.
  package func time(_ index: Int) -> Timestamp {
    Timestamp(microseconds: start.microseconds + Int64(index) * binWidth.microseconds)
  }

  /// The bin that holds `time`; outside `0..<count` when the series does not reach it.
  package func bin(of time: Timestamp) -> Int {
    let distance = time.microseconds - start.microseconds
    let width = binWidth.microseconds
    return Int(distance >= 0 ? distance / width : (distance - width + 1) / width)
  }
}
