// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How the numbers of a window change with choices that could have been made otherwise.
package struct Sensitivity: Sendable {
  /// What is different from the window as it was found.
  package enum Variant: String, CaseIterable, Sendable {
    case asFound = "as found"
    case wider = "5 minutes more on both sides"
    case narrower = "5 minutes less on both sides"
    case earliest = "from the earliest onset to the latest end"
    case latest = "from the latest onset to the earliest end"
    case baseBefore = "baseline from before alone"
    case baseAfter = "baseline from after alone"
  }

  package struct Row: Sendable {
    package var variant: Variant
    package var failed: Int64
    package var total: Int64
    /// Failed beyond the baseline; nil without enough clean bins.
    package var excess: Estimate?
  }

  package var window: ImpactWindow
  /// In the order of the variants; those that leave nothing of the window are absent.
  package var rows: [Row]
  /// The largest distance of an excess from the one as found, as a share of it; nil without one.
  ///
  /// Worked number: 1,000 as found and 940 to 1,030 otherwise gives 0.06.
  package var largestChange: Double? {
    guard let found = rows.first(where: { $0.variant == .asFound })?.excess?.value, found > 0
    else { return nil }
    return rows.compactMap { $0.excess.map { abs($0.value - found) / found } }.max()
  }
}

extension ImpactAnalysis {
  /// The numbers of a failing window of `impact` under other choices of window and baseline.
  ///
  /// Nil for a window of another kind, and for a series that has no bins.
  package static func sensitivity(
    of window: ImpactWindow, in impact: ServiceImpact
  ) -> Sensitivity? {
    guard window.kind == .failing, let frame = SeriesFrame(impact.series) else { return nil }
    let bridge = frame.bridge(without: impact.windows.map { frame.bins(touching: $0.range) })
    let rows = Sensitivity.Variant.allCases.compactMap { variant -> Sensitivity.Row? in
      let bins = frame.bins(touching: range(of: variant, window))
      guard !bins.isEmpty else { return nil }
      var calibration = ExcessCalibration(bridge: bridge, dispersion: max(1, impact.dispersion))
      switch variant {
      case .baseBefore: calibration.sides = .before
      case .baseAfter: calibration.sides = .after
      default: break
      }
      let measured = calibration.measure(bins)
      return Sensitivity.Row(
        variant: variant, failed: frame.counts.failed(in: bins),
        total: frame.counts.total(in: bins),
        excess: measured.map {
          Estimate(
            value: $0.value,
            interval: Interval(low: $0.value - $0.halfWidth, high: $0.value + $0.halfWidth))
        })
    }
    return Sensitivity(window: window, rows: rows)
  }

  private static func range(of variant: Sensitivity.Variant, _ window: ImpactWindow) -> TimeRange {
    let margin = TimeSpan.minutes(5)
    let (start, end) =
      switch variant {
      case .asFound, .baseBefore, .baseAfter: (window.onset.time, window.end.time)
      case .wider: (window.onset.time - margin, window.end.time + margin)
      case .narrower: (window.onset.time + margin, window.end.time - margin)
      case .earliest: (window.onset.earliest, window.end.latest)
      case .latest: (window.onset.latest, window.end.earliest)
      }
    return TimeRange(start: start, end: max(start, end))
  }
}
