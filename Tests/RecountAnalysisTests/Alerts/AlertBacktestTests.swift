// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = AlertFixture

struct AlertBacktestTests {
  private let share = AlertRule.Condition.failedShare(above: 0.1, minutes: 1, fewestEvents: 10)

  /// Two days with impact at minutes 1,500 to 1,600 and failures in further minutes.
  private func input(_ extra: Int...) -> AlertInput {
    let series = F.series(
      2880, failed: { (1500..<1600).contains($0) || extra.contains($0) ? 500 : 0 })
    return F.input(series, window: 1500..<1600)
  }

  @Test func `tells false alarms from early ones and echoes`() throws {
    let result = try #require(F.result(share, input(100, 1480, 1700)))
    #expect(result.firings.map(\.place) == [.outside, .early, .impact, .outside])
    #expect(result.firings.map { F.minute($0.fired) } == [101, 1481, 1501, 1701])
  }

  @Test func `takes a firing that looks back on the impact for an echo`() throws {
    let rate = BurnRate(factor: 14.4, longMinutes: 60, shortMinutes: 5, objective: 0.999)
    let echo = try #require(F.result(.burnRate(rate), input(1630, 2000)))
    // One bad minute among sixty is below the factor: it fires only with the impact behind it.
    #expect(echo.firings.map(\.place) == [.impact, .echo])
    #expect(echo.firings.map { F.minute($0.fired) } == [1502, 1631])
  }

  @Test func `gives false alarms a rate with an interval`() throws {
    let result = try #require(F.result(share, input(100, 200, 2500)))
    #expect(result.falseAlarms == 3)
    let days = result.quietDays
    // Two days without the window, 30 minutes before it and a minute of look-back after it.
    #expect(abs(days - (2880 - 131) / 1440) < 0.002)
    let rate = try #require(result.falseAlarmsPerDay)
    #expect(abs(rate.value * days - 3) < 1e-9)
    #expect(abs(rate.interval.low * days - 0.8177) < 1e-3)
    #expect(abs(rate.interval.high * days - 7.7537) < 1e-3)
  }

  @Test func `bounds the rate of a rule that never fired outside`() throws {
    let rate = try #require(F.result(share, input())?.falseAlarmsPerDay)
    let days = (2880.0 - 131) / 1440
    #expect(rate.value == 0 && rate.interval.low == 0)
    #expect(abs(rate.interval.high * days - 2.9957) < 0.01)
  }

  // MARK: - Outcomes

  @Test func `takes an early firing for the detection, below zero`() throws {
    let detection = try #require(F.result(share, input(1480))?.detection)
    #expect(detection.delay == .minutes(-19))
    #expect(detection.failedBefore.value == 0)
  }

  @Test func `does not take a firing that went on for a detection`() {
    let series = F.series(2880, failed: { $0 >= 1000 ? 500 : 0 })
    let result = F.result(share, F.input(series, window: 1500..<1600))
    #expect(result?.outcome == .alreadyFiring(since: F.at(1001)))
  }

  @Test func `says that a rule never fired`() {
    let high = AlertRule.Condition.failedShare(above: 0.6, minutes: 5, fewestEvents: 1)
    #expect(F.result(high, input())?.outcome == .neverFired)
  }

  @Test func `does not count what fires after the impact as its detection`() {
    let result = F.result(.failedCount(atLeast: 600, minutes: 1), input())
    let series = F.series(2880, failed: { $0 == 1700 ? 700 : (1500..<1600).contains($0) ? 500 : 0 })
    #expect(result?.outcome == .neverFired)
    let late = F.result(
      .failedCount(atLeast: 600, minutes: 1), F.input(series, window: 1500..<1600))
    #expect(late?.outcome == .neverFired && late?.falseAlarms == 1)
  }

  // MARK: - Refusals

  @Test func `refuses what it cannot judge`() {
    var hourly = input()
    hourly.series.binWidth = .hours(1)
    #expect(F.result(share, hourly)?.outcome == .refused(.notMinutes))
    let latency = AlertRule.Condition.latency(
      share: 0.9, above: .seconds(1), minutes: 5, fewestEvents: 1)
    #expect(F.result(latency, input())?.outcome == .refused(.noDurations))
    let signature = AlertRule.Condition.newSignatures(atLeast: 1, minutes: 5)
    #expect(F.result(signature, input())?.outcome == .refused(.noSignatures))
    let quiet = F.input(F.series(2880), window: nil)
    #expect(F.result(share, quiet)?.outcome == .refused(.noImpact))
    let long = AlertRule.Condition.failedCount(atLeast: 1, minutes: 4320)
    #expect(F.result(long, input())?.outcome == .refused(.historyTooShort(minutes: 4320)))
    #expect(F.result(share, F.input(F.series(0), window: 5..<9))?.outcome == .refused(.noImpact))
  }

  @Test(arguments: [
    AlertRule.Condition.failedCount(atLeast: 0, minutes: 5),
    .failedCount(atLeast: 1, minutes: 0), .failedShare(above: 1, minutes: 5, fewestEvents: 1),
    .absence(below: -0.1, minutes: 5), .failedCount(atLeast: 1, minutes: .max),
    .burnRate(BurnRate(factor: 0, longMinutes: 60, shortMinutes: 5, objective: 0.9)),
    .burnRate(BurnRate(factor: 1, longMinutes: 60, shortMinutes: 0, objective: 0.9)),
    .burnRate(BurnRate(factor: 1, longMinutes: 60, shortMinutes: 5, objective: 1)),
  ])
  func `refuses a rule that makes no sense`(condition: AlertRule.Condition) {
    #expect(F.result(condition, input())?.outcome == .refused(.invalidRule))
  }

  // MARK: - The best rule

  private func rules(_ shares: [Double]) -> [AlertRule] {
    shares.map {
      AlertRule(
        name: "\($0)", condition: .failedShare(above: $0, minutes: 10, fewestEvents: 10))
    }
  }

  @Test func `finds the quickest rule without false alarms`() throws {
    // A tenth fails of the ten minutes around minute 100, which fires the first rule.
    let series = F.series(
      2880, failed: { (1500..<1600).contains($0) ? 500 : (100..<110).contains($0) ? 60 : 0 })
    let report = AlertBacktest.report(
      rules([0.05, 0.3, 0.2, 0.9]), on: F.input(series, window: 1500..<1600))
    #expect(report.results.map { $0.detection?.delay.minutes } == [2, 7, 5, nil])
    guard case .rule(let best) = report.best else { Issue.record("no rule"); return }
    #expect(best.rule.name == "0.2" && best.detection?.delay == .minutes(5))
  }

  @Test func `refuses a best rule`() {
    func reason(_ report: AlertReport) -> AlertReport.BestRefusal? {
      guard case .refused(let reason) = report.best else { return nil }
      return reason
    }
    let one = AlertRule(name: "share", condition: share)
    #expect(reason(AlertBacktest.report([], on: input())) == .noRuleDetected)
    #expect(reason(AlertBacktest.report(rules([0.9]), on: input())) == .noRuleDetected)
    #expect(reason(AlertBacktest.report([one], on: input(100))) == .falseAlarms)
    let short = F.input(
      F.series(600, failed: { $0 >= 300 ? 500 : 0 }), window: 300..<500)
    #expect(reason(AlertBacktest.report([one], on: short)) == .quietTooShort)
  }
}
