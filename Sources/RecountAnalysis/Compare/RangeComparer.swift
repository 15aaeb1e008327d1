// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Sets two stretches of a service side by side, with an interval on every difference.
package enum RangeComparer {
  /// Quantiles of durations that are given.
  package static let quantiles = [0.5, 0.95, 0.99]

  /// Failures in both stretches below which a ratio of shares says nothing.
  private static let leastFailures: Int64 = 5

  /// Durations of a stretch per bucket of `DurationBucket`, in ascending order.
  package typealias Durations = [(bucket: Int, count: Int64)]

  /// The comparison of `first` with `second` in `series`.
  ///
  /// Bins are taken that lie wholly in a stretch. The dispersion of the failed share and the variation
  /// of the traffic are those of the series itself, so that bursts make intervals wide. Nil where
  /// neither stretch has coverage.
  package static func compare(
    _ series: CountSeries, _ first: TimeRange, _ second: TimeRange,
    durations: (first: Durations, second: Durations) = ([], [])
  ) -> RangeComparison? {
    guard let frame = SeriesFrame(series) else { return nil }
    let dispersion = frame.search.dispersion
    var left = side(frame, first, dispersion, durations.first)
    var right = side(frame, second, dispersion, durations.second)
    guard left.coveredMinutes + right.coveredMinutes > 0 else { return nil }
    let logs = (TrafficBlocks(frame, first), TrafficBlocks(frame, second))
    left.perMinuteInterval = logs.0?.interval
    right.perMinuteInterval = logs.1?.interval
    var comparison = RangeComparison(
      service: series.service, unit: series.unit, first: left, second: right)
    comparison.shareRatio = shareRatio(left, right, dispersion)
    comparison.trafficRatio = TrafficBlocks.ratio(logs.0, logs.1)
    comparison.refusals = refusals(comparison)
    return comparison
  }

  private static func side(
    _ frame: SeriesFrame, _ range: TimeRange, _ dispersion: Double, _ durations: Durations
  ) -> RangeComparison.Side {
    let bins = frame.bins(in: range)
    let minutes = Double(frame.counts.covered(in: bins)) / frame.binsPerMinute
    var side = RangeComparison.Side(
      range: range, coveredMinutes: Int(minutes), failed: frame.counts.failed(in: bins),
      total: frame.counts.total(in: bins))
    side.share = share(side.failed, of: side.total, dispersion)
    if minutes > 0 { side.perMinute = Double(side.total) / minutes }
    side.quantiles = quantiles.compactMap { share in
      DurationQuantile.estimate(share, of: durations).map { (share, $0) }
    }
    return side
  }

  // MARK: - Shares

  /// The failed share with its 90 % interval: that of Wilson for `total` / φ trials.
  ///
  /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
  /// JASA 22 (1927). Nil without trials. 10 of 1,000 with φ = 1 are 1.0 % [0.6 %, 1.7 %].
  package static func share(_ failed: Int64, of total: Int64, _ dispersion: Double) -> Estimate? {
    guard total > 0 else { return nil }
    let share = Double(failed) / Double(total)
    let trials = Double(total) / max(1, dispersion)
    let z = ExcessCalibration.deviations
    let scale = 1 + z * z / trials
    let centre = (share + z * z / (2 * trials)) / scale
    let reach =
      z / scale * (share * (1 - share) / trials + z * z / (4 * trials * trials)).squareRoot()
    return Estimate(
      value: share,
      interval: Interval(
        low: failed == 0 ? 0 : max(0, centre - reach),
        high: failed == total ? 1 : min(1, centre + reach)))
  }

  /// ln ratio ± z √(φ (1/F₁ − 1/N₁ + 1/F₂ − 1/N₂)), half a failure added to each; nil with too few.
  private static func shareRatio(
    _ first: RangeComparison.Side, _ second: RangeComparison.Side, _ dispersion: Double
  ) -> Estimate? {
    guard first.total > 0, second.total > 0,
      first.failed + second.failed >= leastFailures
    else { return nil }
    func parts(_ side: RangeComparison.Side) -> (share: Double, variance: Double) {
      let (failed, total) = (Double(side.failed) + 0.5, Double(side.total) + 1)
      return (failed / total, 1 / failed - 1 / total)
    }
    let (left, right) = (parts(first), parts(second))
    let ratio = right.share / left.share
    let reach =
      ExcessCalibration.deviations
      * (max(1, dispersion) * (left.variance + right.variance)).squareRoot()
    return Estimate(
      value: ratio,
      interval: Interval(low: ratio * exp(-reach), high: ratio * exp(reach)))
  }

  // MARK: - Refusals

  private static func refusals(_ comparison: RangeComparison) -> [Refusal] {
    var refusals: [Refusal] = []
    func refuse(_ reason: Refusal.Reason, _ about: String, _ explanation: String) {
      refusals.append(
        Refusal(
          reason: reason, service: comparison.service, unit: comparison.unit, about: about,
          explanation: explanation))
    }
    for side in [comparison.first, comparison.second] {
      let minutes = side.range.length.microseconds / TimeSpan.minute.microseconds
      if Double(side.coveredMinutes) < 0.9 * Double(minutes) {
        refuse(
          .coverageGap, "comparison",
          "Logs cover \(side.coveredMinutes) of \(minutes) minutes from \(side.range.start.rfc3339)."
        )
      }
    }
    if comparison.shareRatio == nil {
      refuse(
        .insufficientEvents, "share",
        "\(comparison.first.failed + comparison.second.failed) failed in both stretches together.")
    }
    if comparison.trafficRatio == nil {
      refuse(
        .baseTooShort, "traffic",
        "A stretch of less than \(TrafficBlocks.leastBlocks * TrafficBlocks.blockMinutes) covered minutes does not show how its traffic varies."
      )
    }
    return refusals
  }
}
