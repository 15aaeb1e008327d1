// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

/// Windows on simulated incidents: a smaller seed list of the figures the method is held to.
///
/// Outside of the suite, 3,000 incidents gave: onset within a minute .980, mean overlap .948,
/// relapses found .942, onset intervals that hold the truth .985 with a median width of a minute;
/// 24,000 quiet hours gave 0.22 windows per 100 hours.
@Suite struct IncidentWindowTests {
  @Test func `onsets, overlaps and relapses of incidents are found`() {
    var score = WindowScore()
    for seed in 0..<300 { score.add(IncidentSimulation(seed: UInt64(500_000 + seed))) }
    #expect(score.onsetShare >= 0.95)
    #expect(score.meanOverlap >= 0.93)
    #expect(score.relapseShare >= 0.90)
    #expect(score.onsetCoverage >= 0.90)
    #expect(score.medianWidth <= 2)
  }

  @Test func `quiet services show at most one window in a hundred hours`() {
    var windows = 0
    for seed in 0..<100 {
      let quiet = IncidentSimulation(seed: UInt64(600_000 + seed), quiet: true)
      windows += ImpactAnalysis.analyze(quiet.series).windows.count
    }
    #expect(windows <= 6)
  }

  @Test func `failures that come in clumps all day are noise`() {
    var random = SeededGenerator(seed: 11)
    let total = (0..<1440).map { _ in random.poisson(1500) }
    let failed = total.map { random.betaBinomial($0, 0.0005, spread: 0.005) }
    #expect(ImpactAnalysis.analyze(.minutes(failed: failed, total: total)).windows.isEmpty)
  }

  @Test func `wider bins find the same incident in thin traffic`() {
    var random = SeededGenerator(seed: 12)
    let total = (0..<2880).map { _ in random.poisson(1.2) }
    let failed = total.indices.map {
      random.binomial(total[$0], (1500..<1620).contains($0) ? 0.7 : 0.02)
    }
    let series = CountSeries.minutes(failed: failed, total: total)
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.count == 1)
    #expect(windows.first?.binWidth == .minutes(5))
    #expect(windows.first.map { abs(series.index($0.onset.time) - 1500) <= 4 } == true)
    #expect(windows.first.map { abs(series.index($0.end.time) - 1620) <= 4 } == true)
  }

  @Test func `a month by minute keeps minute precision`() {
    var random = SeededGenerator(seed: 13)
    let total = (0..<43_200).map { _ in random.poisson(40) }
    let failed = total.indices.map {
      random.binomial(total[$0], (30_001..<30_021).contains($0) ? 0.5 : 0.01)
    }
    let series = CountSeries.minutes(failed: failed, total: total)
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map { series.index($0.onset.time) } == [30_001])
    #expect(windows.map { series.index($0.end.time) } == [30_021])
  }
}
