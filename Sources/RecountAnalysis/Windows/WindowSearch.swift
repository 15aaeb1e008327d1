// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// Finds where a service failed more than its base, from counts alone.
struct WindowSearch: Sendable {
  let counts: TrialCounts
  /// Bins per analysis bin, and how many bins the first one is short of to be aligned.
  let width: Int
  let offset: Int
  let grid: BinGrid
  private(set) var dispersion: Double

  /// Share of the time the base was taken from, when impact fills the larger part of the data.
  private(set) var quietShare: Double?

  /// Groups up to which all cuts are weighed at once; longer series start on wider groups.
  static let widestSearch = 2000
  /// Penalty per cut as a multiple of ln(groups).
  ///
  /// Simulated quiet services show 0.012 windows in twelve hours at 3, 0.026 at 2.5, 0.042 at 2.2; the
  /// share of relapses found rises from .937 to .942 to .947.
  static let penaltyFactor = 2.5
  /// Below this many groups one window at most is looked for, by scanning all of them.
  static let fewestGroups = 48
  /// Groups up to which a window counts as noise when the noise is measured.
  static let shortest = 5
  /// Below this many failures in all nothing is looked for.
  static let fewestFailed = 20.0

  init(_ counts: TrialCounts, width: Int, offset: Int) {
    self.counts = counts
    self.width = width
    self.offset = offset
    grid = BinGrid(trialsOf: counts, width: width, offset: offset)
    dispersion = Dispersion.ofShare(counts, grid: grid)
  }

  var penalty: Double { Self.penaltyFactor * log(Double(max(2, grid.count))) }

  /// Bins of base between two windows from which they are two: three analysis bins, five minutes.
  func gap(binWidth: TimeSpan) -> Int {
    let minutes = 5 * TimeSpan.minute.microseconds
    return max(3 * width, Int((minutes + binWidth.microseconds - 1) / binWidth.microseconds))
  }

  /// The windows, and from then on the dispersion outside of them.
  ///
  /// A second search follows when the quiet bins turn out noisier than the first one took them for.
  /// Short windows count as quiet for that, so that a service whose failures come in clumps all day
  /// is not shown as a row of windows, while a single short incident stays far above the noise.
  mutating func spans(binWidth: TimeSpan) -> [WindowSpan] {
    guard grid.count >= Self.fewestGroups else {
      return WindowScan.best(counts, grid: grid, dispersion: dispersion).map { [$0] } ?? []
    }
    let gap = gap(binWidth: binWidth)
    let found = search(gap: gap)
    let long = found.map(\.bins).filter { $0.count >= Self.shortest * width }
    let quiet = Dispersion.ofShare(counts, grid: grid, outside: long)
    guard quiet > dispersion else { return found }
    dispersion = quiet
    return search(gap: gap)
  }

  private mutating func search(gap: Int) -> [WindowSpan] {
    let segments = Segment.split(counts, at: refined(coarseCuts(gap: gap)))
    let labels = SegmentLabels(segments, dispersion: dispersion)
    quietShare = labels.quietShare
    return WindowSpan.collect(segments, labels: labels, gap: gap, counts: counts)
  }

  /// Cuts on the analysis grid; on a long series, only near windows that wider groups show.
  ///
  /// Wider groups keep the work bounded; searching again around each window they show gives back
  /// short phases, short relapses and exact ends.
  private func coarseCuts(gap: Int) -> [Int] {
    let factor = (grid.count + Self.widestSearch - 1) / Self.widestSearch
    guard factor > 1 else { return cuts(on: grid, limit: counts.count) }
    let coarse = BinGrid(trialsOf: counts, width: width * factor, offset: offset)
    var found = cuts(on: coarse, limit: counts.count)
    let margin = max(30 * width, 3 * width * factor)
    var regions: [Range<Int>] = []
    let segments = Segment.split(counts, at: found)
    let labels = SegmentLabels(segments, dispersion: dispersion)
    for span in WindowSpan.collect(segments, labels: labels, gap: gap, counts: counts) {
      let low = max(regions.last?.lowerBound ?? 0, span.bins.lowerBound - margin, 0)
      let region = low..<min(counts.count, span.bins.upperBound + margin)
      if let last = regions.last, region.lowerBound <= last.upperBound {
        regions[regions.count - 1] = last.lowerBound..<max(last.upperBound, region.upperBound)
      } else {
        regions.append(region)
      }
    }
    for region in regions {
      let starts = grid.starts.filter { region.contains($0) }
      guard starts.count > 1, starts.count <= 2 * Self.widestSearch else { continue }
      let fine = BinGrid(width: width, starts: starts)
      found.removeAll { region.contains($0) }
      found += cuts(on: fine, limit: region.upperBound)
    }
    return found.sorted()
  }

  private func cuts(on grid: BinGrid, limit: Int) -> [Int] {
    let loss = ShareCost(counts, grid: grid, limit: limit, dispersion: dispersion)
    return Segmentation.cuts(loss, penalty: penalty).map { grid.starts[$0] }
  }

  /// Every cut moved to the bin of the series where it fits best, one after the other.
  private func refined(_ cuts: [Int]) -> [Int] {
    let coarse = width * ((grid.count + Self.widestSearch - 1) / Self.widestSearch)
    guard coarse > 1 else { return cuts }
    var moved = cuts
    for index in moved.indices {
      let low = index > 0 ? moved[index - 1] : 0
      let high = index + 1 < moved.count ? moved[index + 1] : counts.count
      let reach = 2 * coarse
      let near = (moved[index] - reach)...(moved[index] + reach)
      if let best = position(in: low..<high, near: near) { moved[index] = best.bin }
    }
    return moved
  }

  /// The best single cut of `bins` at the resolution of the series.
  func position(in bins: Range<Int>, near: ClosedRange<Int>? = nil) -> CutPosition? {
    let fine = BinGrid(trialsOf: counts, width: 1, in: bins)
    let loss = ShareCost(counts, grid: fine, limit: bins.upperBound, dispersion: dispersion)
    return CutPosition.best(of: loss, on: fine, near: near)
  }
}
