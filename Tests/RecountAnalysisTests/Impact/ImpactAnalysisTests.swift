// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct ImpactAnalysisTests {
  /// 12 hours at 100 a minute, 1 failed each, with `failed` of 100 in `bins`.
  private func steady(_ bins: Range<Int>, failed: Int = 40, minutes: Int = 720) -> CountSeries {
    .minutes(
      failed: (0..<minutes).map { bins.contains($0) ? failed : 1 },
      total: [Int](repeating: 100, count: minutes))
  }

  @Test func `a plain plateau is found to the minute`() throws {
    let series = steady(300..<340)
    let impact = ImpactAnalysis.analyze(series)
    let window = try #require(impact.windows.first)
    #expect(impact.windows.count == 1)
    #expect(window.onset.time == series.time(300))
    #expect(window.end.time == series.time(340))
    #expect(window.onset.earliest == series.time(300) - .seconds(30))
    #expect(window.onset.latest == series.time(300) + .seconds(30))
    #expect(window.failed == 1600)
    #expect(window.total == 4000)
    #expect(abs((window.excess?.value ?? 0) - 1560) < 1)
    #expect(window.peakShare == 0.4)
    #expect(window.peakTime == series.time(300))
    #expect(window.phases.count == 1)
    #expect(window.ordinal == 1)
    #expect(window.figure == "impact.svc.w1")
    #expect(window.relapseOf == nil)
  }

  @Test func `impact in the first bins has no onset`() throws {
    let window = try #require(ImpactAnalysis.analyze(steady(0..<40)).windows.first)
    #expect(!window.hasOnset)
    #expect(window.hasEnded)
    #expect(window.onset.time == window.onset.latest)
  }

  @Test func `impact in the last bins has not ended`() throws {
    let series = steady(680..<720)
    let window = try #require(ImpactAnalysis.analyze(series).windows.first)
    #expect(window.hasOnset)
    #expect(!window.hasEnded)
    #expect(window.end.time == series.range.end)
    #expect(window.excess != nil)
  }

  @Test func `a second window after recovery is a relapse`() {
    var series = steady(300..<340)
    for bin in 360..<400 { series.failed[bin] = 30 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map(\.ordinal) == [1, 2])
    #expect(windows.map(\.relapseOf) == [nil, 1])
  }

  @Test func `a recovery of less than five minutes separates nothing`() {
    var series = steady(300..<340)
    for bin in 343..<400 { series.failed[bin] = 40 }
    let windows = ImpactAnalysis.analyze(series).windows
    #expect(windows.map { series.index($0.onset.time) } == [300])
    #expect(windows.map { series.index($0.end.time) } == [400])
  }

  @Test func `a window a day later is no relapse`() {
    var series = steady(300..<340, minutes: 2880)
    for bin in 1800..<1840 { series.failed[bin] = 30 }
    #expect(ImpactAnalysis.analyze(series).windows.map(\.relapseOf) == [nil, nil])
  }

  @Test func `missing logs are neither failure nor recovery`() throws {
    var series = steady(300..<340)
    for bin in 310..<330 { clear(&series, bin) }
    let window = try #require(ImpactAnalysis.analyze(series).windows.first)
    #expect(window.range == TimeRange(start: series.time(300), end: series.time(340)))
    #expect(window.failed == 800)
    #expect(window.lost == nil)
  }

  @Test func `an end inside a gap may be anywhere in it`() throws {
    var series = steady(300..<340)
    for bin in 340..<360 { clear(&series, bin) }
    let window = try #require(ImpactAnalysis.analyze(series).windows.first)
    #expect(window.end.time == series.time(340))
    #expect(window.end.latest >= series.time(360))
  }

  @Test func `a window mostly without logs has no excess`() {
    var series = steady(300..<400)
    for bin in 310..<390 { clear(&series, bin) }
    let impact = ImpactAnalysis.analyze(series)
    #expect(impact.windows.map { $0.excess == nil } == [true])
    #expect(impact.refusals.contains { $0.reason == .coverageGap && $0.about == "excess" })
  }

  @Test func `impact in most of the data leans on the quiet part and says so`() {
    let series = steady(150..<720)
    let impact = ImpactAnalysis.analyze(series)
    #expect(impact.windows.map { series.index($0.onset.time) } == [150])
    #expect(impact.refusals.map(\.reason) == [.noCleanBase, .baseTooShort])
  }

  @Test func `fewer than 20 failures are refused`() {
    var series = steady(0..<0)
    for bin in series.failed.indices { series.failed[bin] = bin % 60 == 0 ? 1 : 0 }
    let impact = ImpactAnalysis.analyze(series)
    #expect(impact.windows.isEmpty)
    #expect(impact.refusals.map(\.reason) == [.insufficientEvents])
    #expect(impact.refusals.first?.explanation == "12 failed of 72000; at least 20 are needed.")
    #expect(impact.minimumDetectable != nil)
  }

  @Test func `a series without logs is a coverage gap`() {
    let series = CountSeries.minutes(
      failed: [0, 0], total: [0, 0], covered: [false, false])
    #expect(ImpactAnalysis.analyze(series).refusals.map(\.reason) == [.coverageGap])
  }

  @Test func `a short series is scanned for one window`() throws {
    let series = steady(20..<32, minutes: 40)
    let impact = ImpactAnalysis.analyze(series)
    let window = try #require(impact.windows.first)
    #expect(window.onset.time == series.time(20))
    #expect(window.end.time == series.time(32))
    #expect(impact.refusals.contains { $0.reason == .baseTooShort && $0.about == "phases" })
    #expect(ImpactAnalysis.analyze(steady(0..<0, minutes: 40)).windows.isEmpty)
  }

  @Test(arguments: [
    ([Int](), [Int]()), ([0], [0]), ([1], [1]), ([0, 0, 0], [0, 0, 0]), ([30], [40]),
    ([Int](repeating: 0, count: 720), [Int](repeating: 0, count: 720)),
    ([Int](repeating: 1, count: 720), [Int](repeating: 1, count: 720)),
  ])
  func `a series with nothing to compare has no window`(failed: [Int], total: [Int]) {
    #expect(ImpactAnalysis.analyze(.minutes(failed: failed, total: total)).windows.isEmpty)
  }

  @Test func `contradictory counts and widths never trap`() {
    var series = steady(300..<340)
    series.total[310] = 0
    series.failed[320] = .max
    series.total[321] = .max
    series.failed[322] = .min
    series.total[323] = -7
    series.covered.removeLast(100)
    series.failed.removeLast(50)
    _ = ImpactAnalysis.analyze(series)
    for width in [Int64(0), -5, 1, .max] {
      series.binWidth = TimeSpan(microseconds: width)
      _ = ImpactAnalysis.analyze(series)
    }
    series.binWidth = .minute
    for start in [Int64.min, .max] {
      series.start = Timestamp(microseconds: start)
      #expect(ImpactAnalysis.analyze(series).windows.isEmpty)
    }
  }

  @Test func `random nonsense never traps`() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<150 {
      let count = random.below(300)
      let top = 1 + random.below(200)
      let series = CountSeries.minutes(
        failed: (0..<count).map { _ in random.below(top) * random.below(2) * random.below(2) },
        total: (0..<count).map { _ in random.below(top) * random.below(2) },
        covered: (0..<count).map { _ in random.below(4) > 0 })
      let impact = ImpactAnalysis.analyze(series)
      for window in impact.windows {
        #expect(window.onset.earliest <= window.onset.time)
        #expect(window.onset.time <= window.onset.latest)
        #expect(window.end.earliest <= window.end.time)
        #expect(window.end.time <= window.end.latest)
        #expect(window.onset.time < window.end.time)
      }
      _ = ImpactAnalysis.recovery(of: impact)
      _ = ImpactAnalysis.totals(of: [impact, impact])
      _ = ImpactAnalysis.excess(of: impact, in: series.range)
    }
  }

  @Test func `the same series gives the same result`() {
    let series = SeedLikeSimulation.artifacts(seed: 5, scale: 0.1).series
    let first = String(describing: ImpactAnalysis.analyze(series))
    #expect(first == String(describing: ImpactAnalysis.analyze(series)))
  }

  private func clear(_ series: inout CountSeries, _ bin: Int) {
    series.failed[bin] = 0
    series.total[bin] = 0
    series.covered[bin] = false
  }
}
