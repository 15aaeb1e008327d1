// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct TrafficWindowTests {
  /// Four days with a daily cycle around `level` a minute, scaled by `factor`.
  private func traffic(seed: UInt64, level: Double, factor: (Int) -> Double) -> CountSeries {
    var random = SeededGenerator(seed: seed)
    let total = (0..<5760).map { minute in
      random.poisson(
        level * (1 + 0.5 * sin(2 * .pi * Double(minute) / 1440)) * factor(minute))
    }
    return .minutes(failed: total.map { random.binomial($0, 0.005) }, total: total)
  }

  @Test(arguments: [0.0, 0.4])
  func `a collapse of traffic without failures is a silent window`(factor: Double) throws {
    let down = 3000..<3045
    let series = traffic(seed: 1, level: 80) { down.contains($0) ? factor : 1 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map(\.kind) == [.silent])
    let window = try #require(windows.first)
    #expect(abs(series.index(window.onset.time) - 3000) <= 1)
    #expect(abs(series.index(window.end.time) - 3045) <= 1)
    #expect(window.hasEnded)
    let usual = down.reduce(0) { $0 + 80 * (1 + 0.5 * sin(2 * .pi * Double($1) / 1440)) }
    #expect(window.lost?.interval.contains((1 - factor) * usual) == true)
    #expect(abs((window.phases.first?.level ?? 1) - factor) < 0.1)
  }

  @Test func `a burst of traffic is a surge window`() {
    let series = traffic(seed: 2, level: 80) { (3000..<3060).contains($0) ? 2.5 : 1 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map(\.kind) == [.surge])
    #expect(windows.first?.surplus != nil)
  }

  @Test func `a burst at the same time every day is the shape of the service`() {
    let series = traffic(seed: 3, level: 80) { (600..<630).contains($0 % 1440) ? 2.5 : 1 }
    #expect(ImpactAnalysis.analyze(series).windows.isEmpty)
  }

  @Test func `a burst every hour is the shape of the service`() {
    let series = traffic(seed: 4, level: 80) { $0 % 60 < 6 ? 2 : 1 }
    #expect(ImpactAnalysis.analyze(series).windows.isEmpty)
  }

  @Test func `missing logs are not silence`() {
    var series = traffic(seed: 5, level: 80) { _ in 1 }
    for bin in 3000..<3060 {
      series.failed[bin] = 0
      series.total[bin] = 0
      series.covered[bin] = false
    }
    #expect(ImpactAnalysis.analyze(series).windows.isEmpty)
  }

  @Test func `silence until the data end has not ended`() {
    let series = traffic(seed: 6, level: 80) { $0 >= 5700 ? 0 : 1 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map(\.kind) == [.silent])
    #expect(windows.map(\.hasEnded) == [false])
  }

  @Test func `a burst that outlasts the failures is reported for the rest`() {
    var series = traffic(seed: 7, level: 80) { (3000..<3120).contains($0) ? 2.5 : 1 }
    for bin in 3000..<3030 { series.failed[bin] = series.total[bin] / 2 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map(\.kind) == [.failing, .surge])
    #expect(windows.map(\.ordinal) == [1, 2])
    #expect(windows.count == 2 && windows[0].end.time <= windows[1].onset.time)
  }
}
