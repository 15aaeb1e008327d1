// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct CoMovementFindingsTests {
  /// Twelve hours of a service with one window.
  private func impact(
    _ service: String, window: Range<Int>, seed: UInt64, minutes: Int = 720
  ) -> ServiceImpact {
    var random = SeededGenerator(seed: seed)
    let total = (0..<minutes).map { _ in random.poisson(300) }
    let failed = total.indices.map { minute in
      random.binomial(total[minute], window.contains(minute) ? 0.3 : 0.01)
    }
    return ImpactAnalysis.analyze(.minutes(service: service, failed: failed, total: total))
  }

  @Test func `windows at the same time overlap and move together`() throws {
    let impacts = [
      impact("b", window: 300..<360, seed: 1), impact("a", window: 310..<370, seed: 2),
      impact("c", window: 600..<620, seed: 3),
    ]
    let findings = CoMovementAnalysis.findings(among: impacts)
    #expect(findings.tested == ["a", "b", "c"])
    #expect(findings.binWidth == .minute)
    #expect(findings.shifts == 577)
    let pair = try #require(findings.findings.first)
    #expect(findings.findings.count == 1)
    #expect(pair.services == ["a", "b"])
    #expect(pair.overlap.map { abs($0 - 50.0 / 70) < 0.05 } == true)
    #expect(pair.correlation.interval.contains(pair.correlation.value))
    #expect(abs(pair.lag.minutes) <= 15)
    let others = findings.pairs.filter { $0.services.contains("c") }
    #expect(others.count == 2 && others.allSatisfy { !$0.isFinding && $0.overlap == 0 })
    let again = CoMovementAnalysis.findings(among: impacts.reversed())
    #expect(again.pairs.map(\.services) == findings.pairs.map(\.services))
    #expect(again.pairs.map(\.pValue) == findings.pairs.map(\.pValue))
  }

  @Test func `too few failures and too short series are refused`() {
    let quiet = ImpactAnalysis.analyze(
      .minutes(
        service: "quiet", failed: [Int](repeating: 0, count: 720),
        total: [Int](repeating: 50, count: 720)))
    let findings = CoMovementAnalysis.findings(among: [quiet, impact("a", window: 0..<0, seed: 4)])
    #expect(findings.pairs.isEmpty && findings.fewestFindings == 0)
    #expect(findings.refusals.map(\.reason) == [.insufficientEvents])
    #expect(findings.refusals.map(\.service) == ["quiet"])
    let short = CoMovementAnalysis.findings(
      among: ["a", "b"].map { impact($0, window: 0..<0, seed: 5, minutes: 60) })
    #expect(short.pairs.isEmpty)
    #expect(short.refusals.map(\.reason) == [.baseTooShort, .baseTooShort])
    #expect(CoMovementAnalysis.findings(among: []).pairs.isEmpty)
  }

  @Test func `beyond sixty services those with the least excess are named and left out`() {
    var series = [impact("hit", window: 100..<140, seed: 6, minutes: 200)]
    let failed = (0..<200).map { $0 % 3 }
    for index in 0..<62 {
      let name = "svc\(index < 10 ? "0" : "")\(index)"
      series.append(
        ImpactAnalysis.analyze(
          .minutes(service: name, failed: failed, total: [Int](repeating: 100, count: 200))))
    }
    let findings = CoMovementAnalysis.findings(among: series.reversed())
    #expect(findings.tested.count == 60)
    #expect(findings.tested.contains("hit"))
    #expect(findings.omitted == ["svc59", "svc60", "svc61"])
    #expect(findings.pairs.count == 1770)
  }

  @Test func `series of other bins and ranges are put on one grid`() {
    let fine = impact("fine", window: 300..<360, seed: 7)
    var coarse = impact("coarse", window: 300..<360, seed: 8).series
    let groups = (20..<144).map { $0 * 5..<$0 * 5 + 5 }
    coarse.failed = groups.map { coarse.failed[$0].reduce(0, +) }
    coarse.total = groups.map { coarse.total[$0].reduce(0, +) }
    coarse.covered = groups.map { _ in true }
    coarse.start = fine.series.time(100)
    coarse.binWidth = .minutes(5)
    let findings = CoMovementAnalysis.findings(among: [fine, ImpactAnalysis.analyze(coarse)])
    #expect(findings.binWidth == .minutes(5))
    #expect(findings.findings.map(\.services) == [["coarse", "fine"]])
  }

  @Test func `odd series do not trap`() {
    var odd = impact("odd", window: 0..<0, seed: 9).series
    odd.failed = [Int64](repeating: .max, count: 3)
    odd.total = [Int64](repeating: .min, count: 720)
    odd.covered = []
    var nothing = odd
    nothing.service = "nothing"
    nothing.total = []
    var unusable = odd
    unusable.service = "unusable"
    unusable.binWidth = TimeSpan(microseconds: 0)
    let findings = CoMovementAnalysis.findings(
      among: [odd, nothing, unusable].map { ServiceImpact(series: $0) })
    #expect(findings.pairs.isEmpty)
    #expect(findings.tested.count + findings.refusals.count == 3)
  }
}
