// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Lowest, highest and typical value of the bins of one bucket.
package struct Spread: Hashable, Sendable {
  package var low: Double
  package var high: Double
  /// The mean of counts; of shares, failed ÷ total over the whole bucket.
  package var typical: Double

  package init(low: Double, high: Double, typical: Double) {
    self.low = low
    self.high = high
    self.typical = typical
  }
}

/// Counts reduced to few enough points to draw.
///
/// A bucket keeps the lowest and the highest bin in it, so that a spike of one bin survives any
/// reduction. Buckets are a round number of bins wide and aligned to the epoch, so that a chart
/// of a part shows the same buckets as a chart of the whole.
package struct CountBuckets: Sendable {
  package struct Bucket: Hashable, Sendable {
    /// Cut at the borders of the axis.
    package var range: TimeRange
    /// Nil where no log covers any bin of the bucket.
    package var total: Spread?
    package var failed: Spread?
    /// Nil also where there was nothing to fail.
    package var share: Spread?
  }

  package let buckets: [Bucket]
  let binsPerBucket: Int
  let bucketWidth: TimeSpan

  /// - Complexity: O(*n*) in the bins that the axis shows.
  package init(_ counts: ChartCounts, on axis: TimeAxis, atMost points: Int) {
    let series = counts.total
    let bins = series.bins(in: axis.range)
    // The alignment may cut off a part of a bucket at both ends, hence the two more.
    let factor = NiceFactor.smallest { factor in
      let most = factor == 1 ? bins.count : bins.count / factor + 2
      return most <= points || bins.count <= factor
    }
    let width = series.binWidth.microseconds.multipliedReportingOverflow(by: Int64(factor))
    binsPerBucket = factor
    bucketWidth = width.overflow ? axis.range.length : TimeSpan(microseconds: width.partialValue)
    var buckets: [Bucket] = []
    var first = bins.lowerBound
    while first < bins.upperBound {
      let key = floorQuotient(series.time(first).microseconds, bucketWidth.microseconds)
      var end = first + 1
      while end < bins.upperBound,
        floorQuotient(series.time(end).microseconds, bucketWidth.microseconds) == key
      {
        end += 1
      }
      buckets.append(CountBuckets.bucket(counts, bins: first..<end, on: axis))
      first = end
    }
    self.buckets = buckets
  }

  package var highestTotal: Double { buckets.compactMap(\.total?.high).max() ?? 0 }
  package var highestShare: Double { buckets.compactMap(\.share?.high).max() ?? 0 }
  var isCovered: Bool { buckets.contains { $0.total != nil } }
  /// Whether a bucket holds more than one bin, so that its lowest and highest may differ.
  var isReduced: Bool { binsPerBucket > 1 && buckets.count > 1 }

  /// The stretches of `axis` that no log covers.
  package func gaps(on axis: TimeAxis) -> [TimeRange] {
    var gaps: [TimeRange] = []
    var reached = axis.range.start
    for bucket in buckets where bucket.total != nil {
      if bucket.range.start > reached {
        gaps.append(TimeRange(start: reached, end: bucket.range.start))
      }
      reached = bucket.range.end
    }
    if reached < axis.range.end { gaps.append(TimeRange(start: reached, end: axis.range.end)) }
    return gaps
  }

  private static func bucket(
    _ counts: ChartCounts, bins: Range<Int>, on axis: TimeAxis
  ) -> Bucket {
    var total = SpreadTally()
    var failed = SpreadTally()
    var share = SpreadTally()
    for bin in bins {
      guard let events = counts.total.values[bin], let failures = counts.failed.values[bin] else {
        continue
      }
      total.add(events)
      failed.add(failures)
      if events > 0 { share.add(min(1, failures / events)) }
    }
    let ratio = total.sum > 0 ? min(1, failed.sum / total.sum) : 0
    let range = TimeRange(
      start: max(counts.total.time(bins.lowerBound), axis.range.start),
      end: min(counts.total.time(bins.upperBound), axis.range.end))
    return Bucket(
      range: range, total: total.spread(), failed: failed.spread(),
      share: share.spread(typical: ratio))
  }
}

/// What a spread needs to know of the values seen so far.
private struct SpreadTally {
  private var count = 0
  private(set) var sum = 0.0
  private var low = Double.infinity
  private var high = -Double.infinity

  mutating func add(_ value: Double) {
    count += 1
    sum += value
    low = min(low, value)
    high = max(high, value)
  }

  func spread(typical: Double? = nil) -> Spread? {
    guard count > 0 else { return nil }
    return Spread(low: low, high: high, typical: typical ?? sum / Double(count))
  }
}
