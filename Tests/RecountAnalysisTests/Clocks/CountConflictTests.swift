// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// C8, C11 and C13: claimed counts, and what the data do not cover.
struct CountConflictTests {
  private let pipelines = F.impact(
    F.window(
      "pipelines", "10:07", "15:40", unit: .step, failed: 60_376,
      excess: F.excess(56_931, 56_657, 57_204)),
    failed: { F.at("10:07") <= $0 && $0 < F.at("12:12") ? 200 : 2 })

  private func input(_ text: String, _ milestones: [Milestone] = []) -> ClockInput {
    F.input(
      milestones, [pipelines, F.impact(F.window("cart", "10:07", "12:00"))],
      claims: Claims(failedSteps: ClaimParser.count(text)))
  }

  // MARK: - C8

  @Test(
    arguments: [
      ("60376", "the gross count"), ("60377", nil), ("~60000", "the gross count"),
      ("57000", "the excess"), ("57204", "the excess"), ("57205", nil), ("~57k", "the excess"),
      ("60000", nil), ("40k", nil),
    ] as [(String, String?)])
  func `says what a claimed count matches`(text: String, match: String?) {
    let findings = ClockAnalysis.analyze(input(text))
    #expect(findings.conflicts.map(\.code) == (match == nil ? [.count] : []))
    #expect(findings.agreements.count == (match == nil ? 0 : 1))
    if let match {
      #expect(findings.agreements.first?.sentence.contains("matches \(match) of pipelines") == true)
    }
  }

  @Test func `names the window and both counts when none matches`() {
    #expect(
      F.conflicts(.count, input("40k")).map(\.sentence) == [
        "The report counts 40k failed steps; the windows of pipelines between 2022-12-16 10:07 "
          + "and 15:40 UTC hold 60,376 failed in all and 56,930 [56,660, 57,200] above the "
          + "baseline, which do not match it."
      ])
  }

  @Test func `says that a count matches the declared range instead`() {
    let stamps = [F.stamp(.onset, "10:07", .report), F.stamp(.resolved, "12:12", .report)]
    let found = F.conflicts(.count, input("25,000", stamps))
    #expect(
      found.first?.sentence.hasSuffix(
        "It matches the gross count over the range the report declares, between 2022-12-16 10:07 "
          + "and 12:12 UTC: 25,000. It is 200 a minute on average over the 125 minutes that the "
          + "report declares.") == true)
  }

  @Test func `finds a claimed count where no window is`() {
    let quiet = F.input(
      [], [F.impact(service: "pipelines", unit: .step)],
      claims: Claims(failedSteps: ClaimParser.count("~60000")))
    #expect(
      F.conflicts(.count, quiet).map(\.sentence) == [
        "The report counts ~60000 failed steps; no window of failing steps was found."
      ])
  }

  @Test func `does not check a count of a unit the logs do not hold`() {
    let none = F.input(
      [], [F.impact(F.window("cart", "10:07", "12:00"))],
      claims: Claims(failedSteps: ClaimParser.count("~60000")))
    let findings = ClockAnalysis.analyze(none)
    #expect(findings.conflicts.isEmpty && findings.agreements.isEmpty)
  }

  @Test func `compares with all services first, then with each`() {
    let impacts = [
      F.impact(F.window("cart", "10:00", "12:00", failed: 1000)),
      F.impact(F.window("search", "10:30", "13:00", failed: 3000, excess: nil)),
    ]
    func agreements(_ text: String) -> [String] {
      let claims = Claims(failedRequests: ClaimParser.count(text))
      return ClockAnalysis.analyze(F.input([], impacts, claims: claims)).agreements.map(\.sentence)
    }
    #expect(
      agreements("4000") == [
        "The report counts 4000 failed requests, which matches the gross count of cart and search "
          + "between 2022-12-16 10:00 and 13:00 UTC: 4,000."
      ])
    #expect(
      agreements("3000") == [
        "The report counts 3000 failed requests, which matches the gross count of search "
          + "between 2022-12-16 10:30 and 13:00 UTC: 3,000."
      ])
    #expect(agreements("5000").isEmpty)
  }

  // MARK: - C11

  @Test(arguments: [
    ("09:00", "14:00", 0), ("10:00:30", "12:59:30", 0), ("10:00:31", "14:00", 1),
    ("09:00", "12:59:29", 1), ("10:30", "12:30", 2),
  ])
  func `finds logs that do not reach what is declared`(start: String, end: String, count: Int) {
    let input = F.input(
      [F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "13:00", .report)],
      [F.impact(F.window("cart", "10:00", "12:00"))],
      coverage: TimeRange(start: F.at(start), end: F.at(end)))
    #expect(F.conflicts(.censored, input).count == count)
  }

  @Test func `finds windows that are open at an edge of the data`() {
    let input = F.input(
      [], [F.impact(F.window("cart", "10:00", "12:00", hasEnded: false, hasOnset: false))])
    #expect(
      F.conflicts(.censored, input).map(\.sentence) == [
        "Impact on cart is already visible when its data begin at 2022-12-16 10:00 UTC: its onset "
          + "may lie earlier.",
        "Impact on cart is still visible when its data end at 2022-12-16 12:00 UTC: measured "
          + "times are lower bounds.",
      ])
  }

  // MARK: - C13

  @Test(arguments: [("10:12", false), ("10:13", true)])
  func `finds missing logs between onset and end`(back: String, conflicts: Bool) {
    // 12 of 120 minutes without coverage are a tenth.
    let cart = F.impact(
      F.window("cart", "10:00", "12:00"),
      covered: { !(F.at("10:00") <= $0 && $0 < F.at(back)) })
    let found = F.conflicts(.gap, F.input([], [cart]))
    #expect(found.count == (conflicts ? 1 : 0))
    if conflicts {
      #expect(
        found.first?.sentence
          == "The logs of cart cover 89 % of the bins between 2022-12-16 10:00 and 12:00 UTC: "
          + "recovery there may be silence.")
    }
  }

  // MARK: - Clean

  @Test func `finds nothing in an incident that was declared well`() {
    let input = F.input(
      [
        F.stamp(.onset, "10:00", .report), F.stamp(.alerted, "10:04", .pager),
        F.stamp(.detected, "10:05", .report), F.stamp(.acknowledged, "10:08", .pager),
        F.stamp(.posted, "10:20", .page), F.stamp(.recoveryStarted, "11:30", .report),
        F.stamp(.mitigated, "11:45", .report), F.stamp(.resolved, "12:05", .page),
        F.stamp(.resolved, "12:00", .report),
      ], [F.impact(F.window("cart", "10:00", "12:01"))],
      claims: Claims(
        duration: ClaimParser.duration("2h"), failedRequests: ClaimParser.count("~1000")),
      coverage: TimeRange(start: F.at("00:00"), end: F.at("23:59")))
    let findings = ClockAnalysis.analyze(input)
    #expect(findings.conflicts.isEmpty)
    #expect(findings.agreements.map(\.code) == [.arithmetic, .count])
    #expect(findings.setAside.isEmpty)
  }
}
