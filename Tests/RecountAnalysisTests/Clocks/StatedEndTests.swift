// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// C1 from what people state alone: resolved on one clock, impact going on by another.
struct StatedEndTests {
  /// Both stamps are ± 30 s: a minute apart they touch, a second more and they do not.
  @Test(arguments: [
    ("11:45", true), ("10:21:01", true), ("10:21", false), ("10:20", false), ("09:50", false),
  ])
  func `an end of impact after the resolution is a conflict without any log`(
    ended: String, conflicts: Bool
  ) {
    let input = F.input([F.stamp(.resolved, "10:20", .page), F.stamp(.ended, ended, .report)])
    #expect(F.conflicts(.resolvedBeforeEnd, input).count == (conflicts ? 1 : 0))
  }

  @Test func `says who states what`() throws {
    let input = F.input([F.stamp(.resolved, "10:20", .page), F.stamp(.ended, "11:45", .report)])
    let found = try #require(F.conflicts(.resolvedBeforeEnd, input).first)
    #expect(
      found.sentence
        == "The page says resolved at 2022-12-16 10:20 UTC; the report puts the end of "
        + "impact at 11:45 UTC, 85 minutes later.")
    #expect(found.distance == .minutes(85) && found.clock == .page && found.failedAfter == nil)
    #expect(found.evidence == ["page:resolved", "report:ended"])
    let own = F.input([F.stamp(.resolved, "10:20", .report), F.stamp(.ended, "11:45", .report)])
    #expect(
      F.conflicts(.resolvedBeforeEnd, own).first?.sentence.contains("it puts the end") == true)
  }

  @Test func `a resolution of one service waits for that service alone`() {
    let ended = F.stamp(.ended, "11:45", .report, service: "cart")
    func count(_ service: String?) -> Int {
      F.conflicts(
        .resolvedBeforeEnd, F.input([F.stamp(.resolved, "10:20", .page, service: service), ended])
      ).count
    }
    #expect(count(nil) == 1 && count("cart") == 1 && count("search") == 0)
  }

  @Test func `what the counts show goes first, and what they do not show is told`() throws {
    let stamps = [F.stamp(.resolved, "10:20", .page), F.stamp(.ended, "11:45", .report)]
    let long = F.impact(F.window("cart", "10:00", "12:00"))
    let counted = F.conflicts(.resolvedBeforeEnd, F.input(stamps, [long]))
    #expect(counted.count == 1 && counted.first?.failedAfter != nil)
    let short = F.impact(F.window("cart", "10:00", "10:20"))
    let coverage = TimeRange(start: F.at("08:00"), end: F.at("18:00"))
    let stated = F.conflicts(.resolvedBeforeEnd, F.input(stamps, [short], coverage: coverage))
    #expect(
      stated.first?.sentence.hasSuffix(
        "; these logs show no failures above the baseline after the claim.") == true)
    // Logs that end before the stated end cannot say so.
    let cut = TimeRange(start: F.at("08:00"), end: F.at("11:00"))
    let blind = F.conflicts(.resolvedBeforeEnd, F.input(stamps, [short], coverage: cut))
    #expect(blind.count == 1 && blind.first?.sentence.contains("these logs") == false)
  }
}
