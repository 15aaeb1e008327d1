// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct AttributionRefusalTests {
  @Test func `fewer than twenty failures are not attributed`() {
    var table = AttributionFixture("region")
    table.add("eu", window: (19, 100), base: (1, 1000))
    table.add("us", window: (0, 100), base: (1, 1000))
    let result = AttributionAnalysis.analyze(table.input())
    #expect(result.refusals.map(\.reason) == [.insufficientEvents])
    #expect(result.verdict == nil && result.candidates.isEmpty && result.pValue == nil)
  }

  @Test func `without a base nothing can be expected`() {
    var table = AttributionFixture("region")
    table.add("eu", window: (50, 100), base: (0, 10))
    table.add("us", window: (0, 100), base: (0, 9))
    let result = AttributionAnalysis.analyze(table.input())
    #expect(result.refusals.map(\.reason) == [.noCleanBase])
  }

  @Test func `one value tells nothing apart`() {
    var table = AttributionFixture("region")
    table.add("eu", window: (50, 100), base: (1, 100))
    #expect(
      AttributionAnalysis.analyze(table.input()).refusals.map(\.reason) == [.notSeparable])
  }

  @Test func `odd input is refused or left out`() {
    let empty = AttributionInput(service: "", unit: .step, dimensions: [], leaves: [])
    #expect(
      AttributionAnalysis.analyze(empty).refusals.map(\.reason) == [.insufficientEvents])
    var input = AttributionFixture.oneRegion.input()
    let leaf = { (values: [Int]) in
      AttributionInput.Leaf(
        values: values, failed: .max, total: .min, baseFailed: -5, baseTotal: .max)
    }
    input.leaves += [leaf([]), leaf([0, 99]), leaf([-1, 0]), leaf([0, 0])]
    input.windowBins = [
      [AttributionInput.BinCount(leaf: -1, failed: 1, total: 1)],
      [AttributionInput.BinCount(leaf: 99, failed: .max, total: .max)], [], [], [],
    ]
    input.dispersion = .nan
    let result = AttributionAnalysis.analyze(input)
    #expect(result.ignoredLeaves == 3)
    #expect(result.candidates.first?.observed ?? 0 >= 1 << 36)
  }

  @Test func `a share without an excess is no number`() {
    var table = AttributionFixture("region", "version")
    for region in ["eu", "us", "ap"] {
      table.add(region, "7", window: (10, 500), base: (100, 1000))
      table.add(region, "8", window: (region == "eu" ? 60 : 10, 500), base: (20, 1000))
    }
    let result = AttributionAnalysis.analyze(table.input())
    #expect(result.excess < 0 && result.unexplained == nil && result.parts.isEmpty)
    #expect(result.candidates.first?.share.value == nil)
    #expect(result.candidates.first?.share.gap == .noExcess)
  }

  @Test func `shares have an interval from five bins on`() throws {
    var simulation = AttributionSimulation(seed: 3)
    simulation.planted = [2: 0]
    simulation.windowBins = 30
    var input = simulation.input()
    let share = try #require(AttributionAnalysis.analyze(input).candidates.first?.share)
    let interval = try #require(share.interval)
    #expect(interval.contains(try #require(share.value)))
    #expect(interval.high - interval.low < 0.3 && share.gap == nil)
    input.windowBins = Array(input.windowBins.prefix(4))
    let short = try #require(AttributionAnalysis.analyze(input).candidates.first?.share)
    #expect(short.interval == nil && short.gap == .fewBins)
  }
}
