// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct DurationBucketTests {
  /// Durations around every power of two, and seeded ones of every length.
  private static let sweep: [Int64] = {
    var random = SeededGenerator(seed: 19)
    var durations = Array(Int64(0)..<5000)
    for exponent in 4..<62 {
      let power = Int64(1) << Int64(exponent)
      durations += [power - 1, power, power + 1]
      durations += (0..<50).map { _ in power + Int64(random.below(Int(power))) }
    }
    return (durations + [1 << 62]).sorted()
  }()

  @Test func `holds every duration between its bounds`() {
    let wrong = DurationBucketTests.sweep.filter { duration in
      let index = DurationBucket.index(microseconds: duration)
      let low = DurationBucket.lowerBound(index)
      return duration < low || duration >= DurationBucket.lowerBound(index + 1)
        || DurationBucket.index(microseconds: low) != index
    }
    #expect(wrong.isEmpty)
  }

  @Test func `grows with the duration`() {
    let indexes = DurationBucketTests.sweep.map { DurationBucket.index(microseconds: $0) }
    #expect(zip(indexes, indexes.dropFirst()).allSatisfy { $0 <= $1 && $1 - $0 <= 1 })
  }

  @Test func `is one microsecond or an eighth wide`() {
    let last = DurationBucket.index(microseconds: 1 << 62)
    let wrong = (0..<last).filter { index in
      let low = DurationBucket.lowerBound(index)
      let width = DurationBucket.lowerBound(index + 1) - low
      return index < 16 ? width != 1 : width < 1 || Double(width) > Double(low) * 0.125
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    arguments: [(-5, 0), (0, 0), (15, 15), (16, 16), (17, 16), (18, 17), (31, 23), (32, 24)]
      as [(Int64, Int)])
  func `numbers buckets`(duration: Int64, index: Int) {
    #expect(DurationBucket.index(microseconds: duration) == index)
  }

  @Test func `has an end for the longest duration`() {
    let last = DurationBucket.index(microseconds: .max)
    #expect(last + 1 == DurationBucket.endIndex)
    #expect(DurationBucket.lowerBound(last + 1) == .max)
    let median = DurationBucket.quantile(0.5, of: [(last, 2)])
    #expect(median.map { $0 >= DurationBucket.lowerBound(last) } == true)
  }

  @Test(arguments: [0.0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1.0])
  func `gives quantiles within a bucket of a sort`(share: Double) throws {
    var random = SeededGenerator(seed: 20)
    for _ in 0..<50 {
      let durations = (0..<1 + random.below(500)).map { _ in
        Int64(random.below(1 << (1 + random.below(40))))
      }.sorted()
      var counts: [Int: Int64] = [:]
      for duration in durations {
        counts[DurationBucket.index(microseconds: duration), default: 0] += 1
      }
      let sorted = counts.sorted { $0.key < $1.key }.map { (bucket: $0.key, count: $0.value) }
      let quantile = try #require(DurationBucket.quantile(share, of: sorted))
      // The nearest-rank value; its bucket is closed, for a whole bucket below ends at its bound.
      let rank = max(1, Int((share * Double(durations.count)).rounded(.up)))
      let bucket = DurationBucket.index(microseconds: durations[rank - 1])
      let bounds = DurationBucket.lowerBound(bucket)...DurationBucket.lowerBound(bucket + 1)
      #expect(bounds.contains(quantile))
    }
  }

  @Test func `has no quantile of nothing`() {
    #expect(DurationBucket.quantile(0.5, of: []) == nil)
    #expect(DurationBucket.quantile(0.5, of: [(3, 0)]) == nil)
  }

  @Test func `lies in the middle of a bucket for the median of its events`() {
    #expect(DurationBucket.quantile(0.5, of: [(80, 10)]) == 4352)
  }
}
