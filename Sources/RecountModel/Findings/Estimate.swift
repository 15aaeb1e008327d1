// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A closed interval `low...high` around a number.
package struct Interval: Hashable, Sendable {
  package var low: Double
  package var high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  package func contains(_ value: Double) -> Bool {
    low <= value && value <= high
  }
}

/// A number with its 90 % interval.
package struct Estimate: Hashable, Sendable {
  package var value: Double
  package var interval: Interval

  package init(value: Double, interval: Interval) {
    self.value = value
    self.interval = interval
  }
}

/// An instant with the earliest and the latest instant that the data allow.
package struct TimeEstimate: Hashable, Sendable {
  package var time: Timestamp
  package var earliest: Timestamp
  package var latest: Timestamp

  package init(time: Timestamp, earliest: Timestamp, latest: Timestamp) {
    self.time = time
    self.earliest = earliest
    self.latest = latest
  }
}
