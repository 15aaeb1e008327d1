// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct ObjectiveTests {
  /// A day of 1,000 events a minute of which one fails, and half of them in an hour.
  private var hour: ServiceImpact {
    var failed = [Int](repeating: 1, count: 1440)
    for minute in 600..<660 { failed[minute] = 500 }
    return ImpactAnalysis.analyze(
      .minutes(failed: failed, total: [Int](repeating: 1_000, count: 1440)))
  }

  @Test func `an hour at one half spends what the doc comment says`() throws {
    let measure = try #require(ImpactAnalysis.objective(0.999, of: hour))
    #expect(measure.availability == 0.5)
    #expect(abs(try #require(measure.burnRate) - 500) < 1e-9)
    // 30,000 failed of 0.001 × 43,200,000.
    #expect(abs(try #require(measure.budgetUsed) - 30_000 / 43_200.0) < 1e-9)
    #expect(measure.badMinutes == 60)
    #expect(measure.budgetUsedIfLostFailed == nil)
    #expect(abs(measure.availabilityOverall - (1 - 31_380 / 1_440_000.0)) < 1e-9)
  }

  @Test func `without a window nothing of it was burnt`() throws {
    let quiet = ImpactAnalysis.analyze(
      .minutes(
        failed: [Int](repeating: 1, count: 1440), total: [Int](repeating: 1_000, count: 1440)))
    let measure = try #require(ImpactAnalysis.objective(0.99, of: quiet))
    #expect(measure.availability == nil && measure.burnRate == nil)
    #expect(measure.budgetUsed == 0 && measure.badMinutes == 0)
  }

  @Test(arguments: [0.0, 1, -1, 99.9])
  func `an objective that is no share is refused`(objective: Double) {
    #expect(ImpactAnalysis.objective(objective, of: hour) == nil)
  }

  @Test func `missing events count only in a number of their own`() throws {
    let impact = ImpactAnalysis.analyze(SeedLikeSimulation.apps(seed: 2, scale: 1).series)
    let measure = try #require(ImpactAnalysis.objective(0.995, of: impact))
    let used = try #require(measure.budgetUsed)
    #expect(try #require(measure.budgetUsedIfLostFailed) > used)
  }

  @Test func `attempts in a surge stand for fewer operations`() throws {
    var window = try #require(hour.windows.first)
    #expect(window.distinctFailures == nil)
    window.excess = Estimate(value: 1_000, interval: Interval(low: 900, high: 1_100))
    window.surplus = Estimate(value: 300, interval: Interval(low: 250, high: 400))
    #expect(window.distinctFailures == Interval(low: 500, high: 1_100))
    window.surplus?.interval.high = 5_000
    #expect(window.distinctFailures?.low == 0)
    window.excess = nil
    #expect(window.distinctFailures == nil)
  }
}
