// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The failing windows of several services together, for one unit.
///
/// Requests and steps are never added up: one failed step may be many failed requests.
package struct ImpactTotals: Sendable {
  /// Failed events inside the windows.
  package var gross: Int64
  /// Failed beyond the baseline; nil when it was refused for any of the windows.
  package var excess: Estimate?
  /// Windows that `excess` could not be measured for.
  package var unmeasured: Int
  /// How many windows there are.
  package var windows: Int
  /// From the first onset to the last end.
  package var span: TimeSpan
  /// Time in which at least one service was failing.
  package var union: TimeSpan
  /// Summed length of the windows: the larger it is against `union`, the more they overlap.
  package var sum: TimeSpan

  package var spanMinutes: Double { span.minutes }
  package var unionMinutes: Double { union.minutes }
  package var sumMinutes: Double { sum.minutes }

  /// Nil without windows.
  ///
  /// The excess of the total is the sum, its interval the root of the summed squares of the half
  /// widths: services err independently of each other. Worked number: 100 ± 30 and 50 ± 40 give
  /// 150 ± 50.
  package init?(of windows: [ImpactWindow]) {
    let ranges = windows.map(\.range).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    guard let first = ranges.first else { return nil }
    var end = first.start
    var union = TimeSpan(microseconds: 0)
    var sum = union
    for range in ranges {
      sum = sum + range.length
      let start = max(range.start, end)
      if range.end > start { union = union + (range.end - start) }
      end = max(end, range.end)
    }
    gross = windows.reduce(0) { $0.addingClamped($1.failed) }
    let measured = windows.compactMap(\.excess)
    unmeasured = windows.count - measured.count
    excess = unmeasured == 0 ? Self.sum(of: measured) : nil
    self.windows = windows.count
    span = end - first.start
    self.union = union
    self.sum = sum
  }

  private static func sum(of estimates: [Estimate]) -> Estimate {
    let value = estimates.reduce(0) { $0 + $1.value }
    let below = estimates.reduce(0) {
      $0 + ($1.value - $1.interval.low) * ($1.value - $1.interval.low)
    }
    let above = estimates.reduce(0) {
      $0 + ($1.interval.high - $1.value) * ($1.interval.high - $1.value)
    }
    return Estimate(
      value: value,
      interval: Interval(low: value - below.squareRoot(), high: value + above.squareRoot()))
  }
}

extension ImpactAnalysis {
  /// The failing windows of `impacts` per unit, in the order of the units; units without are absent.
  package static func totals(
    of impacts: [ServiceImpact]
  ) -> [(unit: EventUnit, totals: ImpactTotals)] {
    EventUnit.allCases.compactMap { unit in
      let windows = impacts.flatMap(\.windows).filter { $0.unit == unit && $0.kind == .failing }
      return ImpactTotals(of: windows).map { (unit, $0) }
    }
  }
}

extension Int64 {
  fileprivate func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
