// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct TimeRangeTextTests {
  /// A text -> start and end.
  @Test(arguments: [
    (
      "2022-12-16T10:00Z/2022-12-16T11:30Z", "2022-12-16T10:00:00.000000Z",
      "2022-12-16T11:30:00.000000Z"
    ),
    ("2022-12-16T10:00Z/11:30Z", "2022-12-16T10:00:00.000000Z", "2022-12-16T11:30:00.000000Z"),
    ("2022-12-16T23:00Z/01:00Z", "2022-12-16T23:00:00.000000Z", "2022-12-17T01:00:00.000000Z"),
    (
      "2022-12-16T10:00+01:00/11:30+01:00", "2022-12-16T09:00:00.000000Z",
      "2022-12-16T10:30:00.000000Z"
    ),
    ("2022-12-16/2022-12-17", "2022-12-16T00:00:00.000000Z", "2022-12-17T00:00:00.000000Z"),
  ])
  func `a range is two times`(text: String, start: String, end: String) throws {
    let range = try #require(TimeRange(parsing: text))
    #expect(range.start.rfc3339 == start && range.end.rfc3339 == end)
  }

  @Test(arguments: [
    "", "/", "now", "2022-12-16T10:00Z", "2022-12-16T10:00Z/", "/2022-12-16T10:00Z",
    "2022-12-16T11:00Z/2022-12-16T10:00Z", "2022-12-16T10:00Z/2022-12-16T10:00Z",
    "2022-12-16T10:00Z/25:00Z", "2022-12-16T10:00Z/11:00Z/12:00Z",
  ])
  func `anything else is no range`(text: String) {
    #expect(TimeRange(parsing: text) == nil)
  }
}
