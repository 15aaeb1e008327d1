// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A series with its counts made safe and its analysis bin chosen.
struct SeriesFrame: Sendable {
  let series: CountSeries
  let counts: TrialCounts
  var search: WindowSearch

  /// Nil for a series without bins, or with times or a bin width beyond what can be added up.
  ///
  /// The bins may be up to a day wide, and start and end have to lie within 2⁶¹ µs of 1970.
  init?(_ series: CountSeries) {
    let limit = Int64(1) << 60
    let micros = (start: series.start.microseconds, width: series.binWidth.microseconds)
    guard series.count > 0, micros.width > 0, micros.width <= TimeSpan.hours(24).microseconds,
      micros.start > -limit, micros.start < limit, Int64(series.count) < limit / micros.width
    else { return nil }
    self.series = series
    let counts = TrialCounts(series)
    let offset = { (width: Int) in
      let bins = series.start.microseconds / series.binWidth.microseconds % Int64(width)
      return Int((bins + Int64(width)) % Int64(width))
    }
    let width = BinWidth.choose(for: counts, binWidth: series.binWidth, offset: offset)
    self.counts = counts
    search = WindowSearch(counts, width: width, offset: offset(width))
  }

  var binsPerMinute: Double {
    Double(TimeSpan.minute.microseconds) / Double(series.binWidth.microseconds)
  }

  /// Width of the bins the windows were found with.
  var analysisWidth: TimeSpan {
    TimeSpan(microseconds: series.binWidth.microseconds * Int64(search.width))
  }

  /// The base for numbers about `windows`, at least an hour or twelve analysis bins a side.
  func bridge(without windows: [Range<Int>]) -> BaselineBridge {
    BaselineBridge(
      counts, windows: windows, leastReach: max(Int(60 * binsPerMinute), 12 * search.width))
  }

  /// An onset: the first bin of a level, or anywhere in the gap before it.
  func onset(_ cut: CutPosition) -> TimeEstimate {
    let half = TimeSpan(microseconds: series.binWidth.microseconds / 2)
    return TimeEstimate(
      time: series.time(cut.bin),
      earliest: max(series.start, series.time(lastEnd(cut.earliest)) - half),
      latest: min(series.range.end, series.time(cut.latest) + half))
  }

  /// An end: after the last bin of a level, or anywhere in the gap after it.
  func end(_ cut: CutPosition) -> TimeEstimate {
    var estimate = onset(cut)
    estimate.time = series.time(lastEnd(cut.bin))
    return estimate
  }

  /// An instant the data say nothing more about.
  func exactly(_ bin: Int) -> TimeEstimate {
    let time = series.time(bin)
    return TimeEstimate(time: time, earliest: time, latest: time)
  }

  /// One past the last bin before `border` with trials; `border` itself when there is none.
  func lastEnd(_ border: Int) -> Int {
    let end = counts.lastInformativeEnd(before: border)
    return end > 0 ? end : border
  }

  /// The bins that lie wholly in `range`, as far as the series reaches.
  func bins(in range: TimeRange) -> Range<Int> {
    let low = border(range.start, roundingUp: true)
    return low..<max(low, border(range.end, roundingUp: false))
  }

  /// The bins that `range` touches, as far as the series reaches.
  func bins(touching range: TimeRange) -> Range<Int> {
    let low = border(range.start, roundingUp: false)
    return low..<max(low, border(range.end, roundingUp: true))
  }

  private func border(_ time: Timestamp, roundingUp: Bool) -> Int {
    let width = series.binWidth.microseconds
    let clamped = min(max(time, series.start), series.range.end)
    let distance = clamped.microseconds - series.start.microseconds
    return Int((distance + (roundingUp ? width - 1 : 0)) / width)
  }
}
