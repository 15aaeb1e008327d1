// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountModel
import Testing

@Suite struct StatedPeriodTests {
  private static func told(_ text: String) -> String {
    switch StatedPeriod.parse(text) {
    case .success(let period):
      "\(period.start.time.minuteText) \(period.end.time.minuteText) \(period.start.zone.word)"
    case .failure(let reason): "\(reason)"
    }
  }

  @Test(arguments: [
    (
      "Between 09:03 UTC and 12:15 UTC on 12 Mar 2025, some",
      "2025-03-12 09:03 2025-03-12 12:15 UTC"
    ),
    (
      "From approximately 14:20 to 16:05 UTC on 04 Jul 2022",
      "2022-07-04 14:20 2022-07-04 16:05 UTC"
    ),
    (
      "Starting at 21:30 UTC on 1 Jan 2022, users saw errors, until 02:10 UTC on 2 Jan.",
      "2022-01-01 21:30 2022-01-02 02:10 UTC"
    ),
    ("between 9:00 am and 1:30 pm GMT on March 3rd, 2021", "2021-03-03 09:00 2021-03-03 13:30 GMT"),
    (
      "Between 22:00 UTC on 31 Dec and 01:00 UTC on 1 Jan 2022",
      "2021-12-31 22:00 2022-01-01 01:00 UTC"
    ),
    ("Between 03:00 EDT and 09:55 EDT on 21 Jul 2021", "2021-07-21 07:00 2021-07-21 13:55 EDT"),
    (
      "Between 21:03 CST (UTC+8) and 22:03 CST on 5 Mar 2020",
      "2020-03-05 13:03 2020-03-05 14:03 CST"
    ),
    ("from 2025-03-12 09:03 UTC to 2025-03-12 12:15 UTC", "2025-03-12 09:03 2025-03-12 12:15 UTC"),
    ("2025-03-12 09:03+01:00 – 2025-03-12 12:15+01:00", "2025-03-12 08:03 2025-03-12 11:15 +01:00"),
    ("From 23:50 UTC on 1 Jan 2022 to 00:20 UTC", "2022-01-01 23:50 2022-01-02 00:20 UTC"),
    (
      "Between 02:20 UTC to 03:30 UTC and 04:07 UTC to 04:52 UTC on 14 Aug 2020",
      "2020-08-14 02:20 2020-08-14 04:52 UTC"
    ),
    (
      "Between 19:30 UTC and 22:10 UTC on 16 Nov 2021 and between 23:00 UTC on 16 Nov 2021 and 02:50 UTC on 17 Nov 2021",
      "2021-11-16 19:30 2021-11-17 02:50 UTC"
    ),
    (
      "Published 3 May 2021. Between April 1, 23:00 UTC and April 2, 01:00 UTC",
      "2021-04-01 23:00 2021-04-02 01:00 UTC"
    ),
  ])
  func `statements of a period are read`(text: String, period: String) {
    #expect(Self.told(text) == period)
  }

  @Test(arguments: [
    ("Something broke.", "noPeriod"), ("At 09:03 UTC it broke.", "noPeriod"),
    ("Starting at 09:03 UTC on 1 Jan 2022 it broke. Not until 10:00 UTC was it back.", "noEnd"),
    ("Between 09:03 UTC and 12:15 UTC it broke", "noDate"),
    ("Between 09:03 UTC and 12:15 UTC on 1 Jan it broke", "noYear"),
    ("Between 09:03 and 12:15 on 1 Jan 2022", "noZone"),
    ("Between 09:03 and 12:15 CST on 1 Jan 2022", "ambiguousZone(\"CST\")"),
    ("Between 09:03 PST and 12:15 PST on 1 Jan 2022", "ambiguousZone(\"PST\")"),
    ("Between 09:03 and 12:15 BST on 1 Jul 2022", "ambiguousZone(\"BST\")"),
    ("Between 09:03 UTC and 12:15 UTC on 03/04/2022", "ambiguousDate"),
    ("Between 23:03 and 01:15 UTC on 1 Jan 2022", "ambiguousDate"),
    ("Between 09:03 UTC on 2 Jan 2022 and 12:15 UTC on 1 Jan 2022", "backwards"), ("", "noPeriod"),
  ])
  func `what is not clear is refused with its reason`(text: String, reason: String) {
    #expect(Self.told(text) == reason)
  }

  @Test func `a hedged end is known to a quarter of an hour`() throws {
    let text = "Between approximately 09:03 UTC and 12:15 UTC on 12 Mar 2025"
    let period = try StatedPeriod.parse(text).get()
    #expect(period.start.plusMinus == .minutes(15) && period.end.plusMinus == .seconds(30))
  }

  @Test func `a text cut at any byte, and words without end, do no harm`() {
    let text = Array(
      "Between about 09:03 UTC (UTC+8) and until 12:15 am on 12th of Mar, 2025/1".utf8)
    for end in 0...text.count {
      _ = StatedPeriod.parse(String(decoding: text[..<end], as: UTF8.self))
    }
    for word in ["about ", "between ", "from 09:03 ", "and ", "12 "] {
      _ = StatedPeriod.parse(String(repeating: word, count: 20_000))
    }
  }
}
