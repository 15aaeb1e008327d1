// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = AlertFixture

struct BurnRateTests {
  private static let fast = BurnRate(
    factor: 14.4, longMinutes: 60, shortMinutes: 5, objective: 0.999)
  private static let slow = BurnRate(
    factor: 6, longMinutes: 360, shortMinutes: 30, objective: 0.999)
  private static let ticket = BurnRate(
    factor: 1, longMinutes: 4320, shortMinutes: 360, objective: 0.999)

  // MARK: - Theory

  @Test(
    arguments: [
      (fast, 0, 0.5, 2), (fast, 0, 1, 1), (fast, 0, 0.0864, 11), (fast, 0, 0.0144, nil),
      (fast, 0, 0.015, 58), (fast, 0.02, 0.5, 0), (fast, 0.001, 0.1, 9), (slow, 0, 0.5, 5),
      (slow, 0, 0.02, 109), (slow, 0, 0.006, nil), (ticket, 0, 0.5, 9),
    ] as [(BurnRate, Double, Double, Int?)])
  func `derives the delay from the lengths of the windows`(
    rate: BurnRate, base: Double, step: Double, minutes: Int?
  ) {
    #expect(rate.delayMinutes(base: base, step: step) == minutes)
  }

  /// 5,000 requests a minute, 0.05 % of which fail anyway; a step at minute 700 of 1,440.
  @Test(
    arguments: [0.02, 0.05, 0.1, 0.2, 0.5, 1.0], [1, 2, 3] as [UInt64])
  func `fires within two minutes of theory for a step`(step: Double, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &* 1000 &+ UInt64(step * 100))
    let failed = (0..<1440).map { minute in
      Int64(generator.binomial(5000, (700..<900).contains(minute) ? step : 0.0005))
    }
    let series = F.series(1440, failed: { failed[$0] }, total: { _ in 5000 })
    let input = F.input(series, window: 700..<900)
    for rate in [BurnRateTests.fast, BurnRateTests.slow] {
      let theory = try #require(rate.delayMinutes(base: 0.0005, step: step))
      let result = try #require(F.result(.burnRate(rate), input))
      let delay = try #require(result.detection?.delay.minutes)
      #expect(abs(delay - Double(theory)) <= 2)
      #expect(result.falseAlarms == 0)
    }
  }

  @Test func `gives the worked example exactly`() throws {
    let series = F.series(1440, failed: { $0 >= 700 ? 500 : 0 })
    let result = try #require(
      F.result(.burnRate(BurnRateTests.fast), F.input(series, window: 700..<800)))
    let detection = try #require(result.detection)
    #expect(detection.delay == .minutes(2))
    #expect(detection.shortest == .minutes(0) && detection.longest == .minutes(3))
    #expect(detection.failedBefore.value == 1000)
    #expect(detection.failedBefore.interval == Interval(low: 500, high: 1000))
  }

  @Test func `ends soon after the step does`() throws {
    let series = F.series(1440, failed: { (700..<800).contains($0) ? 500 : 0 })
    let result = try #require(
      F.result(.burnRate(BurnRateTests.fast), F.input(series, window: 700..<800)))
    // Five minutes without failures empty the short window.
    #expect(F.minute(result.firings.first?.cleared) == 805)
    #expect(result.firings.count == 1)
  }

  @Test func `agrees with sums taken anew each minute`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let covered = (0..<300).map { _ in generator.below(10) > 1 }
      let total = (0..<300).map { _ in Int64(generator.below(50)) }
      let failed = total.map { Int64(generator.binomial(Int($0), generator.unit() * 0.1)) }
      let series = F.series(
        300, failed: { failed[$0] }, total: { total[$0] }, covered: { covered[$0] })
      let rate = BurnRate(factor: 1, longMinutes: 20, shortMinutes: 4, objective: 0.95)
      var holds: [Bool] = []
      for minute in 0..<300 {
        holds.append(
          [20, 4].allSatisfy { length in
            guard minute + 1 >= length else { return false }
            let bins = (minute + 1 - length...minute).filter { covered[$0] }
            let sum = bins.reduce(0) { $0 + total[$1] }
            return bins.count * 2 >= length && sum > 0
              && Double(bins.reduce(0) { $0 + failed[$1] }) > rate.threshold * Double(sum)
          })
      }
      let starts = holds.indices.filter { holds[$0] && ($0 == 0 || !holds[$0 - 1]) }
      let result = F.result(.burnRate(rate), F.input(series, window: nil))
      #expect(result?.firings.map { $0.fired } == starts.map { F.at($0 + 1) })
    }
  }
}
