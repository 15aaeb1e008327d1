// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// Which windows the clocks take for the incident.
struct ClockScopeTests {
  private let declared = [F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "12:00", .report)]

  private func setAside(_ input: ClockInput) -> [String] {
    ClockAnalysis.analyze(input).setAside.map { "\($0.figure) \($0.reason.rawValue)" }
  }

  @Test func `leaves out a surge that harms nobody`() {
    let input = F.input(
      declared,
      [
        F.impact(F.window("cart", "10:00", "12:00")),
        F.impact(F.window("search", "09:30", "13:00", kind: .surge, excess: nil)),
      ])
    #expect(setAside(input) == ["impact.search.w1 surge"])
    #expect(F.measures(input)["ttr.measured"]?.minutes == 120)
  }

  @Test func `leaves out a window whose excess may be nothing`() {
    let input = F.input(
      declared,
      [
        F.impact(F.window("cart", "10:00", "12:00")),
        F.impact(F.window("search", "14:00", "14:02", excess: F.excess(4, -1, 9))),
      ])
    #expect(setAside(input) == ["impact.search.w1 within noise"])
    #expect(F.conflicts(.relapseAfterResolved, input).isEmpty)
  }

  @Test func `keeps a window whose excess was refused`() {
    let input = F.input(declared, [F.impact(F.window("cart", "10:00", "12:00", excess: nil))])
    #expect(setAside(input).isEmpty)
    #expect(F.measures(input)["ttr.measured"]?.minutes == 120)
  }

  @Test(arguments: [
    ("08:00", "08:59", false), ("08:00", "09:01", true), ("17:59", "18:20", true),
    ("18:00", "18:20", false), ("1T02:00", "1T02:30", false),
  ])
  func `takes what lies within reach of the declared incident`(
    onset: String, end: String, belongs: Bool
  ) {
    let input = F.input(
      declared,
      [
        F.impact(F.window("cart", "10:00", "12:00")),
        F.impact(F.window("search", onset, end)),
      ])
    #expect(setAside(input) == (belongs ? [] : ["impact.search.w1 apart"]))
  }

  @Test(arguments: [("1T01:59", true), ("1T02:00", false)])
  func `takes the largest window within a zone error when none is in reach`(
    onset: String, belongs: Bool
  ) {
    let input = F.input(
      declared,
      [
        F.impact(F.window("cart", onset, "1T03:00", failed: 5000)),
        F.impact(F.window("search", "18:01", "18:03", failed: belongs ? 20 : 6000)),
      ])
    #expect(
      F.measures(input)["ttr.measured"]?.from?.evidence
        == (belongs ? "impact.cart.w1" : "impact.search.w1"))
  }

  @Test func `takes the largest window when nothing is declared`() {
    let input = F.input(
      [],
      [
        F.impact(F.window("search", "01:00", "01:10", failed: 20)),
        F.impact(F.window("cart", "10:00", "12:00", failed: 5000)),
      ])
    #expect(setAside(input) == ["impact.search.w1 apart"])
    #expect(F.measures(input)["ttr.measured"]?.from?.evidence == "impact.cart.w1")
  }

  @Test func `sees failures and missing traffic of one service as one impact`() {
    let input = F.input(
      declared,
      [
        F.impact(
          F.window("cart", "10:00", "11:00"),
          F.window("cart", "10:30", "12:00", kind: .silent, ordinal: 2, excess: nil),
          F.window("cart", "12:04", "12:10", ordinal: 3))
      ])
    #expect(F.measures(input)["ttr.measured.cart"]?.minutes == 130)
    #expect(F.measures(input)["ttr.measured.cart"]?.note == nil)
    #expect(F.measures(input)["ttr.union.measured"]?.minutes == 130)
  }
}
