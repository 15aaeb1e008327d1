// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Which bins of a series a search steps over: single ones, or several taken together.
///
/// A grid lists the first bin of every group. Groups without information (no trials, or for
/// traffic no log coverage) are left out, so that a gap is neither failure nor recovery.
package struct BinGrid: Sendable {
  /// Bins per group.
  let width: Int
  /// First bin of every group, rising.
  package let starts: [Int]

  /// Groups of `width` bins that hold trials, aligned to the epoch by `offset`.
  package init(
    trialsOf counts: TrialCounts, width: Int, offset: Int = 0, in bins: Range<Int>? = nil
  ) {
    self.init(width: width, offset: offset, bins: bins ?? 0..<counts.count) {
      counts.total(in: $0) > 0
    }
  }

  /// Groups of `width` bins that have log coverage, with traffic or without.
  package init(
    coverageOf counts: TrialCounts, width: Int, offset: Int = 0, in bins: Range<Int>? = nil
  ) {
    self.init(width: width, offset: offset, bins: bins ?? 0..<counts.count) {
      counts.covered(in: $0) > 0
    }
  }

  private init(width: Int, offset: Int, bins: Range<Int>, where holds: (Range<Int>) -> Bool) {
    var starts: [Int] = []
    var start = bins.lowerBound
    while start < bins.upperBound {
      let end = min(bins.upperBound, start + width - (start + offset) % width)
      if holds(start..<end) { starts.append(start) }
      start = end
    }
    self.width = width
    self.starts = starts
  }

  init(width: Int, starts: [Int]) {
    self.width = width
    self.starts = starts
  }

  var count: Int { starts.count }

  /// The bins of group `index`, at most up to `limit`.
  func bins(_ index: Int, limit: Int) -> Range<Int> {
    let next = index + 1 < starts.count ? starts[index + 1] : limit
    return starts[index]..<max(starts[index], min(next, limit))
  }
}

/// How wide the bins of an analysis are, chosen from the data.
///
/// The smallest of 1, 5, 15 and 60 minutes that gives a median of at least five trials per bin and
/// at most 20,000 bins; one hour when none does. Narrower bins are used afterwards to refine a cut.
enum BinWidth {
  static let choices: [Int64] = [1, 5, 15, 60]
  static let fewestTrials: Int64 = 5
  static let mostBins = 20_000

  /// Bins of `series` per analysis bin; at least 1.
  static func choose(for counts: TrialCounts, binWidth: TimeSpan, offset: (Int) -> Int) -> Int {
    var chosen = 1
    for minutes in choices {
      let bins = Int(max(1, TimeSpan.minutes(minutes).microseconds / binWidth.microseconds))
      chosen = bins
      let grid = BinGrid(coverageOf: counts, width: bins, offset: offset(bins))
      guard grid.count <= mostBins else { continue }
      let sizes = grid.starts.indices.map { counts.total(in: grid.bins($0, limit: counts.count)) }
      guard !sizes.isEmpty else { return bins }
      if sizes.sorted()[sizes.count / 2] >= fewestTrials { return bins }
    }
    return chosen
  }
}
