// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Events of a service in a stretch of time.
package struct StretchCount: Hashable, Sendable {
  package var range: TimeRange
  package var failed: Int64 = 0
  /// Trials in the covered bins that lie in `range` as a whole.
  package var total: Int64 = 0

  init(_ series: CountSeries, in range: TimeRange) {
    self.range = range
    let first = max(0, series.bin(of: range.start))
    let last = min(series.count, series.bin(of: range.end))
    guard first < last else { return }
    for bin in first..<last where series.covered[bin] && series.time(bin) >= range.start {
      failed += series.failed[bin]
      total += series.total[bin]
    }
  }

  /// Failed over all; nil without a trial.
  package var share: Double? { total > 0 ? Double(failed) / Double(total) : nil }
}

/// The failed share of a service around its failing windows.
package struct SurroundingShares: Sendable {
  package var service: String
  package var unit: EventUnit
  /// The hour before the first onset.
  package var before: StretchCount
  /// From the first onset to the last end, with what lies between the windows.
  package var inside: StretchCount
  /// The hour after the last end.
  package var after: StretchCount

  /// Nil for a service without a failing window among `windows`.
  package init?(of impact: ServiceImpact, in windows: [ImpactWindow]) {
    let series = impact.series
    let own = windows.filter {
      $0.service == series.service && $0.unit == series.unit && $0.kind == .failing
    }
    guard let first = own.map(\.onset.time).min(), let last = own.map(\.end.time).max() else {
      return nil
    }
    service = series.service
    unit = series.unit
    let hour = TimeSpan.minutes(60)
    before = StretchCount(series, in: TimeRange(start: first - hour, end: first))
    inside = StretchCount(series, in: TimeRange(start: first, end: last))
    after = StretchCount(series, in: TimeRange(start: last, end: last + hour))
  }

  /// The three with their names, in the order of time.
  package var stretches: [(name: String, count: StretchCount)] {
    [("before", before), ("inside", inside), ("after", after)]
  }
}
