// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// Measures over several incidents.
package enum Portfolio {
  /// Below this the order statistics hold no 90 % interval of the median: 2 · 0.5ⁿ > 0.1.
  package static let fewestForMedian = 5
  /// The fewest incidents for a mean and for a trend.
  package static let fewestForMean = 30
  package static let fewestForTrend = 30
  /// Simulations on real incidents show a geometric mean to be of use from about here.
  package static let fewestForGeometricMean = 500

  private static let deviations = 1.645

  /// One summary per measure, by name.
  ///
  /// The order of the entries changes nothing.
  /// Of several entries of one incident and measure one is kept, a measured one first, then the
  /// shortest; the others are counted as duplicates. What has no value is left out and counted.
  package static func summaries(_ entries: [PortfolioEntry]) -> [PortfolioSummary] {
    Dictionary(grouping: entries, by: \.measure).sorted { $0.key < $1.key }
      .map { summary($0.key, $0.value) }
  }

  private static func summary(_ measure: String, _ entries: [PortfolioEntry]) -> PortfolioSummary {
    let incidents = Dictionary(grouping: entries, by: \.incident).sorted { $0.key < $1.key }
    let kept = incidents.compactMap { $0.value.min { rank($0) < rank($1) } }
    let measured = kept.filter { $0.minutes != nil }
    let sorted = measured.compactMap(\.minutes).sorted()
    return PortfolioSummary(
      measure: measure, count: sorted.count, spread: spread(sorted), median: median(sorted),
      mean: mean(sorted), geometricMean: geometricMean(sorted), trend: trend(measured),
      duplicates: entries.count - kept.count,
      notMeasured: kept.filter { $0.value == .notMeasured }.count,
      censored: kept.filter { $0.value == .censored }.count)
  }

  private static func rank(_ entry: PortfolioEntry) -> (Int, Int64, Int64) {
    let start = entry.start?.microseconds ?? .max
    switch entry.value {
    case .measured(let span): return (0, span.microseconds, start)
    case .censored: return (1, 0, start)
    case .notMeasured: return (2, 0, start)
    }
  }

  // MARK: - Location

  private static func spread(_ sorted: [Double]) -> PortfolioSummary.Spread? {
    guard let least = sorted.first, let greatest = sorted.last,
      let first = Quantile.linear(0.25, ofSorted: sorted),
      let median = Quantile.linear(0.5, ofSorted: sorted),
      let third = Quantile.linear(0.75, ofSorted: sorted)
    else { return nil }
    return PortfolioSummary.Spread(
      least: least, firstQuartile: first, median: median, thirdQuartile: third,
      greatest: greatest)
  }

  /// The r-th value from each end with the largest r for which P(Bin(n, ½) < r) ≤ 0.05.
  ///
  /// Worked example: of 10 values the interval reaches from the second to the ninth.
  private static func median(_ sorted: [Double]) -> PortfolioSummary.Number {
    guard let value = Quantile.linear(0.5, ofSorted: sorted) else { return .refused(.noIncident) }
    let count = sorted.count
    guard count >= fewestForMedian else {
      return .refused(.tooFewIncidents(have: count, needed: fewestForMedian))
    }
    var rank = 0
    var logTerm = -Double(count) * log(2)
    var below = exp(logTerm)
    while below <= 0.05, rank < count / 2 {
      rank += 1
      logTerm += log(Double(count - rank + 1) / Double(rank))
      below += exp(logTerm)
    }
    rank = max(1, rank)
    return .estimate(
      Estimate(
        value: value, interval: Interval(low: sorted[rank - 1], high: sorted[count - rank])))
  }

  /// x̄ ± 1.645 s / √n.
  private static func mean(_ values: [Double]) -> PortfolioSummary.Number {
    guard !values.isEmpty else { return .refused(.noIncident) }
    guard values.count >= fewestForMean else {
      return .refused(.tooFewIncidents(have: values.count, needed: fewestForMean))
    }
    return .estimate(average(values))
  }

  /// exp of the mean logarithm, and of the ends of its interval.
  private static func geometricMean(_ values: [Double]) -> PortfolioSummary.Number {
    guard !values.isEmpty else { return .refused(.noIncident) }
    guard values.count >= fewestForGeometricMean else {
      return .refused(.tooFewIncidents(have: values.count, needed: fewestForGeometricMean))
    }
    guard values.allSatisfy({ $0 > 0 }) else { return .refused(.notPositive) }
    let logs = average(values.map { log($0) })
    return .estimate(
      Estimate(
        value: exp(logs.value),
        interval: Interval(low: exp(logs.interval.low), high: exp(logs.interval.high))))
  }

  private static func average(_ values: [Double]) -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let reach = deviations * (squares / max(1, count - 1) / count).squareRoot()
    return Estimate(value: mean, interval: Interval(low: mean - reach, high: mean + reach))
  }

  // MARK: - Trend

  /// The median of all slopes between two incidents in order of start, with Sen's interval.
  ///
  /// The interval takes the slopes at positions (N ∓ 1.645 √(n (n − 1)(2n + 5) / 18)) / 2 of the N
  /// sorted ones. Source: Sen, "Estimates of the regression coefficient based on Kendall's tau"
  /// (1968).
  private static func trend(_ entries: [PortfolioEntry]) -> PortfolioSummary.Trend {
    guard entries.count >= fewestForTrend else {
      return .refused(.tooFewIncidents(have: entries.count, needed: fewestForTrend))
    }
    let values = entries.filter { $0.start != nil }
      .sorted {
        ($0.start?.microseconds ?? 0, $0.incident) < ($1.start?.microseconds ?? 0, $1.incident)
      }
      .compactMap(\.minutes)
    let count = values.count
    guard count >= fewestForTrend else {
      return .refused(.tooFewStarts(have: count, needed: fewestForTrend))
    }
    var slopes: [Double] = []
    slopes.reserveCapacity(count * (count - 1) / 2)
    for later in 1..<count {
      for earlier in 0..<later {
        slopes.append((values[later] - values[earlier]) / Double(later - earlier))
      }
    }
    slopes.sort()
    let size = Double(count)
    let reach = deviations * (size * (size - 1) * (2 * size + 5) / 18).squareRoot()
    let total = Double(slopes.count)
    let low = max(0, Int(((total - reach) / 2).rounded(.down)))
    let high = min(slopes.count - 1, Int(((total + reach) / 2).rounded(.up)))
    return .slope(
      Estimate(
        value: Quantile.linear(0.5, ofSorted: slopes) ?? 0,
        interval: Interval(low: slopes[low], high: slopes[high])))
  }
}

extension PortfolioEntry {
  fileprivate var minutes: Double? {
    guard case .measured(let span) = value else { return nil }
    return span.minutes
  }
}
