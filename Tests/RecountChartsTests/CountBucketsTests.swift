// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct CountBucketsTests {
  @Test(arguments: [1, 2, 7, 60, 399, 400, 401, 2880, 50_000])
  func `keeps extremes, sums and coverage at any number of bins`(count: Int) {
    let counts = ChartSamples.noise(seed: UInt64(count), bins: count)
    let range = TimeRange(start: counts.total.start, end: counts.total.time(count))
    let axis = TimeAxis(range)
    let buckets = CountBuckets(counts, on: axis, atMost: 400)
    #expect(buckets.buckets.count <= 400)
    let values = counts.total.values.compactMap { $0 }
    #expect(buckets.highestTotal == values.max() ?? 0)
    #expect(buckets.highestShare == counts.share.values.compactMap { $0 }.max() ?? 0)
    #expect(buckets.buckets.compactMap(\.total?.low).min() == values.min())
    #expect(buckets.buckets.first?.range.start == range.start)
    #expect(buckets.buckets.last?.range.end == range.end)
    for (bucket, next) in zip(buckets.buckets, buckets.buckets.dropFirst()) {
      #expect(bucket.range.end == next.range.start)
    }
  }

  @Test func `takes the share of a bucket from its sums`() throws {
    let counts = ChartCounts(
      start: Timestamp(seconds: 0), binWidth: .seconds(1), total: [1, 99], failed: [1, 0])
    let axis = TimeAxis(TimeRange(start: Timestamp(seconds: 0), end: Timestamp(seconds: 2)))
    let narrow = CountBuckets(counts, on: axis, atMost: 2).buckets
    #expect(narrow.map(\.share?.typical) == [1, 0])
    let wide = CountBuckets(counts, on: axis, atMost: 1).buckets
    #expect(wide.map(\.share) == [Spread(low: 0, high: 1, typical: 0.01)])
  }

  @Test func `finds gaps inside and at both ends`() {
    let counts = ChartCounts(
      start: Timestamp(seconds: 60), binWidth: .minute, total: [1, nil, 1], failed: [0, nil, 0])
    let axis = TimeAxis(TimeRange(start: Timestamp(seconds: 0), end: Timestamp(seconds: 300)))
    let gaps = CountBuckets(counts, on: axis, atMost: 400).gaps(on: axis)
    let seconds = gaps.map { [$0.start.microseconds, $0.end.microseconds].map { $0 / 1_000_000 } }
    #expect(seconds == [[0, 60], [120, 180], [240, 300]])
  }

  @Test func `widens bins until half of them hold enough events`() {
    let counts = ChartSamples.flat(4, 1, count: 480)
    let range = ChartSamples.eightHours
    #expect(counts.supported(minimum: 4, in: range).binWidth == .minute)
    #expect(counts.supported(minimum: 20, in: range).binWidth == .minutes(5))
    #expect(counts.supported(minimum: 1000, in: range).binWidth == .minutes(20))
    #expect(ChartSamples.flat(0, 0, count: 480).supported(minimum: 20, in: range).count == 480)
  }

  @Test func `coarsens without losing an event`() {
    let counts = ChartSamples.noise(seed: 7, bins: 1000)
    for factor in [2, 3, 7, 60, 2000] {
      let coarse = counts.coarsened(by: factor)
      #expect(
        coarse.total.values.compactMap { $0 }.reduce(0, +)
          == counts.total.values.compactMap { $0 }.reduce(0, +))
      #expect(coarse.total.start.floored(to: coarse.binWidth) == coarse.total.start)
    }
  }

  @Test func `reads a series of the model with its coverage`() {
    let series = CountSeries(
      service: "web", unit: .request, start: Timestamp(seconds: 0), binWidth: .minute,
      failed: [1, 0, 0], total: [2, 0, 5], covered: [true, false, true])
    let counts = ChartCounts(series)
    #expect(counts.total.values == [2, nil, 5])
    #expect(counts.share.values == [0.5, nil, 0])
  }

  @Test func `reads broken numbers as no coverage and negative ones as zero`() {
    let counts = ChartCounts(
      start: Timestamp(seconds: 0), binWidth: TimeSpan(microseconds: 0),
      total: [.nan, 5, .infinity, -3], failed: [1, 9, 1, 0, 7])
    #expect(counts.total.values == [nil, 5, nil, 0])
    #expect(counts.share.values == [nil, 1, nil, nil])
    #expect(counts.binWidth == TimeSpan(microseconds: 1))
  }
}

extension ChartCounts {
  fileprivate var count: Int { total.count }
}
