// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The table of two stretches that `compare` prints: a row a measure.
package enum CompareTable {
  package static func table(_ comparisons: [RangeComparison]) -> TextTable {
    var table = TextTable([
      .init("service"), .init("measure"), .init("first", .right), .init("second", .right),
      .init("second / first", .right), .init("differs"),
    ])
    for comparison in comparisons {
      for row in rows(comparison) {
        table.rows.append([comparison.service] + row)
      }
    }
    return table
  }

  private static func rows(_ comparison: RangeComparison) -> [[String]] {
    let (first, second) = (comparison.first, comparison.second)
    let noun = comparison.unit.noun(2)
    var rows = [
      [noun, ReportNumber.count(first.total), ReportNumber.count(second.total), "", ""],
      [
        "failed \(noun)", ReportNumber.count(first.failed), ReportNumber.count(second.failed), "",
        "",
      ],
      ["failed share", share(first), share(second)] + ratio(comparison.shareRatio),
      ["\(noun) a minute", perMinute(first), perMinute(second)] + ratio(comparison.trafficRatio),
    ]
    for quantile in first.quantiles {
      guard let other = second.quantiles.first(where: { $0.share == quantile.share }) else {
        continue
      }
      let (left, right) = (quantile.microseconds, other.microseconds)
      let differs =
        left.interval.high < right.interval.low || right.interval.high < left.interval.low
      let factor = left.value > 0 ? "\(Decimal.text(right.value / left.value, decimals: 2)) ×" : "—"
      rows.append([
        "p\(Decimal.text(quantile.share * 100, decimals: 1)) duration", duration(left),
        duration(right), factor, differs ? "yes" : "no",
      ])
    }
    return rows
  }

  private static func share(_ side: RangeComparison.Side) -> String {
    guard let share = side.share else { return "—" }
    let (low, high) = (Decimal.percent(share.interval.low), Decimal.percent(share.interval.high))
    return "\(Decimal.percent(share.value)) [\(low), \(high)]"
  }

  private static func perMinute(_ side: RangeComparison.Side) -> String {
    guard let value = side.perMinute else { return "—" }
    guard let interval = side.perMinuteInterval else { return Decimal.text(value, decimals: 1) }
    let (low, high) = (
      Decimal.text(interval.low, decimals: 1), Decimal.text(interval.high, decimals: 1)
    )
    return "\(Decimal.text(value, decimals: 1)) [\(low), \(high)]"
  }

  private static func duration(_ estimate: Estimate) -> String {
    let parts = [estimate.value, estimate.interval.low, estimate.interval.high]
      .map { ReportNumber.duration(Int64(min($0, 9e18))) }
    return "\(parts[0]) [\(parts[1]), \(parts[2])]"
  }

  private static func ratio(_ estimate: Estimate?) -> [String] {
    guard let estimate else { return ["refused", ""] }
    let parts = [estimate.value, estimate.interval.low, estimate.interval.high]
      .map { Decimal.text($0, decimals: 2) }
    return [
      "\(parts[0]) × [\(parts[1]), \(parts[2])]", estimate.interval.contains(1) ? "no" : "yes",
    ]
  }
}
