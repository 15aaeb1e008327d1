// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension MomentReader {
  private static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    var months = ["sept": 9]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    return months
  }()
  private static let ordinals: Set<String> = ["st", "nd", "rd", "th"]

  /// A day from the place on; the place stays where there is none.
  mutating func day() -> WrittenMoment.Day? {
    if let day = numericDay() { return day }
    let start = index
    if let day = namedDay() { return day }
    index = start
    return nil
  }

  /// `2025-03-12`, `2025/03/12`, `12.03.2025`, `03/12/2025`.
  private mutating func numericDay() -> WrittenMoment.Day? {
    let mark = token(1)
    guard token().kind == .number, mark.kind == .mark, ["-", "/", "."].contains(mark.text),
      token(2).kind == .number, token(3).isMark(mark.text), token(4).kind == .number,
      !(1...4).contains(where: { token($0).isSpaced })
    else { return nil }
    let widths = [0, 2, 4].map { token($0).text.count }
    let values = [0, 2, 4].map { token($0).value }
    let day: WrittenMoment.Day
    if widths[0] == 4, widths[1] <= 2, widths[2] <= 2 {
      day = .full(CivilDate(year: values[0], month: values[1], day: values[2]))
    } else if widths[0] <= 2, widths[1] <= 2, widths[2] == 4 {
      if mark.text == "." {
        // Where days are parted by points they come first.
        day = .full(CivilDate(year: values[2], month: values[1], day: values[0]))
      } else {
        guard 1...31 ~= values[0], 1...31 ~= values[1] else { return nil }
        day = .unordered(values[0], values[1], year: values[2])
      }
    } else {
      return nil
    }
    if case .full(let date) = day, !date.isValid { return nil }
    index += 5
    return day
  }

  /// `12 Mar 2025`, `12th of March`, `March 12, 2025`; the year can be missing.
  private mutating func namedDay() -> WrittenMoment.Day? {
    let day: Int
    let month: Int
    if token().kind == .number {
      guard let number = dayNumber() else { return nil }
      _ = skip(["of"])
      guard let named = monthName() else { return nil }
      day = number
      month = named
    } else {
      guard let named = monthName(), let number = dayNumber() else { return nil }
      day = number
      month = named
    }
    if let year = year() {
      let date = CivilDate(year: year, month: month, day: day)
      return date.isValid ? .full(date) : nil
    }
    // The 29th of February is judged once the year is known.
    return CivilDate(year: 2024, month: month, day: day).isValid
      ? .inYear(month: month, day: day) : nil
  }

  private mutating func dayNumber() -> Int? {
    guard token().kind == .number, token().text.count <= 2, 1...31 ~= token().value,
      !token(1).isMark(":")
    else { return nil }
    let number = token().value
    index += 1
    if !token().isSpaced { _ = skip(MomentReader.ordinals) }
    return number
  }

  private mutating func monthName() -> Int? {
    guard token().kind == .word, let month = MomentReader.months[token().lower] else { return nil }
    index += 1
    if token().isMark("."), !token().isSpaced { index += 1 }
    return month
  }

  private mutating func year() -> Int? {
    let gap = token().isMark(",") || token().isMark("-") || token().isMark("/") ? 1 : 0
    guard token(gap).kind == .number, token(gap).text.count == 4 else { return nil }
    let year = token(gap).value
    index += gap + 1
    return year
  }
}
