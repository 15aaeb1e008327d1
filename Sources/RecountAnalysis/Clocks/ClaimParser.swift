// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Reads what people write about lengths, numbers and moments, with the rounding their words imply.
///
/// Anything it does not wholly understand is nil: a claim is quoted or left out, never guessed.
package enum ClaimParser {
  /// Words that make a number approximate.
  private static let hedges = [
    "~", "≈", "approximately", "approx.", "approx", "about", "around", "roughly", "circa", "ca.",
    "some",
  ]

  /// A moment with its precision: ±30 s to the minute, ±0.5 s to the second, half of the last digit
  /// of a fraction; a hedge makes it ±15 min.
  ///
  /// `2022-12-16T10:07Z` is 10:07:00 ± 30 s. A day without a time is no moment: nil.
  package static func moment(
    _ text: String, zoneOffsetSeconds: Int = 0
  ) -> (time: Timestamp, plusMinus: TimeSpan)? {
    let (body, isHedged) = unhedged(text)
    guard let time = Timestamp(parsing: body, zoneOffsetSeconds: zoneOffsetSeconds),
      let precision = precision(ofTime: body)
    else { return nil }
    return (time, isHedged ? max(precision, .minutes(15)) : precision)
  }

  /// From when to when, as two moments: `2022-12-16T10:07Z..2022-12-16T15:40Z`, or with ` to `.
  ///
  /// The second may be a time alone, `..15:40Z`: of the same day, or of the next where it would
  /// come first. Nil unless it has a length.
  package static func window(_ text: String) -> (start: TimeEstimate, end: TimeEstimate)? {
    for separator in ["..", " to ", " – "] {
      guard let gap = text.firstRange(of: separator) else { continue }
      let first = unhedged(String(text[..<gap.lowerBound])).body
      let second = trimmed(text[gap.upperBound...])
      guard let start = moment(first) else { return nil }
      if let end = moment(second) {
        return end.time > start.time ? (estimate(start), estimate(end)) : nil
      }
      guard let end = moment("\(first.prefix(10))T\(unhedged(second).body)") else { return nil }
      let turned = end.time > start.time ? end.time : end.time + .hours(24)
      return (estimate(start), estimate((turned, end.plusMinus)))
    }
    return nil
  }

  private static func estimate(_ moment: (time: Timestamp, plusMinus: TimeSpan)) -> TimeEstimate {
    TimeEstimate(
      time: moment.time, earliest: moment.time - moment.plusMinus,
      latest: moment.time + moment.plusMinus)
  }

  /// Half the unit of the last part of a time of day: `10:07` gives 30 s, `10:07:31` gives 0.5 s.
  ///
  /// Text before the time, such as a date, and a zone after it are ignored. Nil without a time.
  package static func precision(ofTime text: String) -> TimeSpan? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    var rest = text.utf8[colon...].dropFirst()
    guard takeDigits(&rest) == 2 else { return nil }
    guard rest.first == UInt8(ascii: ":") else { return .seconds(30) }
    rest = rest.dropFirst()
    guard takeDigits(&rest) == 2 else { return nil }
    guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else {
      return TimeSpan(microseconds: 500_000)
    }
    rest = rest.dropFirst()
    let digits = takeDigits(&rest)
    guard digits > 0 else { return nil }
    var half: Int64 = 500_000
    for _ in 0..<min(digits, 6) { half /= 10 }
    return TimeSpan(microseconds: half)
  }

  /// The text in lower case without blanks around it and without a hedge before it.
  static func unhedged(_ text: String) -> (body: String, isHedged: Bool) {
    let body = trimmed(Substring(text))
    for hedge in hedges where body.lowercased().hasPrefix(hedge) {
      let rest = body.dropFirst(hedge.count)
      // A word must end where the hedge does; `~60` needs no blank.
      guard hedge == "~" || hedge == "≈" || rest.first == " " else { continue }
      return (trimmed(rest), true)
    }
    return (body, false)
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
    var count = 0
    while let byte = rest.first, byte >= 0x30, byte <= 0x39 {
      rest = rest.dropFirst()
      count += 1
    }
    return count
  }
}
