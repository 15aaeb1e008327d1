// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct OriginGradeTests {
  private typealias Fixture = OriginFixture

  /// web calls api, api calls db; db fails 100, the others pass it on with a little of their own.
  private func chain(_ onsets: [LeadOnset] = [], edges: Bool = true) -> OriginInput {
    OriginInput(
      profiles: [
        Fixture.profile("web", 110), Fixture.profile("api", 105), Fixture.profile("db", 100),
      ],
      edges: edges ? [Fixture.edge("web", "api"), Fixture.edge("api", "db")] : [],
      onsets: onsets, skew: .sameClock)
  }

  /// Co-movement of the chain's services as the analysis finds it in counts.
  private func coMovements(_ seed: UInt64) -> [CoMovement] {
    var random = SeededGenerator(seed: seed)
    let impacts = ["api", "db", "web"].map { name in
      let total = (0..<720).map { _ in random.poisson(300) }
      let failed = total.indices.map {
        random.binomial(total[$0], (300..<360).contains($0) ? 0.3 : 0.01)
      }
      return ImpactAnalysis.analyze(.minutes(service: name, failed: failed, total: total))
    }
    return CoMovementAnalysis.findings(among: impacts).pairs
  }

  @Test func `grade A: the graph and the order agree`() throws {
    let onsets = [Fixture.onset("db", 0), Fixture.onset("api", 3), Fixture.onset("web", 1)]
    let findings = OriginAnalysis.findings(chain(onsets))
    let first = try #require(findings.candidates.first)
    #expect(first.service == "db" && first.grade == .a)
    #expect(first.standing == .leads(["api"]))
    #expect(abs((first.local ?? 0) - 100) < 1e-9)
    #expect(first.share.map { abs($0.value - 100.0 / 110) < 1e-9 } == true)
    #expect(findings.refusals.isEmpty && findings.commonDependency.isEmpty)
    #expect(findings.candidates.dropFirst().allSatisfy { $0.grade > .b })
  }

  @Test func `ties keep grade A, a service that broke before takes it`() {
    let ties = ["db", "api", "web"].map { Fixture.onset($0, 0) }
    #expect(OriginAnalysis.findings(chain(ties)).candidates.first?.grade == .a)
    let led = [Fixture.onset("db", 9), Fixture.onset("api", 0)]
    let first = OriginAnalysis.findings(chain(led)).candidates.first
    #expect(first?.service == "db" && first?.grade == .b)
    #expect(first?.standing == .led(by: ["api"]))
    let unknown = OriginAnalysis.findings(chain()).candidates.first
    #expect(unknown?.grade == .b && unknown?.standing == .unknown)
  }

  @Test func `without a graph a lead is worth B at most, co-movement C`() {
    let onsets = [Fixture.onset("db", 0), Fixture.onset("api", 5), Fixture.onset("web", 5)]
    var input = chain(onsets, edges: false)
    var findings = OriginAnalysis.findings(input)
    #expect(findings.refusals.map(\.reason) == [.noGraph])
    #expect(findings.candidates.allSatisfy { $0.grade == .ungraded && $0.share == nil })
    input.coMovements = coMovements(3)
    findings = OriginAnalysis.findings(input)
    #expect(findings.candidates.map(\.service) == ["db", "web", "api"])
    #expect(findings.candidates.map(\.grade) == [.b, .c, .c])
    #expect(findings.candidates.first?.movesWith == ["api", "web"])
  }

  @Test func `nothing above its base is a refusal`() {
    let findings = OriginAnalysis.findings(
      OriginInput(profiles: [Fixture.quiet("a")], edges: [Fixture.edge("a", "b")]))
    #expect(findings.candidates.isEmpty)
    #expect(findings.refusals.map(\.reason) == [.insufficientEvents])
    let empty = OriginAnalysis.findings(OriginInput(profiles: []))
    #expect(empty.refusals.map(\.reason) == [.noGraph, .insufficientEvents])
  }

  @Test func `a service that failed alone has to stand far above its base`() {
    func grade(_ deviations: Double) -> OriginGrade? {
      OriginAnalysis.findings(
        OriginInput(
          profiles: [Fixture.profile("a", 100, deviations: deviations), Fixture.quiet("b")],
          edges: [Fixture.edge("web", "b"), Fixture.edge("a", "b")],
          onsets: [Fixture.onset("a", 0)])
      ).candidates.first?.grade
    }
    #expect(grade(7) == .a)
    #expect(grade(5) == OriginGrade.ungraded)
    #expect(grade(2) == nil)
  }

  @Test func `a caller that gave up waiting is graded B at most`() {
    let onsets = [Fixture.onset("web", 0)]
    func input(_ edges: [CallEdge], _ mentions: [SignatureMention]) -> OriginInput {
      OriginInput(
        profiles: [Fixture.profile("web", 100), Fixture.quiet("api")], edges: edges,
        mentions: mentions, onsets: onsets, skew: .sameClock)
    }
    let declared = OriginAnalysis.findings(input([Fixture.edge("web", "api")], []))
    #expect(declared.candidates.first?.grade == .a)
    #expect(declared.candidates.first?.standing == .alone)
    let mention = SignatureMention(caller: "web", callee: "api", signature: "s1", isTimeout: true)
    let unlogged = SignatureMention(
      caller: "web", callee: "mail", signature: "s2", isTimeout: false)
    for (mentions, edges, quiet) in [
      ([mention], [], ["api"]), ([], [Fixture.edge("web", "api", 80)], ["api"]),
      ([unlogged], [Fixture.edge("web", "api")], ["mail"]),
    ] {
      let first = OriginAnalysis.findings(input(edges, mentions)).candidates.first
      #expect(first?.grade == .b)
      #expect(first?.quietCallees == quiet)
    }
  }

  @Test func `a new signature counts as an edge and as evidence`() {
    var input = chain(["db", "api", "web"].map { Fixture.onset($0, 0) }, edges: false)
    input.mentions = [("web", "api"), ("api", "db")].map {
      SignatureMention(caller: $0.0, callee: $0.1, signature: "s-\($0.0)", isTimeout: false)
    }
    let findings = OriginAnalysis.findings(input)
    #expect(findings.refusals.isEmpty)
    #expect(findings.candidates.first?.service == "db")
    #expect(findings.candidates.first?.grade == .a)
    #expect(findings.candidates.first?.namedBy.map(\.signature) == ["s-api"])
  }

  @Test func `three services that start together may share a dependency without logs`() {
    var input = OriginInput(
      profiles: ["a", "b", "c"].map { Fixture.profile($0, 100) } + [Fixture.profile("web", 300)],
      edges: ["a", "b", "c"].map { Fixture.edge("web", $0) } + [Fixture.edge("a", "store")],
      onsets: [
        Fixture.onset("a", 0), Fixture.onset("b", 0), Fixture.onset("c", 1),
        Fixture.onset("web", 9),
      ], skew: .sameClock)
    let findings = OriginAnalysis.findings(input)
    #expect(findings.commonDependency == ["a", "b", "c"])
    #expect(findings.candidates.allSatisfy { $0.grade > .b })
    #expect(findings.candidates.map(\.service) == ["a", "b", "c"])
    #expect(findings.candidates.first?.unloggedCallees == ["store"])
    input.onsets[2] = Fixture.onset("c", 9)
    #expect(OriginAnalysis.findings(input).commonDependency.isEmpty)
  }
}
