// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountReport
import Testing

struct ReportNumberTests {
  @Test(arguments: [
    (0, "0 s"), (45, "45 s"), (59, "59 s"), (60, "1 min"), (89, "1 min"), (90, "2 min"),
    (1440, "24 min"), (3569, "59 min"), (3570, "1 h"), (3600, "1 h"), (3660, "1 h 1 min"),
    (19_980, "5 h 33 min"), (-1440, "−24 min"),
  ])
  func `lengths read in hours and minutes`(seconds: Int64, text: String) {
    #expect(ReportNumber.length(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (0, "0 min"), (60, "1 min"), (90, "1.5 min"), (19_980, "333 min"), (-17_280, "−288 min"),
    (-1, "0 min"), (100, "1.7 min"),
  ])
  func `measures read in minutes`(seconds: Int64, text: String) {
    #expect(ReportNumber.minutes(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (0, "0 µs"), (999, "999 µs"), (1000, "1 ms"), (9500, "9.5 ms"), (31_400, "31 ms"),
    (999_499, "999 ms"), (999_999, "1 s"), (1_000_000, "1 s"), (1_240_000, "1.2 s"),
    (59_400_000, "59.4 s"),
  ])
  func `durations read in the unit that fits`(microseconds: Int64, text: String) {
    #expect(ReportNumber.duration(microseconds) == text)
  }

  @Test func `moments leave out what the reader knows`() {
    let time = Timestamp.at(10, 7)
    #expect(ReportNumber.moment(time, day: "2022-12-16") == "10:07")
    #expect(ReportNumber.moment(time, day: nil) == "2022-12-16 10:07")
    #expect(ReportNumber.moment(.at(10, 7, 31), day: "2022-12-16") == "10:07:31")
    #expect(ReportNumber.moment(time, day: "2022-12-15") == "2022-12-16 10:07")
  }

  @Test func `ranges tell which end is open`() {
    var window = SampleFindings.window("w", .request, 1, .at(10, 7), .at(15, 40))
    #expect(ReportNumber.range(window, day: "2022-12-16") == "10:07 – 15:40")
    #expect(ReportNumber.range(window, day: nil) == "2022-12-16 10:07 – 15:40")
    window.hasOnset = false
    window.hasEnded = false
    #expect(ReportNumber.range(window, day: "2022-12-16") == "≤ 10:07 – ≥ 15:40")
    window.end.time = window.end.time + .hours(24)
    #expect(ReportNumber.range(window, day: "2022-12-16") == "≤ 10:07 – ≥ 2022-12-17 15:40")
  }

  @Test func `margins and counts`() {
    #expect(ReportNumber.plusMinus(.seconds(30)) == "±30 s")
    #expect(ReportNumber.plusMinus(.minute) == "±1 min")
    #expect(ReportNumber.plusMinus(TimeSpan(microseconds: 500)) == "±500 µs")
    #expect(ReportNumber.count(1_234_567) == "1,234,567")
  }
}
