// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// An instant as Int64 microseconds since 1970-01-01T00:00:00Z.
///
/// Digits finer than a microsecond are cut when a line is parsed; the raw line keeps them.
package struct Timestamp: Hashable, Comparable, Sendable {
  package var microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package init(seconds: Int64) {
    self.microseconds = seconds * 1_000_000
  }

  /// UTC wall time; the parts are taken as given, not checked.
  package init(
    _ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
  ) {
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    self.microseconds = Int64(seconds) * 1_000_000 + Int64(microsecond)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (time: Timestamp, span: TimeSpan) -> Timestamp {
    Timestamp(microseconds: time.microseconds + span.microseconds)
  }

  package static func - (time: Timestamp, span: TimeSpan) -> Timestamp {
    Timestamp(microseconds: time.microseconds - span.microseconds)
  }

  package static func - (later: Timestamp, earlier: Timestamp) -> TimeSpan {
    TimeSpan(microseconds: later.microseconds - earlier.microseconds)
  }

  /// The start of the bin of `width` that holds this instant; bins are aligned to the epoch.
  package func floored(to width: TimeSpan) -> Timestamp {
    let remainder = microseconds % width.microseconds
    let below = remainder < 0 ? remainder + width.microseconds : remainder
    return Timestamp(microseconds: microseconds - below)
  }
}

/// A length of time in microseconds; negative when it runs backwards.
package struct TimeSpan: Hashable, Comparable, Sendable {
  package var microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  package static func seconds(_ count: Int64) -> TimeSpan {
    TimeSpan(microseconds: count * 1_000_000)
  }

  package static func minutes(_ count: Int64) -> TimeSpan {
    TimeSpan(microseconds: count * 60_000_000)
  }

  package static func hours(_ count: Int64) -> TimeSpan {
    TimeSpan(microseconds: count * 3_600_000_000)
  }

  package static let minute = TimeSpan.minutes(1)

  /// Minutes as a fraction, for prose and JSON; never for arithmetic on times.
  package var minutes: Double { Double(microseconds) / 60_000_000 }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.microseconds < right.microseconds
  }

  package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: left.microseconds + right.microseconds)
  }

  package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    TimeSpan(microseconds: left.microseconds - right.microseconds)
  }
}

/// Half-open `[start, end)`.
package struct TimeRange: Hashable, Sendable {
  package var start: Timestamp
  package var end: Timestamp

  package init(start: Timestamp, end: Timestamp) {
    self.start = start
    self.end = end
  }

  package var length: TimeSpan { end - start }

  package func contains(_ time: Timestamp) -> Bool {
    start <= time && time < end
  }

  package func overlaps(_ other: TimeRange) -> Bool {
    start < other.end && other.start < end
  }
}
