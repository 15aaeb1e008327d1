// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = AlertFixture

/// The other kinds of rules, each on a planted impact at minute 700 of a day.
struct AlertRuleTests {
  private let window = 700..<800

  private func delay(
    _ condition: AlertRule.Condition, hold: Int = 0, _ input: AlertInput
  ) -> Double? {
    F.result(condition, hold: hold, input)?.detection?.delay.minutes
  }

  @Test(arguments: [(0, 1), (2, 3), (10, 11)])
  func `waits until the condition has held`(hold: Int, minutes: Double) {
    let input = F.input(F.series(1440, failed: { $0 >= 700 ? 900 : 0 }), window: window)
    let condition = AlertRule.Condition.failedShare(above: 0.1, minutes: 5, fewestEvents: 10)
    #expect(delay(condition, hold: hold, input) == minutes)
  }

  @Test func `starts the hold anew when the condition is interrupted`() {
    let series = F.series(1440, failed: { (700...).contains($0) && $0 % 4 != 0 ? 10 : 0 })
    let condition = AlertRule.Condition.failedCount(atLeast: 10, minutes: 1)
    #expect(delay(condition, hold: 2, F.input(series, window: window)) == 4)
    #expect(delay(condition, hold: 3, F.input(series, window: window)) == nil)
  }

  @Test(arguments: [(100, 1), (101, 2), (401, 5), (501, nil)] as [(Int64, Double?)])
  func `counts failures`(count: Int64, minutes: Double?) {
    let input = F.input(F.series(1440, failed: { $0 >= 700 ? 100 : 0 }), window: window)
    #expect(delay(.failedCount(atLeast: count, minutes: 5), input) == minutes)
  }

  @Test func `asks a share only of enough events`() {
    let quiet = F.series(1440, failed: { $0 >= 700 ? 3 : 0 }, total: { _ in 3 })
    let condition = { AlertRule.Condition.failedShare(above: 0.5, minutes: 5, fewestEvents: $0) }
    #expect(delay(condition(15), F.input(quiet, window: window)) == 3)
    #expect(delay(condition(16), F.input(quiet, window: window)) == nil)
  }

  // MARK: - Absence

  /// Traffic falls to a tenth: ten minutes hold less than half once 5.6 of them are bad.
  @Test(arguments: [(0.5, 6), (0.9, 2), (0.09, nil)] as [(Double, Double?)])
  func `notices traffic that stays away`(share: Double, minutes: Double?) {
    let series = F.series(1440, total: { window.contains($0) ? 100 : 1000 })
    let input = F.input(series, window: window)
    #expect(delay(.absence(below: share, minutes: 10), input) == minutes)
  }

  @Test func `takes missing logs for no missing traffic`() throws {
    let series = F.series(
      1440, total: { window.contains($0) ? 0 : 1000 }, covered: { !window.contains($0) })
    let result = try #require(
      F.result(.absence(below: 0.5, minutes: 10), F.input(series, window: window)))
    #expect(result.firings.isEmpty)
    #expect(result.outcome == .neverFired)
  }

  // MARK: - Latency and signatures

  @Test func `notices durations above a bound`() {
    let fast = DurationBucket.index(microseconds: 50_000)
    let slow = DurationBucket.index(microseconds: 3_000_000)
    let durations = (0..<1440).map { minute -> [AlertInput.BucketCount] in
      let late: Int64 = window.contains(minute) ? 20 : 1
      return [.init(bucket: fast, count: 100 - late), .init(bucket: slow, count: late)]
    }
    let input = F.input(F.series(1440), window: window, durations: durations)
    let condition = { (share: Double) in
      AlertRule.Condition.latency(share: share, above: .seconds(1), minutes: 5, fewestEvents: 20)
    }
    // 95 % lie below until slow ones are more than 5 % of five minutes: (20 + 4) / 500 is less.
    #expect(delay(condition(0.95), input) == 2)
    #expect(delay(condition(0.7), input) == nil)
  }

  @Test func `notices a new signature for as long as it looks back`() {
    let input = F.input(
      F.series(1440), window: window, newSignatures: [F.at(703), F.at(704), F.at(1200)])
    let result = F.result(.newSignatures(atLeast: 1, minutes: 10), input)
    #expect(result?.firings.map { F.minute($0.fired) } == [704, 1201])
    #expect(result?.firings.map { F.minute($0.cleared) } == [715, 1211])
    #expect(result?.firings.map(\.place) == [.impact, .outside])
    #expect(delay(.newSignatures(atLeast: 2, minutes: 10), input) == 5)
  }

  // MARK: - The list

  @Test func `names valid rules once`() {
    let isValid = AlertRule.standard.map(\.isValid)
    let names = AlertRule.standard.map(\.name)
    #expect(Set(names).count == names.count && names.count == 11)
    #expect(!isValid.contains(false))
    #expect(AlertRule.standard == AlertRule.standard(objective: 0.999))
  }

  @Test func `fires nothing on a quiet week`() {
    var generator = SeededGenerator(seed: 21)
    let failed = (0..<10_080).map { _ in Int64(generator.binomial(1000, 0.0002)) }
    let total = (0..<10_080).map { _ in Int64(generator.poisson(1000)) }
    let durations = (0..<10_080).map { _ in
      [AlertInput.BucketCount(bucket: DurationBucket.index(microseconds: 80_000), count: 1000)]
    }
    let input = F.input(
      F.series(10_080, failed: { failed[$0] }, total: { total[$0] }), window: nil,
      durations: durations, newSignatures: [])
    for result in AlertBacktest.report(AlertRule.standard, on: input).results {
      #expect(result.firings.isEmpty, "\(result.rule.name)")
      #expect(result.outcome == .refused(.noImpact))
      #expect(result.quietDays > 3.9)
    }
  }
}
