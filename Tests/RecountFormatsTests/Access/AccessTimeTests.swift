// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountFormats
import RecountModel
import Testing

/// Times are read through whole lines: a time that is read wrong is a wrong event.
@Suite struct AccessTimeTests {
  @Test(arguments: [
    ("12/Mar/2025:09:14:02 +0000", "2025-03-12T09:14:02.000000Z"),
    ("12/Mar/2025:09:14:02 +0530", "2025-03-12T03:44:02.000000Z"),
    ("12/Mar/2025:09:14:02 -0330", "2025-03-12T12:44:02.000000Z"),
    ("12/Mar/2025:23:14:02 -0800", "2025-03-13T07:14:02.000000Z"),
    ("12/Mar/2025:09:14:02.3 +0000", "2025-03-12T09:14:02.300000Z"),
    ("12/Mar/2025:09:14:02.310019 +0000", "2025-03-12T09:14:02.310019Z"),
    ("12/Mar/2025:09:14:02.123456789 +0000", "2025-03-12T09:14:02.123456Z"),
    ("29/Feb/2024:23:59:59 +0000", "2024-02-29T23:59:59.000000Z"),
    ("29/Feb/2000:00:00:00 +0000", "2000-02-29T00:00:00.000000Z"),
    ("31/Dec/2016:23:59:60 +0000", "2017-01-01T00:00:00.000000Z"),
    ("01/Jan/1970:00:00:00 +0100", "1969-12-31T23:00:00.000000Z"),
    ("01/Jan/0000:00:00:00 +0000", "0000-01-01T00:00:00.000000Z"),
    ("31/Dec/9999:23:59:59 +0000", "9999-12-31T23:59:59.000000Z"),
    ("20/Jul/2066:01:02:03 +0000", "2066-07-20T01:02:03.000000Z"),
  ])
  func `reads the time of the common log`(text: String, time: String) {
    expectEvent(
      #"203.0.113.7 - - [\#(text)] "GET / HTTP/1.1" 200 5"#, as: .combined,
      ["start": time, "end": time])
  }

  @Test(arguments: [
    "32/Mar/2025:09:14:02 +0000", "00/Mar/2025:09:14:02 +0000", "29/Feb/2025:09:14:02 +0000",
    "29/Feb/1900:09:14:02 +0000", "31/Apr/2025:09:14:02 +0000", "12/Mrz/2025:09:14:02 +0000",
    "12/mar/2025:09:14:02 +0000", "12/Mar/2025:24:00:00 +0000", "12/Mar/2025:09:60:02 +0000",
    "12/Mar/2025:09:14:61 +0000", "12/Mar/2025:09:14:02 +2400", "12/Mar/2025:09:14:02 +0060",
    "12/Mar/2025:09:14:02 0000", "12/Mar/2025:09:14:02 +000", "12/Mar/2025:09:14:02",
    "12/Mar/2025:09:14:02. +0000", "12/Mar/2025:09:14:02.", "12/Mar/2025:9:14:02 +0000",
    "1/Mar/2025:09:14:02 +0000", "12/Mar/20x5:09:14:02 +0000", "12-Mar-2025:09:14:02 +0000",
    "2025-03-12T09:14:02", "",
  ])
  func `refuses a time that is none`(text: String) {
    expectReject(
      #"203.0.113.7 - - [\#(text)] "GET / HTTP/1.1" 200 5"#, as: .combined, .malformedTime)
    expectReject("203.0.113.7 - - [\(text)", as: .combined, .malformedTime)
  }

  @Test(arguments: [
    ("2025-03-12T09:14:02Z", "2025-03-12T09:14:02.000000Z"),
    ("2025-03-12t09:14:02z", "2025-03-12T09:14:02.000000Z"),
    ("2025-03-12 09:14:02.3Z", "2025-03-12T09:14:02.300000Z"),
    ("2025-03-12T09:14:02,310Z", "2025-03-12T09:14:02.310000Z"),
    ("2025-03-12T09:14:02.904275088Z", "2025-03-12T09:14:02.904275Z"),
    ("2025-03-12T09:14:02+05:30", "2025-03-12T03:44:02.000000Z"),
    ("2025-03-12T09:14:02-0330", "2025-03-12T12:44:02.000000Z"),
    ("2024-02-29T00:00:00+00:00", "2024-02-29T00:00:00.000000Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
  ])
  func `reads ISO times`(text: String, time: String) {
    expectEvent(
      #"[\#(text)] "GET / HTTP/1.1" 200 - 0 5 - - "-" "-" "-" "-" "-""#, as: .envoy,
      ["start": time, "end": time])
  }

  @Test(arguments: [
    "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-03-12T24:00:00Z", "2025-03-12T09:14Z",
    "2025-03-12T09:14:02.Z", "2025-03-12T09:14:02+24:00", "2025-03-12T09:14:02+00:60",
    "2025-03-12T09:14:02+0", "2025-03-12T09:14:02+00:", "2025-03-12T09:14:02-", "2025-03-12", "T",
  ])
  func `refuses ISO times that are none`(text: String) {
    let line = #"[\#(text)] "GET / HTTP/1.1" 200 - 0 5 - - "-" "-" "-" "-" "-""#
    expectReject(line, as: .envoy, .malformedTime)
    expectReject("[\(text)", as: .envoy, .malformedTime)
  }

  @Test func `a time without a zone is read as UTC and the content says so`() {
    let rest = #""GET / HTTP/1.1" 200 - 0 5 - - "-" "-" "-" "-" "-""#
    #expect(ParsedContent("[2025-03-12T09:14:02] \(rest)", as: .envoy).quality == .zoneAssumed)
    #expect(ParsedContent("[2025-03-12T09:14:02Z] \(rest)", as: .envoy).quality == .exact)
  }

  /// Foundation's calendar is the slow and independent reference.
  @Test(arguments: [UInt64(1), 2, 3])
  func `agrees with a calendar about random dates, zones and fractions`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var common: [String] = []
    var iso: [String] = []
    var expected: [Int64] = []
    for _ in 0..<1000 {
      let year = 1970 + random.below(130)
      let month = 1 + random.below(12)
      let day = 1 + random.below(28 + (month == 2 ? 0 : 2))
      let (hour, minute, second) = (random.below(24), random.below(60), random.below(60))
      let micros = random.below(1_000_000)
      let offset = random.below(24 * 60) - 12 * 60
      let parts = DateComponents(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second)
      let date = try #require(calendar.date(from: parts))
      expected.append(
        (Int64(date.timeIntervalSince1970) - Int64(offset) * 60) * 1_000_000 + Int64(micros))
      let clock = "\(pad(hour)):\(pad(minute)):\(pad(second)).\(pad(micros, 6))"
      let sign = offset < 0 ? "-" : "+"
      let (zoneHours, zoneMinutes) = (pad(abs(offset) / 60), pad(abs(offset) % 60))
      common.append(
        "203.0.113.7 - - [\(pad(day))/\(months[month - 1])/\(year):\(clock) "
          + "\(sign)\(zoneHours)\(zoneMinutes)] \"GET / HTTP/1.1\" 200 5")
      iso.append(
        "{\"time\":\"\(year)-\(pad(month))-\(pad(day))T\(clock)\(sign)\(zoneHours):\(zoneMinutes)\","
          + "\"status\":200}")
    }
    let times = expected.map { Timestamp(microseconds: $0).rfc3339 }
    let fromCommon = ParsedContent(common.joined(separator: "\n"), as: .combined)
    #expect(fromCommon.members.map { $0["start"] } == times)
    let fromISO = ParsedContent(iso.joined(separator: "\n"), as: .jsonAccess)
    #expect(fromISO.members.map { $0["end"] } == times)
  }

  private func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
