// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A stretch of bins at one failed share.
package struct Segment: Sendable {
  var bins: Range<Int>
  var failed: Double
  var total: Double
  /// Bins with log coverage.
  var covered: Int

  package init(_ bins: Range<Int>, of counts: TrialCounts) {
    self.bins = bins
    failed = Double(counts.failed(in: bins))
    total = Double(counts.total(in: bins))
    covered = counts.covered(in: bins)
  }

  /// Failed share; 0 without trials.
  var share: Double { total > 0 ? failed / total : 0 }

  /// The stretches between `cuts` from the first bin with trials to the last.
  static func split(_ counts: TrialCounts, at cuts: [Int]) -> [Segment] {
    let first = counts.firstInformative(from: 0)
    let last = counts.lastInformativeEnd(before: counts.count)
    guard first < last else { return [] }
    let borders = [first] + cuts.filter { $0 > first && $0 < last } + [last]
    return zip(borders, borders.dropFirst()).map { Segment($0..<$1, of: counts) }
  }
}
