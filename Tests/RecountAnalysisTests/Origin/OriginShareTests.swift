// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct OriginShareTests {
  private typealias Fixture = OriginFixture

  @Test func `a caller keeps what its callees do not account for`() {
    let findings = OriginAnalysis.findings(
      OriginInput(
        profiles: [
          Fixture.profile("u", 100), Fixture.profile("v", 60), Fixture.profile("w", 50),
        ],
        edges: [Fixture.edge("u", "v"), Fixture.edge("u", "w", 20), Fixture.edge("u", "u")]))
    let local = findings.candidates.first { $0.service == "u" }?.local
    #expect(local.map { abs($0 - 20) < 1e-9 } == true)
  }

  @Test func `shares that swing from block to block have a wide interval`() throws {
    let early = [Double](repeating: 10, count: 20) + [Double](repeating: 0, count: 40)
    let late = [Double](repeating: 0, count: 40) + [Double](repeating: 10, count: 20)
    let even = [Double](repeating: 10 / 3, count: 60)
    func share(_ a: [Double], _ b: [Double], seed: UInt64 = 1) -> Estimate? {
      OriginAnalysis.findings(
        OriginInput(
          profiles: [
            ExcessProfile(service: "a", excess: a, deviations: 9),
            ExcessProfile(service: "b", excess: b, deviations: 9),
          ], edges: [Fixture.edge("web", "a"), Fixture.edge("a", "c")], seed: seed)
      ).candidates.first { $0.service == "a" }?.share
    }
    let swinging = try #require(share(early, late))
    #expect(abs(swinging.value - 0.5) < 1e-9)
    #expect(swinging.interval.low < 0.35 && swinging.interval.high > 0.65)
    let steady = try #require(share(even, even))
    #expect(steady.interval.high - steady.interval.low < 1e-9)
    #expect(share(early, late) == swinging)
    #expect(share(early, late, seed: 2) != swinging)
    #expect(share([9, 9], [1, 1])?.interval == Interval(low: 0, high: 1))
  }

  @Test func `the order of the input does not matter`() {
    var random = SeededGenerator(seed: 4)
    let names = ["a", "b", "c", "d", "e"]
    let profiles = names.map { name in
      ExcessProfile(
        service: name, excess: (0..<40).map { _ in 5 + random.normal() }, deviations: 8)
    }
    let edges = [("a", "b"), ("a", "c"), ("c", "d"), ("d", "a"), ("b", "e")].map {
      Fixture.edge($0.0, $0.1)
    }
    let one = OriginAnalysis.findings(OriginInput(profiles: profiles, edges: edges)).candidates
    let other = OriginAnalysis.findings(
      OriginInput(profiles: profiles.reversed(), edges: edges.reversed())
    ).candidates
    #expect(one.map(\.service) == other.map(\.service))
    #expect(one.map(\.share) == other.map(\.share))
  }

  @Test func `odd profiles do not trap`() {
    let odd: [[Double]] = [[], [.infinity, -5], [.nan], [1e300, 1e300, 1e300]]
    let profiles = odd.enumerated().map { index, excess in
      ExcessProfile(service: "s\(index)", excess: excess, deviations: .infinity)
    }
    let findings = OriginAnalysis.findings(
      OriginInput(
        profiles: profiles + profiles, edges: [CallEdge(caller: "s0", callee: "s3", excess: [])],
        binWidth: TimeSpan(microseconds: 0), target: "missing"))
    #expect(findings.candidates.count <= 1)
  }

  @Test func `an incident in counts becomes a profile`() throws {
    let simulation = SeedLikeSimulation.webhooks(seed: 5, scale: 1)
    let series = simulation.series
    let impact = ImpactAnalysis.analyze(series)
    let bins = SeedLikeSimulation.minute(10, 0)..<SeedLikeSimulation.minute(12, 30)
    let range = TimeRange(start: series.time(bins.lowerBound), end: series.time(bins.upperBound))
    let profile = try #require(ExcessProfile(of: impact, over: range, binWidth: .minutes(5)))
    #expect(profile.excess.count == 30 && profile.deviations > 30)
    let truth = bins.reduce(0) { $0 + simulation.failed[$1] - simulation.base[$1] }
    let sum = profile.excess.reduce(0, +)
    #expect(abs(sum / Double(truth) - 1) < 0.02)
    #expect(ExcessProfile(of: impact, over: range, binWidth: TimeSpan(microseconds: 0)) == nil)
    let beyond = TimeRange(start: series.time(9000), end: series.time(9100))
    #expect(ExcessProfile(of: impact, over: beyond, binWidth: .minute) == nil)
  }
}
