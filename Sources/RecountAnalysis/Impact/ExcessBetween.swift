// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Failures between two times of a service, over the baseline outside of its windows.
package struct ExcessBetween: Sendable {
  /// The whole bins it was measured over.
  package var range: TimeRange
  /// Failed events: gross.
  package var failed: Int64
  package var total: Int64
  /// Failed beyond the baseline; nil without clean bins.
  package var excess: Estimate?
}

extension ImpactAnalysis {
  /// Failed events of `impact` in `range` and their excess, such as those after a claim.
  ///
  /// Only bins that lie wholly in the range count, so nothing from before a claim is held against it.
  /// The base excludes every window and the range. Nil when the range holds no bin of the series.
  package static func excess(of impact: ServiceImpact, in range: TimeRange) -> ExcessBetween? {
    guard let frame = SeriesFrame(impact.series) else { return nil }
    let bins = frame.bins(in: range)
    guard !bins.isEmpty else { return nil }
    let windows = impact.windows.map { frame.bins(touching: $0.range) }
    let calibration = ExcessCalibration(
      bridge: frame.bridge(without: windows), dispersion: max(1, impact.dispersion))
    let measured = calibration.measure(bins)
    return ExcessBetween(
      range: TimeRange(
        start: impact.series.time(bins.lowerBound), end: impact.series.time(bins.upperBound)),
      failed: frame.counts.failed(in: bins), total: frame.counts.total(in: bins),
      excess: measured.map {
        Estimate(
          value: $0.value,
          interval: Interval(low: $0.value - $0.halfWidth, high: $0.value + $0.halfWidth))
      })
  }
}
