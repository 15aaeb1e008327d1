// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

struct ConflictTableTests {
  @Test(arguments: ConflictCase.all)
  func `finds the planted conflict and none in its clean twin`(example: ConflictCase) {
    let planted = ClockAnalysis.analyze(example.planted).conflicts.map(\.code)
    #expect(planted.filter { $0 == example.code }.count == 1)
    if example.code != .zone { #expect(planted == [example.code]) }
    #expect(ClockAnalysis.analyze(example.clean).conflicts.isEmpty)
  }

  @Test func `has a case for every rule`() {
    let codes = ConflictCase.all.map(\.code) + [.undefined]
    #expect(Set(codes) == Set(Conflict.Code.allCases))
  }

  // MARK: - C14

  @Test func `names the stamp that a measure lacks`() {
    let cart = F.impact(F.window("cart", "10:00", "12:00"))
    let stamps: [Milestone] = [
      F.stamp(.onset, "10:00", .report), F.stamp(.detected, "10:04", .report),
      F.stamp(.alerted, "10:05", .pager), F.stamp(.posted, "10:15", .page),
      F.stamp(.mitigated, "11:00", .report), F.stamp(.resolved, "12:05", .report),
      F.stamp(.resolved, "12:10", .page),
    ]
    let mitigation = ClockInput.Mitigation(time: F.estimate("11:01"), evidence: "impact.cart.w1")
    let clean = F.input(stamps, [cart], mitigation: mitigation)
    #expect(ClockAnalysis.analyze(clean).undefined.isEmpty)
    let lacking: [(Milestone.Kind, [String])] = [
      (
        .onset,
        [
          "ttd.declared onset.declared", "status.lag.declared onset.declared",
          "ttm.declared onset.declared", "ttr.declared onset.declared", "ttr.page onset.declared",
        ]
      ),
      (
        .posted,
        [
          "status.lag.declared posted.page", "status.lag.measured posted.page",
          "page.duration posted.page",
        ]
      ),
      (.mitigated, ["ttm.declared mitigated.declared"]),
      (.alerted, ["ttd.measured alerted.telemetry or alerted.pager"]),
    ]
    for (kind, expected) in lacking {
      let input = F.input(stamps.filter { $0.kind != kind }, [cart], mitigation: mitigation)
      let undefined = ClockAnalysis.analyze(input).undefined
      #expect(undefined.map { "\($0.measure) \($0.missing.joined(separator: " "))" } == expected)
    }
  }

  @Test func `says why a measure is not measured`() {
    let undefined = ClockAnalysis.analyze(F.input([F.stamp(.posted, "10:00", .page)])).undefined
    #expect(
      undefined.first { $0.measure == "page.duration" }?.sentence
        == "page.duration is not measured: the page records no resolution; it needs "
        + "resolved.page.")
    #expect(
      undefined.first { $0.measure == "ttd.declared" }?.missing
        == ["onset.declared", "detected.declared"])
  }

  @Test func `does not call a stamp written twice missing`() {
    let input = F.input([F.stamp(.onset, "10:07", .report), F.stamp(.detected, "10:07", .report)])
    let measures = ClockAnalysis.analyze(input).undefined.map(\.measure)
    #expect(!measures.contains("ttd.declared"))
  }
}
