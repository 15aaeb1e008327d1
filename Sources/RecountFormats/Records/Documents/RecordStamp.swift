// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A stamp that a machine wrote, with half the width of the interval that its digits stand for.
///
/// Only of the years 2000 to 2099: others are marks for "none", such as year 1 and the epoch, or
/// numbers that are no times.
struct RecordStamp {
  var time: Timestamp
  var plusMinus: TimeSpan
  var hasZone = true

  static let earliest = Timestamp(CivilDate(year: 2000, month: 1, day: 1))
  static let latest = Timestamp(CivilDate(year: 2100, month: 1, day: 1))

  /// Reads RFC 3339 and its relatives, `2025-03-12 09:14:02 UTC` among them; a time without a zone is
  /// taken as UTC.
  init?(_ text: String?) {
    guard var text, text.utf8.count <= 40 else { return nil }
    if text.hasSuffix(" UTC") { text = text.dropLast(4) + "Z" }
    guard let time = Timestamp(parsing: text), RecordStamp.isSound(time) else {
      return nil
    }
    self.time = time
    let clock = text.utf8.dropFirst(11)
    hasZone = clock.contains { $0 | 0x20 == 0x7A || $0 == 0x2B || $0 == 0x2D }
    let fraction = clock.drop { $0 != 0x2E && $0 != 0x2C }.dropFirst().prefix(while: isDigit)
    plusMinus = RecordStamp.half(digits: fraction.count)
  }

  /// Reads a number by its magnitude: below 1e11 seconds, 1e14 ms, 1e17 µs, else ns.
  init?(epoch number: Int?) {
    guard let number, number > 0 else { return nil }
    switch number {
    case ..<100_000_000_000:
      time = Timestamp(seconds: Int64(number))
      plusMinus = RecordStamp.half(digits: 0)
    case ..<100_000_000_000_000:
      time = Timestamp(microseconds: Int64(number) * 1000)
      plusMinus = RecordStamp.half(digits: 3)
    case ..<100_000_000_000_000_000:
      time = Timestamp(microseconds: Int64(number))
      plusMinus = RecordStamp.half(digits: 6)
    default:
      time = Timestamp(microseconds: Int64(number) / 1000)
      plusMinus = RecordStamp.half(digits: 6)
    }
    guard RecordStamp.isSound(time) else { return nil }
  }

  static func isSound(_ time: Timestamp) -> Bool { earliest <= time && time < latest }

  private static func half(digits: Int) -> TimeSpan {
    var half: Int64 = 500_000
    for _ in 0..<min(digits, 6) { half /= 10 }
    return TimeSpan(microseconds: max(1, half))
  }
}

extension EventBatch {
  /// Says that a time of the batch is no more exact than `quality`.
  mutating func lower(to quality: TimeQuality) {
    if quality.rawValue > timeQuality.rawValue { timeQuality = quality }
  }

  /// Appends a milestone whose part of the record is counted already.
  mutating func append(_ milestone: Milestone) {
    milestones.append(milestone)
    tally.events += 1
  }
}

/// The order in which things with these times were made, as indices.
///
/// Most records list the newest first, so that of two with one stamp the later one stands first; a
/// record that lists the oldest first is left as it is.
func orderOfMaking(_ times: [Timestamp]) -> [Int] {
  var listed = Array(times.indices)
  if let first = times.first, let last = times.last, first >= last { listed.reverse() }
  return listed.enumerated()
    .sorted { (times[$0.element], $0.offset) < (times[$1.element], $1.offset) }
    .map(\.element)
}
