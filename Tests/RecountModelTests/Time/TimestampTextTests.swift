// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct TimestampTextTests {
  @Test(arguments: [
    ("2022-12-16T10:07:31Z", "2022-12-16T10:07:31.000000Z"),
    ("2022-12-16 10:07:31", "2022-12-16T10:07:31.000000Z"),
    ("2022-12-16t10:07:31z", "2022-12-16T10:07:31.000000Z"),
    ("2022-12-16T10:07", "2022-12-16T10:07:00.000000Z"),
    ("2022-12-16", "2022-12-16T00:00:00.000000Z"),
    ("2022-12-16T10:07:31+01:00", "2022-12-16T09:07:31.000000Z"),
    ("2022-12-16T10:07:31 -0530", "2022-12-16T15:37:31.000000Z"),
    ("2022-12-31T23:30:00-14:00", "2023-01-01T13:30:00.000000Z"),
    ("2024-03-01T00:15:00+00:30", "2024-02-29T23:45:00.000000Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
    ("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500000Z"),
    ("1600-02-29T00:00:00Z", "1600-02-29T00:00:00.000000Z"),
    ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000000Z"),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z"),
  ])
  func `reads and prints`(text: String, printed: String) throws {
    let time = try #require(Timestamp(parsing: text))
    #expect(time.rfc3339 == printed)
    #expect(Timestamp(parsing: printed) == time)
  }

  @Test(arguments: [
    ("1", 100_000), ("12", 120_000), ("123", 123_000), ("1234", 123_400), ("12345", 123_450),
    ("123456", 123_456), ("1234567", 123_456), ("12345678", 123_456), ("123456789", 123_456),
    ("000001", 1), ("0000009", 0), ("999999999", 999_999),
  ])
  func `cuts a fraction after six digits`(digits: String, microseconds: Int64) {
    for separator in [".", ","] {
      let time = Timestamp(parsing: "1970-01-01T00:00:00\(separator)\(digits)Z")
      #expect(time?.microseconds == microseconds)
    }
  }

  @Test(arguments: [
    "", "2022", "2022-12", "2022-12-1", "22-12-16", "2022-13-01", "2022-00-01", "2022-12-00",
    "2023-02-29", "1900-02-29", "2022-04-31T00:00:00Z", "2022-12-16T", "2022-12-16T10",
    "2022-12-16T24:00:00Z", "2022-12-16T10:60:00Z", "2022-12-16T10:07:61Z", "2022-12-16T10:07:31.",
    "2022-12-16T10:07:31.Z", "2022-12-16T10:07:31+", "2022-12-16T10:07:31+1:00",
    "2022-12-16T10:07:31+24:00", "2022-12-16T10:07:31+01:60", "2022-12-16T10:07:31Zulu",
    "2022-12-16T10:07:31 ", "2022-12-16Z", " 2022-12-16", "2022-12-16X10:07", "2022/12/16",
    "-2022-12-16", "2022-12-16T10:07:31.1２Z", "２022-12-16", "2022-12-16T1\u{301}0:07",
  ])
  func `refuses what is no time`(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }

  @Test func `reads a time without zone in the zone it is told`() {
    let east = Timestamp(parsing: "2022-12-16T10:07:31", zoneOffsetSeconds: 3600)
    #expect(east?.rfc3339 == "2022-12-16T09:07:31.000000Z")
    let day = Timestamp(parsing: "2022-12-16", zoneOffsetSeconds: -5 * 3600)
    #expect(day?.rfc3339 == "2022-12-16T05:00:00.000000Z")
    let stated = Timestamp(parsing: "2022-12-16T10:07:31Z", zoneOffsetSeconds: 3600)
    #expect(stated?.rfc3339 == "2022-12-16T10:07:31.000000Z")
  }

  @Test func `prints for people`() throws {
    let time = try #require(Timestamp(parsing: "2022-12-16T10:07:31.987654Z"))
    #expect(time.minuteText == "2022-12-16 10:07")
    #expect(time.secondText == "2022-12-16 10:07:31")
    #expect(time.clockText == "10:07")
    #expect(time.dayText == "2022-12-16")
    #expect(time.date == CivilDate(year: 2022, month: 12, day: 16))
    #expect(Timestamp(microseconds: -1).secondText == "1969-12-31 23:59:59")
  }

  @Test func `reads back what it printed`() {
    var random = SeededGenerator(seed: 12)
    let first = Timestamp(CivilDate(year: 0, month: 1, day: 1)).microseconds
    let end = Timestamp(CivilDate(year: 10_000, month: 1, day: 1)).microseconds
    for _ in 0..<5000 {
      let time = Timestamp(microseconds: first + Int64(random.below(Int(end - first))))
      guard Timestamp(parsing: time.rfc3339) == time else {
        Issue.record("\(time.microseconds) prints as \(time.rfc3339)")
        return
      }
    }
  }
}
