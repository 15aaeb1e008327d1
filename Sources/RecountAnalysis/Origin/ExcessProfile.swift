// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What a service failed beyond its base during an incident, bin by bin.
package struct ExcessProfile: Sendable {
  package var service: String
  /// Failures beyond the base per bin, or milliseconds times calls; negative below the base.
  package var excess: [Double]
  /// Standard deviations of the whole excess above what quiet stretches of that length show.
  package var deviations: Double

  package init(service: String, excess: [Double], deviations: Double) {
    self.service = service
    self.excess = excess
    self.deviations = deviations
  }

  /// The excess of `impact` over `range`, in bins of `binWidth` from its start.
  ///
  /// The base excludes the range and every window, as for `ImpactAnalysis.excess`. The deviations are
  /// the excess over the standard deviation of its calibrated interval, so a base that drifts counts
  /// less. Nil when the range holds no bin of the series, no bin width is given or no base exists.
  package init?(of impact: ServiceImpact, over range: TimeRange, binWidth: TimeSpan) {
    guard binWidth.microseconds > 0, let frame = SeriesFrame(impact.series) else { return nil }
    let bins = frame.bins(touching: range)
    guard !bins.isEmpty else { return nil }
    let windows = impact.windows.map { frame.bins(touching: $0.range) }
    let calibration = ExcessCalibration(
      bridge: frame.bridge(without: windows), dispersion: max(1, impact.dispersion))
    guard let measured = calibration.measure(bins) else { return nil }
    let width = binWidth.microseconds
    let count = Int((range.length.microseconds + width - 1) / width)
    guard count > 0, count <= Self.mostBins else { return nil }
    var excess = [Double](repeating: 0, count: count)
    for bin in bins {
      let distance = (impact.series.time(bin) - range.start).microseconds
      let target = min(max(0, Int(distance / width)), count - 1)
      let expected = measured.base.expected(in: bin..<bin + 1, of: frame.counts)
      excess[target] += Double(frame.counts.failed[bin]) - expected
    }
    service = impact.series.service
    self.excess = excess
    deviations =
      measured.value * ExcessCalibration.deviations / max(measured.halfWidth, 1e-9)
  }

  /// Bins of an incident at most.
  private static let mostBins = 100_000
}
