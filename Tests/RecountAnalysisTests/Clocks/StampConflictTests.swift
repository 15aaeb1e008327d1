// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// C4 to C7 and C12: what the stamps say about themselves and about the onset.
struct StampConflictTests {
  private let cart = F.impact(F.window("cart", "10:00", "12:00"))

  // MARK: - C4 and C5

  /// The measured onset is 10:00 ± 1 min, a stamp is ± 30 s.
  @Test(arguments: [
    ("10:20", [Conflict.Code.startedEarlier]), ("10:01:31", [.startedEarlier]), ("10:01:30", []),
    ("10:00", []), ("09:58:30", []), ("09:58:29", [.startNotVisible]),
    ("09:30", [.startNotVisible]),
  ])
  func `compares a declared onset with the counts`(onset: String, codes: [Conflict.Code]) {
    let input = F.input([F.stamp(.onset, onset, .report)], [cart])
    #expect(ClockAnalysis.analyze(input).conflicts.map(\.code) == codes)
  }

  @Test func `does not say that an onset is wrong because it is not visible`() {
    let found = F.conflicts(.startNotVisible, F.input([F.stamp(.onset, "09:30", .report)], [cart]))
    #expect(
      found.map(\.sentence) == [
        "The report puts onset at 2022-12-16 09:30 UTC; no impact is visible in these logs before "
          + "10:00 UTC, 30 minutes later."
      ])
  }

  // MARK: - C6

  @Test(arguments: [
    (["10:00", "10:00", "10:00", "10:00", "10:00"], []),
    (["10:00", "10:05", "10:10", "11:00", "12:00"], []),
    (["10:00", "10:05", "10:04", "11:00", "12:00"], []),
    (["10:00", "10:05", "10:03", "11:00", "12:00"], ["acknowledgement"]),
    (["10:00", "09:50", "10:04", "11:00", "12:00"], ["detection"]),
    (["22:00", "10:05", "10:10", "11:00", "12:00"], ["detection"]),
    (["10:00", "10:05", "10:10", "12:30", "12:00"], ["resolution"]),
  ])
  func `finds stamps of one clock that run backwards`(times: [String], later: [String]) {
    let kinds: [Milestone.Kind] = [.onset, .detected, .acknowledged, .mitigated, .resolved]
    let stamps = zip(kinds, times).map { F.stamp($0, $1, .report) }
    let found = F.conflicts(.order, F.input(stamps))
    #expect(found.count == later.count)
    for (conflict, word) in zip(found, later) {
      #expect(conflict.sentence.hasPrefix("The report puts \(word) at "))
    }
  }

  @Test func `compares beyond a neighbour that is too vague to tell`() {
    let input = F.input([
      F.stamp(.onset, "10:10", .report), F.stamp(.detected, "10:05", .report, plusMinus: 900),
      F.stamp(.resolved, "10:00", .report),
    ])
    #expect(
      F.conflicts(.order, input).map(\.sentence) == [
        "The report puts resolution at 2022-12-16 10:00 UTC, 10 minutes before onset at 10:10 UTC."
      ])
  }

  @Test func `does not order stamps of different clocks`() {
    let input = F.input([F.stamp(.mitigated, "12:00", .report), F.stamp(.resolved, "10:52", .page)])
    #expect(F.conflicts(.order, input).isEmpty)
  }

  // MARK: - C7

  @Test(arguments: [
    ("5h33m", true), ("334m", true), ("332m0s", true), ("331m59s", false), ("5h", false),
    ("about 5 hours", false), ("5h40m", false), ("6h", true),
  ])
  func `checks the arithmetic of a stated duration`(text: String, agrees: Bool) throws {
    let duration = try #require(ClaimParser.duration(text))
    let input = F.input(
      [F.stamp(.onset, "10:07", .report), F.stamp(.resolved, "15:40", .report)],
      claims: Claims(duration: duration))
    let findings = ClockAnalysis.analyze(input)
    #expect(findings.conflicts.map(\.code) == (agrees ? [] : [.arithmetic]))
    #expect(findings.agreements.map(\.code) == (agrees ? [.arithmetic] : []))
  }

  @Test func `says which way a duration is off`() {
    let input = F.input(
      [F.stamp(.onset, "10:07", .report), F.stamp(.resolved, "15:40", .report)],
      claims: Claims(duration: ClaimParser.duration("5h40m")))
    #expect(
      F.conflicts(.arithmetic, input).map(\.sentence) == [
        "The report states a duration of 5h40m; from its onset at 2022-12-16 10:07 UTC to "
          + "resolution at 15:40 UTC it is 333 minutes, 7 minutes less."
      ])
  }

  @Test func `needs both stamps of the report for its arithmetic`() {
    let input = F.input(
      [F.stamp(.onset, "10:07", .report), F.stamp(.resolved, "10:52", .page)],
      claims: Claims(duration: ClaimParser.duration("5h40m")))
    let findings = ClockAnalysis.analyze(input)
    #expect(findings.conflicts.isEmpty && findings.agreements.isEmpty)
  }

  // MARK: - C12

  @Test(arguments: [
    (Milestone.Clock.report, "10:07", true), (.report, "10:08", false), (.pager, "10:12", true),
    (.telemetry, "10:12", true), (.chat, "10:12", false), (.page, "10:07", true),
  ])
  func `finds onset and detection on one stamp or one tool`(
    clock: Milestone.Clock, detected: String, conflicts: Bool
  ) {
    let input = F.input([F.stamp(.onset, "10:07", clock), F.stamp(.detected, detected, clock)])
    #expect(F.conflicts(.singleClock, input).count == (conflicts ? 1 : 0))
  }

  @Test func `takes two clocks that agree for two witnesses`() {
    let input = F.input([F.stamp(.onset, "10:07", .report), F.stamp(.detected, "10:07", .chat)])
    #expect(F.conflicts(.singleClock, input).isEmpty)
  }
}
