// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Puts times of the day, `09:14:02`, on a day: that of an anchor, and the next after midnight.
///
/// Without an anchor there is no time: a guessed date would put a build into the wrong outage.
struct DayClock {
  private static let day: Int64 = 86_400
  /// A clock that falls back by less has been set; by more, it has passed midnight.
  private static let longestStepBack: Int64 = 12 * 3600

  /// Midnight before the last time that was read, in seconds.
  private var midnight: Int64?
  private var lastSecond: Int64 = 0

  /// Takes a time with a date, for those without one that follow; `zone` is east of UTC in seconds.
  mutating func anchor(_ time: Timestamp, zone: Int64 = 0) {
    let seconds = time.floored(to: .seconds(1)).microseconds / 1_000_000
    let start = time.floored(to: .hours(24)).microseconds / 1_000_000
    let local = seconds - start + zone
    midnight = start - zone + (local >= DayClock.day ? DayClock.day : local < 0 ? -DayClock.day : 0)
    lastSecond = (local + DayClock.day) % DayClock.day
  }

  /// The time of `second` of the day, nil without an anchor.
  mutating func time(second: Int64) -> Timestamp? {
    guard var midnight else { return nil }
    if lastSecond - second > DayClock.longestStepBack { midnight += DayClock.day }
    self.midnight = midnight
    lastSecond = second
    return Timestamp(seconds: midnight + second)
  }

  /// Seconds of the day of `hh:mm:ss` at `index`; nil for anything else.
  static func second(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int64? {
    guard index >= 0, index + 8 <= end, bytes[index + 2] == 0x3A, bytes[index + 5] == 0x3A else {
      return nil
    }
    let hour = bytes.twoDigits(index)
    let minute = bytes.twoDigits(index + 3)
    let second = bytes.twoDigits(index + 6)
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0...60 ~= second else { return nil }
    return Int64((hour * 60 + minute) * 60 + second)
  }
}
