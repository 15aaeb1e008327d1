// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A day that a sentence names.
struct ProseDate {
  let date: CivilDate
  /// Positions of its tokens in the sentence.
  let tokens: Range<Int>
  let position: Int

  private static let months: [String: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2,
    "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
  ]

  /// `December 16, 2022`, `16th of December 2022`, `Dec. 16`, `2022-12-16`, in order.
  ///
  /// `12/16/2022` may be read in two ways and is not. A day without a year takes the one that the
  /// sentence names, "from 18 July to 19 July 2024", else that of the case.
  static func dates(in sentence: ProseSentence, year: Int?) -> [ProseDate] {
    let stated = read(sentence, year: nil)
    guard let first = stated.first, Set(stated.map(\.date.year)).count == 1 else {
      return read(sentence, year: year)
    }
    return read(sentence, year: first.date.year).map { date in
      let isStated = stated.contains { $0.tokens == date.tokens }
      // "31 December to 1 January 2022": the turn of the year lies between them.
      guard !isStated, date.date.month == 12, first.date.month == 1,
        date.tokens.lowerBound < first.tokens.lowerBound
      else { return date }
      var turned = date.date
      turned.year -= 1
      return ProseDate(date: turned, tokens: date.tokens, position: date.position)
    }
  }

  private static func read(_ sentence: ProseSentence, year: Int?) -> [ProseDate] {
    var dates: [ProseDate] = []
    var index = 0
    while index < sentence.tokens.count {
      var reader = Reader(tokens: sentence.tokens, index: index, year: year)
      if let date = reader.date(), date.isValid {
        dates.append(
          ProseDate(
            date: date, tokens: index..<reader.index,
            position: sentence.tokens[index].bytes.lowerBound))
        index = reader.index
      } else {
        index += 1
      }
    }
    return dates
  }

  private struct Reader {
    let tokens: [ProseToken]
    var index: Int
    let year: Int?

    private var token: ProseToken? { index < tokens.count ? tokens[index] : nil }

    mutating func date() -> CivilDate? {
      guard let token else { return nil }
      if token.digits == 4 { return isoDate() }
      if token.kind == .number {
        guard let day = day() else { return nil }
        if self.token?.text == "of" { index += 1 }
        guard let month = month() else { return nil }
        return yearAfter().map { CivilDate(year: $0, month: month, day: day) }
      }
      guard let month = month(), let day = day() else { return nil }
      return yearAfter().map { CivilDate(year: $0, month: month, day: day) }
    }

    private mutating func isoDate() -> CivilDate? {
      guard index + 4 < tokens.count else { return nil }
      let parts = tokens[index...index + 4].map { $0 }
      guard parts[1].text == "-", parts[3].text == "-", parts[2].digits == 2,
        parts[4].digits == 2, parts.dropFirst().allSatisfy(\.isGlued),
        let year = parts[0].number, let month = parts[2].number, let day = parts[4].number
      else { return nil }
      index += 5
      return CivilDate(year: year, month: month, day: day)
    }

    private mutating func month() -> Int? {
      guard let token, token.isCapitalised, let month = ProseDate.months[token.text] else {
        return nil
      }
      index += 1
      if self.token?.text == ".", self.token?.isGlued == true { index += 1 }
      return month
    }

    private mutating func day() -> Int? {
      guard let token, token.digits <= 2, let day = token.number, (1...31).contains(day) else {
        return nil
      }
      index += 1
      if let suffix = self.token, suffix.isGlued {
        if ["st", "nd", "rd", "th"].contains(suffix.text) {
          index += 1
        } else if [":", "/", "%"].contains(suffix.text) {
          return nil
        }
      }
      return day
    }

    private mutating func yearAfter() -> Int? {
      var next = index
      if next < tokens.count, tokens[next].text == "," { next += 1 }
      guard next < tokens.count, tokens[next].digits == 4, let stated = tokens[next].number else {
        return year
      }
      index = next + 1
      return stated
    }
  }
}
