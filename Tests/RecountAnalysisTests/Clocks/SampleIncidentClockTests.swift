// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountValidation
import Testing

import RecountAnalysis

struct SampleIncidentClockTests {
  private let findings = ClockAnalysis.analyze(ClockSample.input)

  private func measure(_ name: String) -> Measure? {
    findings.measures.first { $0.name == name }
  }

  @Test(
    arguments: [
      ("ttd.measured", nil), ("ttd.declared", nil), ("status.lag.declared", 21),
      ("status.lag.measured", 23), ("ttm.declared", 125), ("ttm.measured", 335),
      ("ttr.declared", 333), ("ttr.page", 45), ("page.duration", 24), ("ttr.measured", 336),
      ("ttr.union.measured", 336), ("ttr.measured.pipelines", 333),
      ("ttr.measured.webhooks", 120), ("ttr.measured.marketplace-apps", 115),
      ("time_to_truth.page", -289), ("time_to_truth.report", -1),
    ] as [(String, Double?)])
  func `gives the minutes of every measure`(name: String, minutes: Double?) throws {
    let measure = try #require(self.measure(name))
    #expect(measure.minutes == minutes)
  }

  @Test func `keeps to one order`() {
    #expect(
      findings.measures.map(\.name) == [
        "ttd.declared", "ttd.measured", "status.lag.declared", "status.lag.measured",
        "ttm.declared", "ttm.measured", "ttr.declared", "ttr.page", "page.duration",
        "ttr.measured", "ttr.union.measured", "ttr.measured.artifact-manager",
        "ttr.measured.attachments", "ttr.measured.confluence",
        "ttr.measured.jira-service-management", "ttr.measured.jira-software",
        "ttr.measured.marketplace-apps", "ttr.measured.pipelines", "ttr.measured.webhooks",
        "time_to_truth.page", "time_to_truth.report",
      ])
  }

  @Test func `says what was not measured`() {
    #expect(measure("ttd.declared")?.note == "not independently measured")
    #expect(
      measure("ttd.measured")?.note
        == "not measured: no alert or detection by telemetry or pager is recorded")
    #expect(measure("ttd.measured")?.from?.name == "onset.measured")
    #expect(measure("time_to_truth.page")?.note == "closed before impact ended")
    #expect(measure("time_to_truth.report")?.note == nil)
  }

  @Test func `names both ends`() {
    #expect(measure("ttr.page")?.from?.name == "onset.declared")
    #expect(measure("ttr.page")?.to?.name == "resolved.page")
    #expect(measure("ttr.measured")?.to?.name == "ended.measured")
    #expect(measure("ttr.measured")?.from?.evidence == "impact.artifact-manager.w1")
    #expect(measure("ttr.declared")?.shortest == .minutes(332))
    #expect(measure("ttr.declared")?.longest == .minutes(334))
  }

  @Test func `finds exactly the planted conflicts`() {
    #expect(
      findings.conflicts.map { "\($0.code.rawValue) \($0.clock.rawValue)" } == [
        "C1 page", "C2 page", "C3 page", "C4 report", "C12 report",
      ])
    #expect(findings.setAside.isEmpty)
  }

  @Test func `says how far apart the sides are`() {
    #expect(
      findings.conflicts.map(\.sentence) == [
        "The page says resolved at 2022-12-16 10:52 UTC; impact on pipelines ended at 15:40 UTC, "
          + "288 minutes later, with 24,310 [24,100, 24,520] failed steps above the baseline "
          + "after the claim; so did 7 other services.",
        "The page says resolved at 2022-12-16 10:52 UTC; the report puts the start of recovery at "
          + "11:00 UTC, 8 minutes later, and the counts of pipelines show recovery from 11:00 UTC "
          + "[10:58, 11:02].",
        "The page says resolved at 2022-12-16 10:52 UTC; impact on marketplace-apps began at "
          + "13:45 UTC, 173 minutes later, with 900 [800, 1,000] failed requests above the "
          + "baseline.",
        "The report puts onset at 2022-12-16 10:07 UTC; impact on artifact-manager is evident from "
          + "10:05 UTC [10:04, 10:06], 2 minutes earlier.",
        "The report gives 2022-12-16 10:07 UTC as both onset and detection: the time to detect is "
          + "not independently measured.",
      ])
  }

  @Test func `says what adds up`() {
    #expect(
      findings.agreements.map(\.sentence) == [
        "The report states a duration of 5h33m, which agrees with its stamps: from onset at "
          + "2022-12-16 10:07 UTC to resolution at 15:40 UTC it is 333 minutes.",
        "The report counts ~60000 failed steps, which matches the gross count of pipelines "
          + "between 2022-12-16 10:07 and 15:40 UTC: 60,376; the excess of 56,930 "
          + "[56,660, 57,200] also lies within its rounding. It is 180 a minute on average over "
          + "the 333 minutes that the report declares.",
      ])
  }

  @Test func `gives the same findings for any order of the input`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      var input = ClockSample.input
      input.milestones.shuffle(using: &generator)
      input.impacts.shuffle(using: &generator)
      let shuffled = ClockAnalysis.analyze(input)
      #expect(shuffled.conflicts.map(\.sentence) == findings.conflicts.map(\.sentence))
      #expect(shuffled.agreements == findings.agreements)
      #expect(shuffled.measures.map(\.name) == findings.measures.map(\.name))
      #expect(shuffled.measures.map(\.span) == findings.measures.map(\.span))
      #expect(
        shuffled.measures.map { $0.from?.evidence } == findings.measures.map { $0.from?.evidence })
    }
  }

  @Test func `uses no word that names a cause`() {
    for sentence in findings.conflicts.map(\.sentence) + findings.agreements.map(\.sentence) {
      #expect(!sentence.contains("caused by") && !sentence.contains("root cause"))
    }
  }
}
