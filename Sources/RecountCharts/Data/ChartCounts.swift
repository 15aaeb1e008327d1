// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// All events and the failed ones among them, over the same bins.
package struct ChartCounts: Hashable, Sendable {
  package let total: ChartSeries
  package let failed: ChartSeries

  /// Pairs two columns of values.
  ///
  /// A bin counts as covered when both columns have a value in it; the shorter column ends the
  /// series. Values below zero are read as zero.
  package init(start: Timestamp, binWidth: TimeSpan, total: [Double?], failed: [Double?]) {
    let pairs = zip(total, failed).map { total, failed -> (Double?, Double?) in
      guard let total, let failed, total.isFinite, failed.isFinite else { return (nil, nil) }
      return (max(0, total), max(0, failed))
    }
    self.total = ChartSeries(start: start, binWidth: binWidth, values: pairs.map(\.0))
    self.failed = ChartSeries(start: start, binWidth: binWidth, values: pairs.map(\.1))
  }

  package init(_ series: CountSeries) {
    self.init(
      start: series.start, binWidth: series.binWidth,
      total: zip(series.total, series.covered).map { $1 ? Double($0) : nil },
      failed: zip(series.failed, series.covered).map { $1 ? Double($0) : nil })
  }

  package var binWidth: TimeSpan { total.binWidth }

  /// Failed ÷ total of every bin; nil without coverage and without events.
  package var share: ChartSeries {
    let shares = zip(total.values, failed.values).map { total, failed -> Double? in
      guard let total, let failed, total > 0 else { return nil }
      return min(1, failed / total)
    }
    return ChartSeries(start: total.start, binWidth: binWidth, values: shares)
  }

  /// The same events in bins `factor` times as wide, aligned to the epoch.
  ///
  /// A wide bin is covered when one of its bins is.
  package func coarsened(by factor: Int) -> ChartCounts {
    guard factor > 1, total.count > 0 else { return self }
    let width = binWidth.microseconds * Int64(factor)
    let first = floorQuotient(total.start.microseconds, width)
    let last = floorQuotient(total.time(total.count - 1).microseconds, width)
    var totals = [Double?](repeating: nil, count: Int(last - first) + 1)
    var failures = totals
    for index in 0..<total.count {
      guard let events = total.values[index], let failed = failed.values[index] else { continue }
      let bin = Int(floorQuotient(total.time(index).microseconds, width) - first)
      totals[bin] = (totals[bin] ?? 0) + events
      failures[bin] = (failures[bin] ?? 0) + failed
    }
    return ChartCounts(
      start: Timestamp(microseconds: first * width), binWidth: TimeSpan(microseconds: width),
      total: totals, failed: failures)
  }

  /// The narrowest bins in which half of the covered ones hold `minimum` events or more.
  ///
  /// A share of three events is noise: without this, a quiet night's one failure of one would be
  /// the peak of the chart. Bins are not widened beyond a 24th of `range`, nor where `range` has
  /// no event.
  package func supported(minimum: Double, in range: TimeRange) -> ChartCounts {
    let bins = total.bins(in: range)
    let events = total.values[bins].compactMap { $0 }.sorted()
    guard let most = events.last, most > 0 else { return self }
    let median = events[events.count / 2]
    let typical = median > 0 ? median : events.reduce(0, +) / Double(events.count)
    guard typical < minimum else { return self }
    let most24th = max(1, bins.count / 24)
    let factor = NiceFactor.smallest { Double($0) * typical >= minimum || $0 >= most24th }
    return coarsened(by: min(factor, most24th))
  }
}
