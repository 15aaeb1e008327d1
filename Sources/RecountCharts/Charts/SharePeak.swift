// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The bin with the largest share of failed events, the first if several tie.
struct SharePeak: Hashable, Sendable {
  var share: Double
  /// The middle of the bin.
  var middle: Timestamp
  /// `38% at 10:12`; the day can be read from where it stands.
  var label: String

  /// Nil when nothing failed within the axis.
  ///
  /// A bin with fewer than `minimumTrials` events is no peak if one with more has a failure.
  init?(_ counts: ChartCounts, on axis: TimeAxis, minimumTrials: Double) {
    let shares = counts.share
    var supported: (bin: Int, share: Double)?
    var any = supported
    for bin in shares.bins(in: axis.range) {
      guard let share = shares.values[bin] else { continue }
      if share > any?.share ?? 0 { any = (bin, share) }
      guard share > supported?.share ?? 0, counts.total.values[bin] ?? 0 >= minimumTrials else {
        continue
      }
      supported = (bin, share)
    }
    guard let peak = supported ?? any else { return nil }
    let start = shares.time(peak.bin)
    share = peak.share
    let middle = Timestamp(microseconds: start.microseconds + shares.binWidth.microseconds / 2)
    self.middle = min(max(middle, axis.range.start), axis.range.end)
    label = "\(ChartNumber.percent(peak.share)) at \(ChartNumber.clock(start))"
  }
}
