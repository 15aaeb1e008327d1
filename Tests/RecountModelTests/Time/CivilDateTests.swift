// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct CivilDateTests {
  /// A calendar that counts one day after the other.
  private struct DayCounter {
    var date = CivilDate(year: 1600, month: 1, day: 1)

    static func days(in month: Int, of year: Int) -> Int {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func advance() {
      date.day += 1
      guard date.day > DayCounter.days(in: date.month, of: date.year) else { return }
      date.day = 1
      date.month += 1
      guard date.month > 12 else { return }
      date.month = 1
      date.year += 1
    }
  }

  @Test func `agrees with a counted calendar from 1600 to 2400`() {
    var counter = DayCounter()
    var days = counter.date.daysSinceEpoch
    var wrong: [CivilDate] = []
    while counter.date.year <= 2400 {
      let date = counter.date
      if date.daysSinceEpoch != days || CivilDate(daysSinceEpoch: days) != date || !date.isValid {
        wrong.append(date)
      }
      counter.advance()
      days += 1
    }
    #expect(wrong.isEmpty)
    #expect(days == CivilDate(year: 2401, month: 1, day: 1).daysSinceEpoch)
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2022, 12, 16, 19_342),
    (1600, 1, 1, -135_140), (0, 1, 1, -719_528), (-1, 12, 31, -719_529), (9999, 12, 31, 2_932_896),
  ])
  func `counts known days`(year: Int, month: Int, day: Int, days: Int) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(date.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == date)
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1),
    (2024, 13, 1), (2024, 1, 0), (2024, 1, 32), (2024, 6, -1),
  ])
  func `knows days that do not exist`(year: Int, month: Int, day: Int) {
    #expect(!CivilDate(year: year, month: month, day: day).isValid)
  }

  @Test(arguments: [(2024, 2, 29), (2000, 2, 29), (2023, 2, 28), (2024, 12, 31)])
  func `knows days that exist`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day).isValid)
  }
}
