// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountAnalysis
import RecountModel

/// Measures over several incidents, as `portfolio` prints them.
package enum PortfolioTable {
  package static func table(_ summaries: [PortfolioSummary]) -> TextTable {
    var table = TextTable([
      .init("measure"), .init("n", .right), .init("median, min", .right),
      .init("quartiles", .right), .init("range", .right), .init("mean"), .init("trend"),
      .init("left out"),
    ])
    for summary in summaries {
      table.rows.append([
        summary.measure, "\(summary.count)", median(summary), quartiles(summary.spread),
        range(summary.spread), number(summary.mean), trend(summary.trend), leftOut(summary),
      ])
    }
    return table
  }

  private static func median(_ summary: PortfolioSummary) -> String {
    guard let spread = summary.spread else { return "—" }
    let value = Decimal.text(spread.median, decimals: 1)
    guard let estimate = summary.median.estimate else { return value }
    return value + interval(estimate.interval)
  }

  private static func quartiles(_ spread: PortfolioSummary.Spread?) -> String {
    guard let spread else { return "—" }
    let (low, high) = (spread.firstQuartile, spread.thirdQuartile)
    return "\(Decimal.text(low, decimals: 1)) to \(Decimal.text(high, decimals: 1))"
  }

  private static func range(_ spread: PortfolioSummary.Spread?) -> String {
    guard let spread else { return "—" }
    let (low, high) = (spread.least, spread.greatest)
    return "\(Decimal.text(low, decimals: 1)) to \(Decimal.text(high, decimals: 1))"
  }

  private static func number(_ number: PortfolioSummary.Number) -> String {
    switch number {
    case .estimate(let estimate):
      Decimal.text(estimate.value, decimals: 1) + interval(estimate.interval)
    case .refused(let refusal): refusal.text
    }
  }

  private static func trend(_ trend: PortfolioSummary.Trend) -> String {
    switch trend {
    case .slope(let estimate):
      Decimal.text(estimate.value, decimals: 2) + interval(estimate.interval)
        + " min an incident" + (estimate.interval.contains(0) ? ", no trend" : "")
    case .refused(let refusal): refusal.text
    }
  }

  private static func leftOut(_ summary: PortfolioSummary) -> String {
    let parts = [
      (summary.notMeasured, "not measured"), (summary.censored, "open at one end"),
      (summary.duplicates, "duplicates"),
    ]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private static func interval(_ interval: Interval) -> String {
    " [\(Decimal.text(interval.low, decimals: 1)), \(Decimal.text(interval.high, decimals: 1))]"
  }
}
