// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

/// C1, C2 and C3: a clock says resolved and the counts do not.
struct ResolutionConflictTests {
  private let cart = F.impact(F.window("cart", "10:00", "12:00"))

  // MARK: - C1

  /// The end is 12:00 ± 1 min and a stamp ± 30 s, so 11:58:30 touches and 11:58:29 does not.
  @Test(arguments: [
    ("11:00", true), ("11:58:29", true), ("11:58:30", false), ("11:59", false), ("12:30", false),
  ])
  func `finds a resolution before the end`(resolved: String, conflicts: Bool) {
    let input = F.input([F.stamp(.resolved, resolved, .page)], [cart])
    #expect(F.conflicts(.resolvedBeforeEnd, input).count == (conflicts ? 1 : 0))
  }

  @Test(
    arguments: [
      (F.excess(40, 1, 80), true), (F.excess(40, 0, 80), false), (nil, false),
    ] as [(Estimate?, Bool)])
  func `needs failures after the claim beyond doubt`(excess: Estimate?, conflicts: Bool) {
    let input = F.input([F.stamp(.resolved, "11:00", .page)], [cart]) { _, _, _ in excess }
    let found = F.conflicts(.resolvedBeforeEnd, input)
    #expect(found.count == (conflicts ? 1 : 0))
    #expect(found.first?.failedAfter == (conflicts ? excess : nil))
  }

  @Test func `runs on each clock and reports the distance`() {
    let input = F.input(
      [
        F.stamp(.resolved, "11:00", .report), F.stamp(.resolved, "10:30", .page),
        F.stamp(.resolved, "12:00", .chat),
      ], [cart])
    let found = F.conflicts(.resolvedBeforeEnd, input)
    #expect(found.map(\.clock) == [.page, .report])
    #expect(found.map(\.distance) == [.minutes(90), .minutes(60)])
    #expect(found.first?.evidence == ["page:resolved", "impact.cart.w1"])
  }

  @Test func `looks only at the service a resolution speaks of`() {
    let search = F.impact(F.window("search", "10:00", "10:20"))
    let input = F.input([F.stamp(.resolved, "10:30", .page, service: "search")], [cart, search])
    #expect(F.conflicts(.resolvedBeforeEnd, input).isEmpty)
  }

  @Test func `says that an open window had not ended`() {
    let open = F.impact(F.window("cart", "10:00", "12:00", hasEnded: false))
    let found = F.conflicts(
      .resolvedBeforeEnd, F.input([F.stamp(.resolved, "11:00", .page)], [open]))
    #expect(
      found.map(\.sentence) == [
        "The page says resolved at 2022-12-16 11:00 UTC; impact on cart had not ended when its "
          + "data did at 12:00 UTC, at least 60 minutes later, with 500 [400, 600] failed "
          + "requests above the baseline after the claim."
      ])
  }

  @Test func `names the day when it is another one`() {
    let late = F.impact(F.window("cart", "23:00", "1T00:30"))
    let found = F.conflicts(
      .resolvedBeforeEnd, F.input([F.stamp(.resolved, "23:30", .page)], [late]))
    #expect(found.first?.sentence.contains("ended at 2022-12-17 00:30 UTC, 60 minutes") == true)
  }

  // MARK: - C2

  /// Recovery is declared for 11:00 ± 30 s.
  @Test(arguments: [
    ("10:52", true), ("10:58:59", true), ("10:59", false), ("11:00", false), ("11:20", false),
  ])
  func `finds a resolution before the declared recovery`(resolved: String, conflicts: Bool) {
    let input = F.input(
      [F.stamp(.resolved, resolved, .page), F.stamp(.recoveryStarted, "11:00", .report)], [cart])
    #expect(F.conflicts(.resolvedBeforeRecovery, input).count == (conflicts ? 1 : 0))
  }

  private func ramp(_ start: String, plusMinus: Int64, to level: Double = 0.1) -> ServiceImpact {
    F.impact(
      F.window(
        "cart", "10:00", "12:00",
        phases: [
          F.phase("10:00", start, 0.5, .plateau),
          F.phase(start, "11:30", 0.3, .ramp, plusMinus: plusMinus),
          F.phase("11:30", "12:00", level, .plateau),
        ]))
  }

  @Test(arguments: [
    ("11:00", 4, 0.1, true), ("11:00", 8, 0.1, false), ("11:00", 4, 0.9, false),
    ("10:40", 4, 0.1, false),
  ])
  func `finds a resolution before the first falling ramp`(
    start: String, plusMinus: Int64, level: Double, conflicts: Bool
  ) {
    let input = F.input(
      [F.stamp(.resolved, "10:52", .page)], [ramp(start, plusMinus: plusMinus, to: level)])
    let found = F.conflicts(.resolvedBeforeRecovery, input)
    #expect(found.count == (conflicts ? 1 : 0))
    if conflicts {
      #expect(found.first?.distance == .minutes(8))
      #expect(
        found.first?.sentence
          == "The page says resolved at 2022-12-16 10:52 UTC; the counts of cart show recovery "
          + "from 11:00 UTC [10:56, 11:04], 8 minutes later.")
    }
  }

  @Test(arguments: [("10:40", 4, false), ("10:50", 8, true)])
  func `lets recovery in the counts clear a later declared one only beyond doubt`(
    start: String, plusMinus: Int64, conflicts: Bool
  ) {
    let input = F.input(
      [F.stamp(.resolved, "10:52", .page), F.stamp(.recoveryStarted, "11:00", .report)],
      [ramp(start, plusMinus: plusMinus)])
    #expect(F.conflicts(.resolvedBeforeRecovery, input).count == (conflicts ? 1 : 0))
  }

  @Test func `knows no recovery start without a stamp or a ramp`() {
    let input = F.input([F.stamp(.resolved, "10:52", .page)], [cart])
    #expect(F.conflicts(.resolvedBeforeRecovery, input).isEmpty)
  }

  // MARK: - C3

  /// The window starts at 13:00 ± 1 min: 12:58:30 with its 30 s just touches.
  @Test(arguments: [
    ("12:30", true), ("12:58:29", true), ("12:58:30", false), ("13:00", false), ("13:30", false),
  ])
  func `finds a window that starts after a resolution`(resolved: String, conflicts: Bool) {
    let apps = F.impact(F.window("apps", "13:00", "14:00"))
    let input = F.input([F.stamp(.resolved, resolved, .page)], [cart, apps])
    let found = F.conflicts(.relapseAfterResolved, input)
    #expect(found.count == (conflicts ? 1 : 0))
    #expect(found.allSatisfy { $0.service == "apps" })
  }

  @Test func `gives one conflict for each clock and window`() {
    let apps = F.impact(
      F.window("apps", "13:00", "14:00"),
      F.window("apps", "13:00", "13:50", kind: .silent, ordinal: 2, excess: nil))
    let again = F.impact(
      F.window("cart", "10:00", "12:00"), F.window("cart", "14:30", "15:00", ordinal: 2))
    let input = F.input(
      [F.stamp(.resolved, "12:30", .page), F.stamp(.resolved, "14:10", .report)], [again, apps])
    let found = F.conflicts(.relapseAfterResolved, input)
    #expect(
      found.map { "\($0.clock.rawValue) \($0.service ?? "")" } == [
        "page apps", "page cart", "report cart",
      ])
    #expect(
      found.last?.sentence
        == "The report says resolved at 2022-12-16 14:10 UTC; impact on cart returned at 14:30 "
        + "UTC, 20 minutes later, with 900 [800, 1,000] failed requests above the baseline.")
  }

  @Test(arguments: [("18:29", true), ("18:30", false)])
  func `takes a window six hours later for another incident`(onset: String, conflicts: Bool) {
    let input = F.input(
      [F.stamp(.resolved, "12:30", .page)],
      [cart, F.impact(F.window("apps", onset, "19:00"))])
    #expect(F.conflicts(.relapseAfterResolved, input).count == (conflicts ? 1 : 0))
  }
}
