// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct CountSeriesTests {
  private func series(start: Int64, width: Int64, bins: Int) -> CountSeries {
    let zeros = [Int64](repeating: 0, count: bins)
    return CountSeries(
      service: "api", unit: .request, start: Timestamp(seconds: start), binWidth: .seconds(width),
      failed: zeros, total: zeros, covered: zeros.map { _ in true })
  }

  @Test(
    arguments: [
      (600, 0), (659, 0), (660, 1), (1199, 9), (1200, 10), (599, -1), (540, -1), (539, -2),
      (0, -10),
      (-1, -11), (-60, -11), (-61, -12),
    ] as [(Int64, Int)])
  func `finds the bin of a time, before the start too`(second: Int64, bin: Int) {
    #expect(series(start: 600, width: 60, bins: 10).bin(of: Timestamp(seconds: second)) == bin)
  }

  @Test func `takes a bin's start into it and its end out of it`() {
    let series = series(start: -120, width: 60, bins: 4)
    for index in -5..<10 {
      let time = series.time(index)
      #expect(series.bin(of: time) == index)
      #expect(series.bin(of: time - TimeSpan(microseconds: 1)) == index - 1)
    }
  }

  @Test func `covers its bins`() {
    let series = series(start: 600, width: 60, bins: 10)
    #expect(series.count == 10)
    #expect(series.range.start == Timestamp(seconds: 600))
    #expect(series.range.end == Timestamp(seconds: 1200))
  }
}
