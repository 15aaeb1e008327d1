// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension ClaimParser {
  /// A length of time: `5h33m`, `333m`, `5 h 33 min`, `2.5 hours`, `about five hours`.
  ///
  /// It is rounded to its last place: `5h33m` is ±30 s, `2h` ±30 min. A hedged one whose last unit
  /// is minutes or seconds is rounded to 30, 15, 10 or 5 of them where it is a multiple, and is ±1
  /// of them otherwise: `about 90 minutes` is ±15 min, `about 333 min` ±1 min. `more than 5 hours`
  /// and `> 5h` are bounds.
  package static func duration(_ text: String) -> Claims.Duration? {
    let (bounded, bound) = ClaimBound.taken(from: unhedged(text).body)
    let body = unhedged(bounded).body
    let isHedged = unhedged(text).isHedged || unhedged(bounded).isHedged
    var rest = Substring(body.lowercased())
    var sum: Int64 = 0
    var last: (number: ClaimNumber, unit: DurationUnit)?
    while true {
      skipBlanks(&rest)
      if last != nil {
        if rest.isEmpty { break }
        if rest.first == "," { rest.removeFirst() }
        skipBlanks(&rest)
        if takeWord("and", &rest) { skipBlanks(&rest) }
      }
      guard let number = takeNumber(&rest) else { return nil }
      skipBlanks(&rest)
      guard let unit = takeUnit(&rest) else { return nil }
      // Units go down, and only the smallest may have a fraction.
      if let last, last.unit <= unit || last.number.decimals > 0 { return nil }
      let part = number.value * Double(unit.rawValue)
      guard part < 1e17 else { return nil }
      sum += Int64(part.rounded())
      last = (number, unit)
    }
    guard let last else { return nil }
    let grain = isHedged ? hedgedGrain(last.number, last.unit) : last.number.lastPlace
    // "More than five hours" is more than exactly those.
    let half = bound != nil && !isHedged ? 0 : grain * Double(last.unit.rawValue) / 2
    return Claims.Duration(
      span: TimeSpan(microseconds: sum), plusMinus: TimeSpan(microseconds: Int64(half.rounded())),
      text: text, bound: bound)
  }

  /// How many of the last unit a hedged number is rounded to.
  private static func hedgedGrain(_ number: ClaimNumber, _ unit: DurationUnit) -> Double {
    guard unit <= .minute, number.decimals == 0 else { return number.lastPlace }
    let grains: [Int64] = [30, 15, 10, 5]
    return Double(grains.first { number.digits > 0 && number.digits % $0 == 0 } ?? 2)
  }

  /// Microseconds in a unit.
  private enum DurationUnit: Int64, Comparable {
    case second = 1_000_000
    case minute = 60_000_000
    case hour = 3_600_000_000
    case day = 86_400_000_000

    static func < (left: DurationUnit, right: DurationUnit) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  private static let numberWords: [String: Int64] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
  ]

  /// Whether a length may begin with this word.
  static func isNumberWord(_ word: String) -> Bool { numberWords[word] != nil }

  private static func takeNumber(_ rest: inout Substring) -> ClaimNumber? {
    if let number = ClaimNumber(takenFrom: &rest) { return number }
    let word = rest.prefix(while: isLetter)
    guard let value = numberWords[String(word)] else { return nil }
    rest.removeFirst(word.count)
    return ClaimNumber(value)
  }

  private static func takeUnit(_ rest: inout Substring) -> DurationUnit? {
    let word = rest.prefix(while: isLetter)
    let unit: DurationUnit
    switch word {
    case "d", "day", "days": unit = .day
    case "h", "hr", "hrs", "hour", "hours": unit = .hour
    case "m", "min", "mins", "minute", "minutes": unit = .minute
    case "s", "sec", "secs", "second", "seconds": unit = .second
    default: return nil
    }
    rest.removeFirst(word.count)
    return unit
  }

  private static func takeWord(_ word: String, _ rest: inout Substring) -> Bool {
    guard rest.prefix(while: isLetter) == word else { return false }
    rest.removeFirst(word.count)
    return true
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  private static func skipBlanks(_ rest: inout Substring) {
    while rest.first == " " { rest.removeFirst() }
  }
}
