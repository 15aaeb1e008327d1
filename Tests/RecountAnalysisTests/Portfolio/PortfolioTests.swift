// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

struct PortfolioTests {
  private func entry(
    _ incident: Int, _ minutes: Int64?, start: Bool = true, measure: String = "ttr"
  ) -> PortfolioEntry {
    PortfolioEntry(
      incident: "incident-\(incident)",
      start: start ? Timestamp(seconds: Int64(incident) * 86_400) : nil, measure: measure,
      value: minutes.map { .measured(.minutes($0)) } ?? .notMeasured)
  }

  private func summed(_ minutes: [Int64]) -> PortfolioSummary? {
    Portfolio.summaries(minutes.enumerated().map { entry($0, $1) }).first
  }

  // MARK: - Quantiles

  @Test(arguments: [
    ([1.0, 2, 3, 4], 0.25, 1.75), ([1, 2, 3, 4], 0.5, 2.5), ([1, 2, 3, 4], 0.75, 3.25),
    ([7], 0.25, 7), ([1, 9], 0, 1), ([1, 9], 1, 9), ([1, 9], 2, 9), ([1, 9], -1, 1),
  ])
  func `interpolates a quantile`(values: [Double], share: Double, expected: Double) throws {
    #expect(Quantile.linear(share, ofSorted: values) == expected)
  }

  @Test func `knows no quantile of nothing`() {
    #expect(Quantile.linear(0.5, ofSorted: []) == nil)
  }

  // MARK: - Summaries

  @Test func `gives median, quartiles and range`() throws {
    let summary = try #require(summed([10, 90, 30, 20, 40, 60, 50, 80, 70, 100]))
    #expect(summary.count == 10)
    let spread = try #require(summary.spread)
    let numbers = [
      spread.least, spread.firstQuartile, spread.median, spread.thirdQuartile, spread.greatest,
    ]
    #expect(numbers == [10, 32.5, 55, 77.5, 100])
    // P(Bin(10, ½) < 2) is 11/1024, that of < 3 is 56/1024.
    #expect(summary.median.estimate == Estimate(value: 55, interval: Interval(low: 20, high: 90)))
  }

  @Test func `keeps measures apart and in order`() {
    let summaries = Portfolio.summaries([
      entry(1, 10, measure: "ttr"), entry(1, 3, measure: "ttd"), entry(2, 20, measure: "ttr"),
    ])
    #expect(summaries.map { "\($0.measure) \($0.count)" } == ["ttd 1", "ttr 2"])
    #expect(Portfolio.summaries([]).isEmpty)
  }

  @Test func `leaves out and counts what it cannot rank`() throws {
    var open = entry(5, 1)
    open.value = .censored
    let entries = [entry(1, 10), entry(1, 12), entry(1, nil), entry(2, nil), entry(3, 30), open]
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<10 {
      let summary = try #require(Portfolio.summaries(entries.shuffled(using: &generator)).first)
      #expect(summary.count == 2 && summary.duplicates == 2)
      #expect(summary.notMeasured == 1 && summary.censored == 1)
      #expect(summary.spread?.least == 10)
    }
  }

  @Test func `takes the measures of an incident under their definition and basis`() {
    let measures = PublishedMeasures.all(ClockSample.input).filter { $0.service == nil }
    let entries = measures.map { PortfolioEntry(incident: "seed", start: nil, $0) }
    let summaries = Portfolio.summaries(entries)
    let ttr = summaries.first { $0.measure == "atlassian.ttr.declared" }
    #expect(ttr?.spread?.median == 333)
    #expect(summaries.first { $0.measure == "atlassian.ttd.declared" }?.notMeasured == 1)
  }

  // MARK: - Refusals

  @Test func `refuses every number without an incident`() throws {
    let summary = try #require(Portfolio.summaries([entry(1, nil)]).first)
    #expect(summary.count == 0 && summary.spread == nil)
    #expect(summary.median.refusal == .noIncident && summary.mean.refusal == .noIncident)
    #expect(summary.geometricMean.refusal == .noIncident)
    #expect(summary.trend == .refused(.tooFewIncidents(have: 0, needed: 30)))
  }

  @Test(arguments: [(4, false, false), (5, true, false), (29, true, false), (30, true, true)])
  func `refuses numbers of too few incidents`(count: Int, hasMedian: Bool, hasMean: Bool) throws {
    let summary = try #require(summed((1...Int64(count)).map { $0 }))
    #expect((summary.median.estimate != nil) == hasMedian)
    #expect((summary.mean.estimate != nil) == hasMean)
    #expect(
      summary.mean.refusal == (hasMean ? nil : .tooFewIncidents(have: count, needed: 30)))
    #expect(summary.geometricMean.refusal == .tooFewIncidents(have: count, needed: 500))
    if !hasMean { #expect(summary.trend == .refused(.tooFewIncidents(have: count, needed: 30))) }
  }

  @Test func `refuses a trend of incidents without a start`() throws {
    let entries = (0..<40).map { entry($0, 10, start: $0 < 29) }
    let summary = try #require(Portfolio.summaries(entries).first)
    #expect(summary.trend == .refused(.tooFewStarts(have: 29, needed: 30)))
  }

  @Test func `refuses a geometric mean of lengths below zero`() throws {
    let summary = try #require(summed((0..<500).map { Int64($0) - 1 }))
    #expect(summary.geometricMean.refusal == .notPositive)
    #expect(summary.mean.estimate != nil)
  }

  // MARK: - Simulations

  /// Skewed lengths such as incidents have: 60 minutes in the median, sigma 1.
  private func lengths(_ count: Int, _ generator: inout SeededGenerator) -> [Int64] {
    (0..<count).map { _ in Int64((60 * exp(generator.normal())).rounded()) + 1 }
  }

  @Test func `covers the median and calls no trend where there is none`() throws {
    var generator = SeededGenerator(seed: 17)
    var (covered, trends) = (0, 0)
    for _ in 0..<400 {
      let summary = try #require(summed(lengths(40, &generator)))
      if summary.median.estimate?.interval.contains(61) == true { covered += 1 }
      if case .slope(let slope) = summary.trend, !slope.interval.contains(0) { trends += 1 }
    }
    // Nominal: 90 % or a little more of the medians, 10 % false trends.
    #expect(covered >= 352 && covered <= 388)
    #expect(trends <= 56)
  }

  @Test func `sees a large trend`() throws {
    let falling = (0..<40).map { 400 - 5 * Int64($0) + Int64($0 % 7) }
    let summary = try #require(summed(falling))
    guard case .slope(let slope) = summary.trend else { Issue.record("refused"); return }
    #expect(slope.interval.high < 0 && slope.interval.contains(slope.value))
    #expect(abs(slope.value + 5) < 0.2)
  }

  @Test func `gives a geometric mean from many incidents`() throws {
    var generator = SeededGenerator(seed: 23)
    let summary = try #require(summed(lengths(600, &generator)))
    let mean = try #require(summary.geometricMean.estimate)
    #expect(mean.interval.contains(61.5))
    #expect((summary.mean.estimate?.value ?? 0) > mean.value * 1.3)
  }
}
