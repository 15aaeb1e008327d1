// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountCharts
import RecountModel

/// Counts of a service in a stretch of time.
struct StretchCount {
  var failed: Int64 = 0
  var total: Int64 = 0

  /// Counts of the covered bins of `series` that lie in `range` as a whole.
  init(_ series: CountSeries, in range: TimeRange) {
    let first = max(0, series.bin(of: range.start))
    let last = min(series.count, series.bin(of: range.end))
    guard first < last else { return }
    for bin in first..<last where series.covered[bin] && series.time(bin) >= range.start {
      failed += series.failed[bin]
      total += series.total[bin]
    }
  }

  /// Nil without a trial.
  var share: Double? { total > 0 ? Double(failed) / Double(total) : nil }

  var text: String { share.map { Decimal.percent($0) } ?? "no data" }
}

/// The failed share of a service before, inside and after its failing windows.
struct PhaseShares {
  var service: String
  /// The hour before the first onset, the windows with what lies between them, the hour after the
  /// last end.
  var stretches: [StretchCount]

  /// Nil for a service without a failing window.
  init?(_ impact: ServiceImpact, _ windows: [ImpactWindow]) {
    let own = windows.filter {
      $0.service == impact.series.service && $0.unit == impact.series.unit && $0.kind == .failing
    }
    guard let first = own.map(\.onset.time).min(), let last = own.map(\.end.time).max() else {
      return nil
    }
    service = impact.series.service
    stretches = [
      TimeRange(start: first - .minutes(60), end: first), TimeRange(start: first, end: last),
      TimeRange(start: last, end: last + .minutes(60)),
    ].map { StretchCount(impact.series, in: $0) }
  }
}

extension ReportCharts {
  /// The failed share of each service in the hour before, inside its windows, and in the hour after.
  var beforeAndAfter: Chart? {
    let shares = findings.impacts.compactMap { PhaseShares($0, findings.incidentWindows) }
    guard !shares.isEmpty else { return nil }
    let finding = ChartSentence.beforeAndAfter(shares)
    let chart = PhaseBars(
      id: "before-after",
      text: ChartText(
        title: "Failed share in the hour before, inside the windows, and in the hour after",
        finding: finding),
      phases: ["before", "inside", "after"],
      measures: shares.map { share in
        PhaseBars.Measure(
          label: share.service,
          values: share.stretches.map { PhaseBars.Value(value: $0.share, text: $0.text) })
      }, isOneScale: true)
    return Chart(
      file: "before-after.svg", finding: finding, svg: chart.svg(), section: .impact,
      table: ChartTable.shares(shares))
  }

  /// The failed share of all events of a unit over the time that the charts show, as characters.
  ///
  /// Nil where nothing was counted.
  func spark(_ unit: EventUnit) -> (text: String, peak: Double)? {
    let series = findings.impacts.map(\.series).filter { $0.unit == unit }
    guard let counts = summed(series)?.supported(minimum: 20, in: axis.range) else { return nil }
    let shares = counts.share.values
    guard let peak = shares.compactMap(\.self).max() else { return nil }
    return (Sparkline.text(shares, width: ReportCharts.sparkWidth), peak)
  }

  /// Characters of a sparkline: what fits on a line beside its words.
  private static let sparkWidth = 48
}
