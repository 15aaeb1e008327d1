// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The time that a wrapper states, for lines that state none.
struct WrapperTime: Equatable {
  /// Microseconds since the epoch; `.min` where the wrapper states no time.
  var micros: Int64
  var quality: TimeQuality

  static let absent = WrapperTime(micros: .min, quality: .exact)

  var isAbsent: Bool { micros == .min }
}

/// Reads the times of wrappers, and gives years to those that state none.
///
/// The year of the first stamp is the given one; else, where the name of the content states a day, the
/// latest with which it does not lie after that day, a day of grace added; else the one that brings it
/// closest to what else is known of the case, or the latest before the content was written. That of
/// each further stamp is the one that brings it closest to the stamp before, so that a log runs over
/// New Year, and a clock may go back. Where nothing tells the first year it is 1970, or 1972 for a 29th
/// of February, and the quality says so.
struct WrapperClock {
  private static let dayMicros: Int64 = 86_400_000_000

  private let hint: YearHint?
  /// The end of the day that the name of the content states.
  private let named: Int64?
  private var scan = TimeScan()
  private var last: Int64?
  /// Whether the first year was told by nothing.
  private var isUnknown = false

  init(path: String, year: YearHint?) {
    hint = year
    named = WrapperClock.reference(path: path)
  }

  mutating func read(_ bytes: Span<UInt8>, _ slip: WrapperSlip) -> WrapperTime? {
    let range = slip.time
    guard !range.isEmpty else { return nil }
    switch slip.timeForm {
    case .iso:
      guard let read = scan.iso(bytes, at: Int(range.start), end: Int(range.end)) else {
        return nil
      }
      last = read.micros
      isUnknown = false
      return WrapperTime(micros: read.micros, quality: read.hasZone ? .exact : .zoneAssumed)
    case .epoch:
      return TimeScan.epoch(bytes, range).map { WrapperTime(micros: $0, quality: .exact) }
    case .syslog: return readSyslog(bytes, range)
    }
  }

  private mutating func readSyslog(_ bytes: Span<UInt8>, _ range: ByteRange) -> WrapperTime? {
    let start = Int(range.start)
    let clock = Int(range.end) - 8
    guard range.count >= 15, let month = StampScan.month(bytes, start) else { return nil }
    let tens = bytes[start + 4] == 0x20 ? 0 : Int(bytes[start + 4] &- 0x30)
    let day = tens * 10 + Int(bytes[start + 5] &- 0x30)
    let hour = bytes.twoDigits(clock)
    let minute = bytes.twoDigits(clock + 3)
    let second = bytes.twoDigits(clock + 6)
    guard hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second <= 60,
      (1...31).contains(day)
    else { return nil }
    let seconds = Int64((hour * 60 + minute) * 60 + second)
    func micros(_ year: Int) -> Int64? {
      let date = CivilDate(year: year, month: month, day: day)
      return date.isValid ? (Int64(date.daysSinceEpoch) * 86_400 + seconds) * 1_000_000 : nil
    }
    let isStated = range.count == 20
    let found = isStated ? micros(bytes.fourDigits(start + 7)) : inferred(micros)
    guard let found else { return nil }
    last = found
    if isStated { isUnknown = false }
    let quality = isStated ? TimeQuality.zoneAssumed : isUnknown ? .yearUnknown : .yearInferred
    return WrapperTime(micros: found, quality: quality)
  }

  private mutating func inferred(_ micros: (Int) -> Int64?) -> Int64? {
    if let last { return nearest(to: last, micros) }
    if case .given(let year) = hint { return micros(year) }
    if let named { return latest(before: named, micros) }
    switch hint {
    case .near(let moment)?: return nearest(to: moment.microseconds, micros)
    case .written(let moment)?: return latest(before: moment.microseconds, micros)
    case .given?, nil:
      isUnknown = true
      return micros(1970) ?? micros(1972)
    }
  }

  private func latest(before moment: Int64, _ micros: (Int) -> Int64?) -> Int64? {
    let year = year(of: moment)
    return (year - 8...year + 1).compactMap(micros).last {
      $0 <= moment &+ WrapperClock.dayMicros
    }
  }

  private func nearest(to moment: Int64, _ micros: (Int) -> Int64?) -> Int64? {
    let year = year(of: moment)
    let distance = { (time: Int64) in abs(time &- moment) }
    return (year - 4...year + 4).compactMap(micros).min { distance($0) < distance($1) }
  }

  private func year(of micros: Int64) -> Int {
    CivilDate(daysSinceEpoch: Int(micros.quotient(dividingBy: WrapperClock.dayMicros))).year
  }

  /// The end of the day that the name of a file states, as in `messages-20250312.gz`.
  static func reference(path: String) -> Int64? {
    let name = Array(path.split(separator: "/").last.map(String.init)?.utf8 ?? "".utf8)
    var digits: [UInt8] = []
    var found: Int64?
    for byte in name + [0x2F] {
      if isDigit(byte) {
        digits.append(byte &- 0x30)
      } else if byte != 0x2D || digits.isEmpty {
        if let day = day(digits) { found = day }
        digits.removeAll()
      }
    }
    return found
  }

  private static func day(_ digits: [UInt8]) -> Int64? {
    guard digits.count >= 8, digits[0] == 2, digits[1] == 0 else { return nil }
    let number = digits.prefix(8).reduce(0) { $0 * 10 + Int($1) }
    let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    return date.isValid ? Int64(date.daysSinceEpoch + 1) * dayMicros : nil
  }
}

extension YearHint {
  /// Whether the name of the content states a day, which tells the year before any moment does.
  package static func isTold(byName path: String) -> Bool {
    WrapperClock.reference(path: path) != nil
  }
}

extension Int64 {
  /// The quotient rounded down, so that times before the epoch are on the right day.
  fileprivate func quotient(dividingBy divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
