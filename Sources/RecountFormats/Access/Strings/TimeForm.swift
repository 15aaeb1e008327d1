// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a time is written, and what of a moment it gives.
struct TimeForm: Hashable, Sendable {
  struct Gives: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let date = Gives(rawValue: 1)
    static let clock = Gives(rawValue: 2)
    static let zone = Gives(rawValue: 4)
    static let fraction = Gives(rawValue: 8)
    static let moment: Gives = [.date, .clock]
  }

  enum Reader: UInt8, Hashable, Sendable {
    /// `12/Mar/2025:09:14:02 +0000`.
    case commonLog
    /// ISO 8601 with a zone.
    case iso
    /// Part by part.
    case parts
  }

  var reader: Reader
  var parts: [TimePart] = []
  var gives: Gives

  static let commonLog = TimeForm(reader: .commonLog, gives: [.date, .clock, .zone])
  static let iso = TimeForm(reader: .iso, gives: [.date, .clock, .zone, .fraction])

  private init(reader: Reader, gives: Gives) {
    self.reader = reader
    self.gives = gives
  }

  init(_ parts: [TimePart]) {
    reader = .parts
    self.parts = parts
    gives = parts.reduce([]) { $0.union($1.gives) }
    // The readers for the two commonest forms read faster and take the same.
    if parts == TimePart.commonLog { self = .commonLog }
    if TimePart.isISO(parts) { self = .iso }
  }

  /// Whether each such time begins with a digit.
  var beginsWithDigit: Bool {
    guard reader == .parts else { return true }
    switch parts.first {
    case .year?, .shortYear?, .month?, .day?, .hour?, .minute?, .second?, .epoch?,
      .epochDecimal?:
      return true
    default: return false
    }
  }
}

/// A part of a time as `strftime` names them.
enum TimePart: Hashable, Sendable {
  case literal(UInt8)
  case year, shortYear, month, monthName, day, hour, hour12, minute, second, half
  /// Digits behind a point that stands before.
  case fraction
  /// A point and digits, or nothing.
  case pointFraction
  /// `+hhmm`, `+hh:mm` or `Z`.
  case zone
  /// Letters, of which only `UTC`, `GMT` and `Z` say something for certain.
  case zoneName
  case weekday
  /// Digits whose number tells their unit: seconds, ms, µs or ns.
  case epoch
  /// Seconds with a fraction.
  case epochDecimal

  var gives: TimeForm.Gives {
    switch self {
    case .literal, .half, .weekday: []
    case .year, .shortYear, .month, .monthName, .day: .date
    case .hour, .hour12, .minute, .second: .clock
    case .fraction, .pointFraction: .fraction
    case .zone, .zoneName: .zone
    case .epoch: [.date, .clock, .zone]
    case .epochDecimal: [.date, .clock, .zone, .fraction]
    }
  }

  private static func literal(_ character: Unicode.Scalar) -> TimePart {
    .literal(UInt8(ascii: character))
  }

  static let clock: [TimePart] = [.hour, literal(":"), .minute, literal(":"), .second]
  static let isoDate: [TimePart] = [.year, literal("-"), .month, literal("-"), .day]
  static let commonDate: [TimePart] = [.day, literal("/"), .monthName, literal("/"), .year]
  static let commonLog: [TimePart] = commonDate + [literal(":")] + clock + [literal(" "), .zone]

  /// Whether `parts` are date, `T` or a space, clock, perhaps a fraction, and a zone or `Z`.
  static func isISO(_ parts: [TimePart]) -> Bool {
    guard parts.starts(with: isoDate), parts.count > isoDate.count + 1 + clock.count,
      [literal("T"), literal(" ")].contains(parts[isoDate.count]),
      parts[(isoDate.count + 1)...].starts(with: clock)
    else { return false }
    var rest = parts[(isoDate.count + 1 + clock.count)...]
    if rest.starts(with: [literal("."), .fraction]) { rest = rest.dropFirst(2) }
    return Array(rest) == [.zone] || Array(rest) == [literal("Z")]
  }
}
