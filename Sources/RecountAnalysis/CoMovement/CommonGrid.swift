// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Bins of one width that several series are counted in, to compare them bin by bin.
struct CommonGrid: Sendable {
  var start: Timestamp
  var binWidth: TimeSpan
  var count: Int

  /// The smallest usual bin that no series is coarser than and that gives at most 20,000 bins.
  ///
  /// Covers every series from the first start to the last end; nil without a usable series. Beyond
  /// 20,000 hours the bins are whole multiples of an hour.
  init?(_ series: [CountSeries]) {
    let usable = series.filter { SeriesFrame.isUsable($0) }
    guard let first = usable.map(\.start).min(), let end = usable.map(\.range.end).max(),
      let coarsest = usable.map(\.binWidth).max()
    else { return nil }
    let choices = BinWidth.choices.map { TimeSpan.minutes($0) }
    var width = choices.first { $0 >= coarsest && Self.bins(first, end, $0) <= BinWidth.mostBins }
    if width == nil {
      let hour = TimeSpan.hours(1).microseconds
      let most = max(
        coarsest.microseconds, (end - first).microseconds / Int64(BinWidth.mostBins - 2))
      width = TimeSpan(microseconds: (most / hour + 1) * hour)
    }
    binWidth = width ?? .minute
    start = first.floored(to: binWidth)
    count = Self.bins(first, end, binWidth)
  }

  private static func bins(_ first: Timestamp, _ end: Timestamp, _ width: TimeSpan) -> Int {
    let length = (end - first.floored(to: width)).microseconds
    return Int((length + width.microseconds - 1) / width.microseconds)
  }

  /// How many bins `span` fills, rounded up; at least 1.
  func bins(in span: TimeSpan) -> Int {
    max(1, Int((span.microseconds + binWidth.microseconds - 1) / binWidth.microseconds))
  }

  /// The bin of this grid that holds the start of bin `index` of `series`, kept inside the grid.
  func bin(_ index: Int, of series: CountSeries) -> Int {
    let distance = (series.time(index) - start).microseconds
    return min(max(0, Int(distance / binWidth.microseconds)), count - 1)
  }

  /// Which bins `range` touches.
  func bins(touching range: TimeRange) -> Range<Int> {
    let width = binWidth.microseconds
    let low = (range.start - start).microseconds / width
    let high = ((range.end - start).microseconds + width - 1) / width
    let first = min(max(0, low), Int64(count))
    return Int(first)..<Int(max(first, min(high, Int64(count))))
  }
}

extension SeriesFrame {
  /// Whether a series has bins, and times and a bin width that can be added up.
  static func isUsable(_ series: CountSeries) -> Bool {
    let limit = Int64(1) << 60
    let micros = (start: series.start.microseconds, width: series.binWidth.microseconds)
    return series.count > 0 && micros.width > 0
      && micros.width <= TimeSpan.hours(24).microseconds && micros.start > -limit
      && micros.start < limit && Int64(series.count) < limit / micros.width
  }
}
