// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct SensitivityTests {
  @Test func `other choices move a clear window's numbers by little`() throws {
    let impact = ImpactAnalysis.analyze(SeedLikeSimulation.pipelines(seed: 3, scale: 1).series)
    let window = try #require(impact.windows.first)
    let table = try #require(ImpactAnalysis.sensitivity(of: window, in: impact))
    #expect(table.rows.map(\.variant) == Sensitivity.Variant.allCases)
    let found = table.rows[0]
    #expect(found.failed == window.failed && found.excess == window.excess)
    #expect(try #require(table.largestChange) < 0.1)
    let (wider, narrower) = (table.rows[1], table.rows[2])
    #expect(wider.failed > found.failed && found.failed > narrower.failed)
    for row in table.rows.suffix(2) { #expect(row.failed == found.failed) }
  }

  @Test func `a base that is not there gives no excess, and a short window no narrower one`() throws
  {
    var failed = [Int](repeating: 1, count: 240)
    for minute in 232..<240 { failed[minute] = 300 }
    let impact = ImpactAnalysis.analyze(
      .minutes(failed: failed, total: [Int](repeating: 1_000, count: 240)))
    let window = try #require(impact.windows.first)
    let table = try #require(ImpactAnalysis.sensitivity(of: window, in: impact))
    #expect(table.rows.first { $0.variant == .baseBefore }?.excess != nil)
    #expect(table.rows.first { $0.variant == .baseAfter }?.excess == nil)
    #expect(!table.rows.contains { $0.variant == .narrower })
  }

  @Test func `a window of missing traffic has no such table`() throws {
    var total = [Int](repeating: 600, count: 2880)
    for minute in 1500..<1560 { total[minute] = 5 }
    let failed = total.map { $0 > 5 ? 1 : 0 }
    let impact = ImpactAnalysis.analyze(.minutes(failed: failed, total: total))
    let window = try #require(impact.windows.first)
    #expect(window.kind == .silent)
    #expect(ImpactAnalysis.sensitivity(of: window, in: impact) == nil)
  }
}
