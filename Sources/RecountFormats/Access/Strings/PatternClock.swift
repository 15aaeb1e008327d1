// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Puts the stamp of a line together from the times that stand in it.
///
/// Each part adds its share in microseconds, so that date, clock, fraction and zone may stand
/// anywhere in the line.
struct PatternClock {
  /// Microseconds since the epoch.
  private(set) var micros: Int64 = 0
  private(set) var hasZone = false
  private var scan = TimeScan()
  private var cachedDate = CivilDate(year: 1970, month: 1, day: 1)
  private var cachedDays = 0

  @inline(__always)
  mutating func reset() {
    micros = 0
    hasZone = false
  }

  /// Reads the time at `index`, and gives the index behind it; nil when there is none.
  @inline(__always)
  mutating func read(
    _ bytes: Span<UInt8>, at index: Int, end: Int, _ step: PatternStep, _ parts: [TimePart]
  ) -> Int? {
    switch step.timeForm {
    case .commonLog:
      guard let (micros, next) = scan.commonLog(bytes, at: index, end: end) else { return nil }
      if step.isTaken { add(micros, hasZone: true) }
      return next
    case .iso:
      guard let read = scan.iso(bytes, at: index, end: end) else { return nil }
      if step.isTaken { add(read.micros, hasZone: read.hasZone) }
      return read.next
    case .parts: return readParts(bytes, at: index, end: end, step, parts)
    }
  }

  @inline(__always)
  private mutating func add(_ micros: Int64, hasZone: Bool) {
    self.micros &+= micros
    if hasZone { self.hasZone = true }
  }

  // MARK: - Rests that a format reads over

  /// Takes a fraction, perhaps with a zone behind it, such as `186641Z`; anything else is no time.
  mutating func addFraction(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var index = Int(range.start)
    guard let micros = TimeCursor.fraction(bytes, &index, Int(range.end)) else { return }
    var zone: Int64?
    if index < Int(range.end) {
      guard let read = TimeCursor.zone(bytes, &index, Int(range.end)), index == Int(range.end)
      else { return }
      zone = read
    }
    add(micros &- (zone ?? 0), hasZone: zone != nil)
  }

  /// Takes a zone such as `+0100`; anything else is no time.
  mutating func addZone(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var index = Int(range.start)
    guard let zone = TimeCursor.zone(bytes, &index, Int(range.end)), index == Int(range.end) else {
      return
    }
    add(0 &- zone, hasZone: true)
  }

  // MARK: - Part by part

  private mutating func readParts(
    _ bytes: Span<UInt8>, at index: Int, end: Int, _ step: PatternStep, _ parts: [TimePart]
  ) -> Int? {
    var cursor = TimeCursor(index: index, end: end)
    for place in step.timeParts.range {
      guard cursor.take(parts[place], bytes) else { return nil }
    }
    guard let clock = cursor.clockMicros else { return nil }
    var micros = cursor.epoch &+ clock &+ cursor.fraction
    if cursor.hasDate {
      guard let days = days(cursor) else { return nil }
      micros &+= Int64(days) &* 86_400_000_000
    }
    if step.isTaken { add(micros &- cursor.offset, hasZone: cursor.hasZone) }
    return cursor.index
  }

  private mutating func days(_ cursor: TimeCursor) -> Int? {
    let date = CivilDate(year: cursor.year, month: cursor.month, day: cursor.day)
    if date == cachedDate { return cachedDays }
    guard date.isValid else { return nil }
    cachedDate = date
    cachedDays = date.daysSinceEpoch
    return cachedDays
  }
}
