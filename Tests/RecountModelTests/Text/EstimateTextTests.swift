// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct EstimateTextTests {
  @Test(
    arguments: [
      (56_931.2, 56_662.4, 57_198.0, "56,930 [56,660, 57,200]"),
      (12.4, 10.2, 14.6, "12 [10, 15]"),
      (100, 0.6, 199.4, "100 [1, 199]"),
      (100, 0, 200, "100 [0, 200]"),
      (1000, 4, 1996, "1,000 [0, 2,000]"),
      (1_234_567, 1_000_000, 1_500_000, "1,230,000 [1,000,000, 1,500,000]"),
      (-55, -260, 150, "-60 [-260, 150]"),
      (0.4, 0.4, 0.4, "0 [0, 0]"),
      (7, 7, 7, "7 [7, 7]"),
      (.nan, 1, 2, "null [1, 2]"),
      (5, -.infinity, .infinity, "5 [null, null]"),
    ] as [(Double, Double, Double, String)])
  func `prints two digits of half the interval`(
    value: Double, low: Double, high: Double, text: String
  ) {
    #expect(Estimate(value: value, interval: Interval(low: low, high: high)).text == text)
  }

  @Test func `contains both ends of an interval`() {
    let interval = Interval(low: 1, high: 2)
    #expect([0.9, 1, 1.5, 2, 2.1].map(interval.contains) == [false, true, true, true, false])
    #expect(!interval.contains(.nan))
  }
}
