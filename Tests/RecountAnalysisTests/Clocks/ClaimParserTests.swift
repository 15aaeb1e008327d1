// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

struct ClaimParserTests {
  /// Text, seconds, rounding in seconds.
  private static let durations: [(String, Double, Double)] = [
    ("5h33m", 19_980, 30), ("333m", 19_980, 30), ("5 h 33 min", 19_980, 30), ("2h", 7200, 1800),
    ("2 hours", 7200, 1800), ("1.5h", 5400, 180), ("90s", 90, 0.5), ("1d 2h", 93_600, 1800),
    ("5 hours, 33 minutes", 19_980, 30), ("5H33M", 19_980, 30), ("  24 min ", 1440, 30),
    ("about five hours and 33 minutes", 19_980, 60), ("approximately two hours", 7200, 1800),
    ("about 90 minutes", 5400, 900), ("~20m", 1200, 300), ("about 25 min", 1500, 150),
    ("an hour", 3600, 1800), ("1 hour and 5 seconds", 3605, 0.5), ("0m", 0, 30),
  ]

  /// Text, value, rounding.
  private static let counts: [(String, Double, Double)] = [
    ("60000", 60_000, 0.5), ("60,000", 60_000, 0.5), ("~60000", 60_000, 5000),
    ("about 60,000", 60_000, 5000), ("approx. 60000", 60_000, 5000), ("60k", 60_000, 500),
    ("~60k", 60_000, 5000), ("1.2M", 1_200_000, 50_000), ("60 thousand", 60_000, 500),
    ("~60376", 60_376, 3018.8), ("~ 12", 12, 0.6), ("0", 0, 0.5), ("~0", 0, 0.5),
    ("60.5k", 60_500, 50), ("1,250,000", 1_250_000, 0.5), ("≈ 2000", 2000, 500),
  ]

  @Test(arguments: ClaimParserTests.durations)
  func `reads a duration with its rounding`(text: String, seconds: Double, plusMinus: Double) throws
  {
    let duration = try #require(ClaimParser.duration(text))
    #expect(abs(duration.span.minutes * 60 - seconds) < 1e-6)
    #expect(abs(duration.plusMinus.minutes * 60 - plusMinus) < 1e-6)
    #expect(duration.text == text)
  }

  @Test(arguments: [
    "", " ", "about", "5", "h", "5:33", "33m 5h", "5h 5h", "1.5h 3m", "5h33", "-5h", "5h and",
    "5h,", "five", "5 hourss", ">", "> h", "5h33m later", ",5h", "and 5h", "99999999999999999h",
    "999999999999999d",
  ])
  func `takes nothing else for a duration`(text: String) {
    #expect(ClaimParser.duration(text) == nil)
  }

  @Test(arguments: ClaimParserTests.counts)
  func `reads a count with its rounding`(text: String, value: Double, plusMinus: Double) throws {
    let count = try #require(ClaimParser.count(text))
    #expect(count.value == value)
    #expect(abs(count.plusMinus - plusMinus) < 1e-6)
    #expect(count.text == text)
  }

  @Test(arguments: [
    "", "~", ">", "over", "over60", "60,00", "60,0000", "1.5", "-3", "60000 steps", "6e4", "k",
    "60.k",
    "1234567890123456", "about60", "some", "٦٠", "60000%", "1,2345",
  ])
  func `takes nothing else for a count`(text: String) {
    #expect(ClaimParser.count(text) == nil)
  }

  @Test(arguments: [
    ("10:07", 30_000_000), ("10:07:31", 500_000), ("2022-12-16T10:07Z", 30_000_000),
    ("2022-12-16 10:07:31.250+01:00", 500), ("10:07:31.123456789Z", 0),
    ("2022-12-16T10:07+01:00", 30_000_000),
  ])
  func `knows how precise a time is`(text: String, microseconds: Int64) {
    #expect(ClaimParser.precision(ofTime: text) == TimeSpan(microseconds: microseconds))
  }

  @Test(arguments: ["", "2022-12-16", "10", "10:7", "10:07:3", "10:07:31."])
  func `knows no precision without a time`(text: String) {
    #expect(ClaimParser.precision(ofTime: text) == nil)
  }

  @Test func `reads a moment with its precision`() throws {
    let minute = try #require(ClaimParser.moment("2022-12-16T10:07Z"))
    #expect(minute.time == ClockFixture.at("10:07"))
    #expect(minute.plusMinus == .seconds(30))
    let zoned = try #require(ClaimParser.moment("2022-12-16 11:07:00", zoneOffsetSeconds: 3600))
    #expect(zoned.time == ClockFixture.at("10:07"))
    #expect(zoned.plusMinus == TimeSpan(microseconds: 500_000))
    let vague = try #require(ClaimParser.moment("about 2022-12-16 10:00"))
    #expect(vague.plusMinus == .minutes(15))
    #expect(ClaimParser.moment("2022-12-16") == nil)
    #expect(ClaimParser.moment("10:07") == nil)
    #expect(ClaimParser.moment("soon") == nil)
  }

  @Test(
    arguments: [
      ("> 60000", .atLeast, 60_000), (">60000", .atLeast, 60_000),
      ("over 60,000", .atLeast, 60_000),
      ("more than about 60k", .atLeast, 60_000), ("at least 5", .atLeast, 5), ("≤ 7", .atMost, 7),
      ("up to 1,200", .atMost, 1200), ("no more than 3", .atMost, 3), ("60000", nil, 60_000),
    ] as [(String, Claims.Bound?, Double)])
  func `reads a bound for what it is`(text: String, bound: Claims.Bound?, value: Double) throws {
    let count = try #require(ClaimParser.count(text))
    #expect(count.bound == bound && count.value == value && count.text == text)
  }

  @Test(
    arguments: [
      ("> 5h", .atLeast, 300), ("more than five hours", .atLeast, 300),
      ("under 90 min", .atMost, 90),
    ] as [(String, Claims.Bound, Double)])
  func `reads a bounded length`(text: String, bound: Claims.Bound, minutes: Double) throws {
    let duration = try #require(ClaimParser.duration(text))
    #expect(duration.bound == bound && duration.span.minutes == minutes)
  }

  @Test func `reads from when to when`() throws {
    let window = try #require(ClaimParser.window("2022-12-16T10:07Z..2022-12-16T15:40Z"))
    #expect(window.end.time - window.start.time == .minutes(333))
    #expect(window.start.latest - window.start.time == .seconds(30))
    let short = try #require(ClaimParser.window("2022-12-16T23:50Z to 00:20Z"))
    #expect(short.end.time - short.start.time == .minutes(30))
    for text in ["", "2022-12-16T10:07Z", "2022-12-16T10:07Z..2022-12-16T10:07Z", "10:07..11:00"] {
      #expect(ClaimParser.window(text) == nil)
    }
    #expect(ClaimParser.window("2022-12-16T10:07Z..2022-12-15T10:07Z") == nil)
  }
}
