// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = AlertFixture

/// The rules that are relative to the day before and must lie beyond chance.
struct UnusualRuleTests {
  private let window = 2000..<2100

  private func delay(_ condition: AlertRule.Condition, _ input: AlertInput) -> Double? {
    F.result(condition, input)?.detection?.delay.minutes
  }

  // MARK: - Failures

  /// 1,000 requests a minute; the share that fails anyway, and that of the step.
  @Test(
    arguments: [
      (0.0, 0.05, 1), (0.02, 0.75, 1), (0.02, 0.04, nil), (0.2, 0.5, nil), (0.01, 0.05, 3),
    ] as [(Double, Double, Double?)])
  func `a step beyond three times the usual fires`(base: Double, step: Double, minutes: Double?) {
    let series = F.series(
      2880, failed: { Int64(1000 * (window.contains($0) ? step : base)) })
    let condition = AlertRule.Condition.unusualFailures(
      times: 3, minutes: 5, fewestFailed: 10)
    #expect(delay(condition, F.input(series, window: window)) == minutes)
  }

  @Test func `an outage does not become the usual while it lasts`() throws {
    let series = F.series(2880, failed: { window.contains($0) ? 500 : 5 })
    let condition = AlertRule.Condition.unusualFailures(times: 3, minutes: 5, fewestFailed: 10)
    let result = try #require(F.result(condition, F.input(series, window: window)))
    #expect(result.firings.count == 1)
    // Five minutes hold more than three times the usual until the last bad one has left them.
    #expect(F.minute(result.firings.first?.cleared) == 2105)
  }

  @Test func `a few failures are no alarm, however unusual`() {
    let series = F.series(2880, failed: { window.contains($0) ? 1 : 0 }, total: { _ in 20 })
    let condition = { AlertRule.Condition.unusualFailures(times: 3, minutes: 5, fewestFailed: $0) }
    #expect(delay(condition(10), F.input(series, window: window)) == nil)
  }

  @Test func `six hours of the past are needed`() {
    let condition = AlertRule.Condition.unusualFailures(times: 3, minutes: 5, fewestFailed: 10)
    func outcome(_ onset: Int) -> AlertResult.Outcome? {
      let window = onset..<onset + 60
      let series = F.series(500, failed: { window.contains($0) ? 500 : 0 })
      return F.result(condition, F.input(series, window: window))?.outcome
    }
    #expect(outcome(360) == .refused(.historyTooShort(minutes: 365)))
    guard case .detected = outcome(370) else {
      Issue.record("370 minutes are enough")
      return
    }
  }

  /// Failures come in clusters of some 60 at random: each is beyond Poisson, none beyond the past.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `failures that come in clusters are worth less`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let failed = (0..<4320).map { _ in
      Int64(generator.poisson(5)) + (generator.below(40) == 0 ? Int64(generator.poisson(60)) : 0)
    }
    let series = F.series(4320, failed: { failed[$0] })
    for rule in AlertRule.standard {
      guard case .unusualFailures = rule.condition else { continue }
      let result = AlertBacktest.report([rule], on: F.input(series, window: nil)).results[0]
      #expect(result.falseAlarms == 0, "\(rule.name)")
    }
  }

  // MARK: - Traffic

  @Test(arguments: [(0.5, 6), (0.9, 2), (0.09, nil)] as [(Double, Double?)])
  func `traffic that stays away fires`(share: Double, minutes: Double?) {
    let series = F.series(2880, total: { window.contains($0) ? 100 : 1000 })
    let input = F.input(series, window: window)
    #expect(delay(.lostTraffic(below: share, minutes: 10), input) == minutes)
  }

  /// By day 40 requests a minute, by night 2, with an hour's slope between.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `the evening is no outage`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let total = (0..<7200).map { minute -> Int64 in
      let hour = Double(minute % 1440) / 60
      let day = min(1, max(0, min(hour - 6, 22 - hour) / 1.5))
      return Int64(generator.poisson(2 + 38 * day))
    }
    let series = F.series(7200, total: { total[$0] })
    for rule in AlertRule.standard {
      guard case .lostTraffic = rule.condition else { continue }
      let result = AlertBacktest.report([rule], on: F.input(series, window: nil)).results[0]
      #expect(result.falseAlarms == 0, "\(rule.name)")
    }
  }

  // MARK: - Durations

  @Test func `slow is slower than usual`() {
    let usual = DurationBucket.index(microseconds: 2_000_000)
    let slow = DurationBucket.index(microseconds: 9_000_000)
    func input(_ late: Int64) -> AlertInput {
      let durations = (0..<2880).map { minute -> [AlertInput.BucketCount] in
        let count = window.contains(minute) ? late : 0
        return [.init(bucket: usual, count: 100 - count), .init(bucket: slow, count: count)]
      }
      return F.input(F.series(2880), window: window, durations: durations)
    }
    let condition = AlertRule.Condition.slowdown(
      share: 0.95, times: 3, minutes: 5, fewestEvents: 100)
    // 26 of 500 are more than 5 %: the first minute holds 20, the second 40.
    #expect(delay(condition, input(20)) == 2)
    #expect(delay(condition, input(4)) == nil)
    // Two seconds are slow nowhere but here.
    let fixed = AlertRule.Condition.latency(
      share: 0.95, above: .seconds(1), minutes: 5, fewestEvents: 20)
    #expect(F.result(fixed, input(0))?.falseAlarms ?? 0 > 0)
    #expect(F.result(condition, input(0))?.falseAlarms == 0)
  }

  // MARK: - The report

  @Test func `nothing to detect is no failure of the rules`() {
    let quiet = AlertBacktest.report(AlertRule.standard, on: F.input(F.series(2880), window: nil))
    guard case .refused(let reason) = quiet.best else {
      Issue.record("no impact, and yet a best rule")
      return
    }
    #expect(reason == .noImpact)
    let missed = AlertBacktest.report(
      AlertRule.standard, on: F.input(F.series(2880), window: window))
    guard case .refused(.noRuleDetected) = missed.best else {
      Issue.record("an impact that no rule sees")
      return
    }
  }
}
