// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct RangeComparerTests {
  private static let start = Timestamp(seconds: 1_671_148_800)

  private static func range(_ from: Int, _ to: Int) -> TimeRange {
    TimeRange(start: start + .minutes(Int64(from)), end: start + .minutes(Int64(to)))
  }

  /// Minutes of `total` trials each, of which `failed` fail.
  private static func series(_ minutes: [(failed: Int64, total: Int64)]) -> CountSeries {
    CountSeries(
      service: "web", unit: .request, start: start, binWidth: .minute,
      failed: minutes.map(\.failed), total: minutes.map(\.total),
      covered: Array(repeating: true, count: minutes.count))
  }

  @Test func `a share has the interval of Wilson`() throws {
    let share = try #require(RangeComparer.share(10, of: 1000, 1))
    #expect(share.value == 0.01)
    #expect(abs(share.interval.low - 0.00599) < 0.0001)
    #expect(abs(share.interval.high - 0.01666) < 0.0001)
    let burst = try #require(RangeComparer.share(10, of: 1000, 4))
    #expect(burst.interval.low < share.interval.low && burst.interval.high > share.interval.high)
    #expect(RangeComparer.share(0, of: 0, 1) == nil)
    #expect(RangeComparer.share(0, of: 50, 1)?.interval.low == 0)
    #expect(RangeComparer.share(50, of: 50, 1)?.interval.high == 1)
  }

  @Test func `a quantile has the interval of its ranks`() throws {
    // One duration in each of a hundred buckets.
    let counts = (100..<200).map { (bucket: $0, count: Int64(1)) }
    let median = try #require(DurationQuantile.estimate(0.5, of: counts))
    #expect(median.interval.low == Double(DurationBucket.lowerBound(141)))
    #expect(median.interval.high == Double(DurationBucket.lowerBound(159)))
    #expect(DurationQuantile.estimate(0.5, of: []) == nil)
    #expect(DurationQuantile.estimate(0.99, of: [(5, 1)])?.value == 5)
  }

  @Test func `what did not change does not differ, and what did does`() throws {
    var random = SeededGenerator(seed: 5)
    var minutes: [(failed: Int64, total: Int64)] = []
    for minute in 0..<240 {
      let total = Int64(95 + random.below(11))
      let permille = minute < 120 ? 10 : 60
      let failed = (0..<total).count { _ in random.below(1000) < permille }
      minutes.append((Int64(failed), total))
    }
    let series = Self.series(minutes)
    let quiet = try #require(RangeComparer.compare(series, Self.range(0, 60), Self.range(60, 120)))
    #expect(quiet.shareRatio?.interval.contains(1) == true)
    #expect(quiet.trafficRatio?.interval.contains(1) == true && quiet.refusals.isEmpty)
    let broken = try #require(
      RangeComparer.compare(series, Self.range(0, 120), Self.range(120, 240)))
    let ratio = try #require(broken.shareRatio)
    #expect(ratio.interval.low > 3 && ratio.interval.contains(6))
    #expect(broken.first.total + broken.second.total == minutes.reduce(0) { $0 + $1.total })
    #expect(broken.second.coveredMinutes == 120)
  }

  @Test func `intervals hold the truth about nine times in ten`() {
    var random = SeededGenerator(seed: 77)
    var held = (share: 0, traffic: 0)
    let rounds = 400
    for _ in 0..<rounds {
      var minutes: [(failed: Int64, total: Int64)] = []
      for _ in 0..<120 {
        let total = Int64(80 + random.below(41))
        minutes.append((Int64((0..<total).count { _ in random.below(100) < 3 }), total))
      }
      let compared = RangeComparer.compare(
        Self.series(minutes), Self.range(0, 60), Self.range(60, 120))
      if compared?.shareRatio?.interval.contains(1) == true { held.share += 1 }
      if compared?.trafficRatio?.interval.contains(1) == true { held.traffic += 1 }
    }
    #expect(0.86...0.96 ~= Double(held.share) / Double(rounds), "\(held.share)")
    // Six blocks are few for a normal interval: it is a little narrow.
    #expect(0.80...0.96 ~= Double(held.traffic) / Double(rounds), "\(held.traffic)")
  }

  @Test func `what the data cannot say is refused by name`() throws {
    let series = Self.series(Array(repeating: (0, 10), count: 40))
    let short = try #require(RangeComparer.compare(series, Self.range(0, 20), Self.range(20, 60)))
    #expect(short.shareRatio == nil && short.trafficRatio == nil)
    #expect(short.refusals.map(\.reason) == [.coverageGap, .insufficientEvents, .baseTooShort])
    #expect(short.refusals[0].explanation.hasPrefix("Logs cover 20 of 40 minutes"))
    let nowhere = Self.range(1000, 1060)
    #expect(RangeComparer.compare(series, nowhere, nowhere) == nil)
    #expect(RangeComparer.compare(Self.series([]), nowhere, nowhere) == nil)
  }
}
