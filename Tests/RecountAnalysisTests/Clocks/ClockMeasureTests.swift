// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

struct ClockMeasureTests {
  private let cart = F.impact(F.window("cart", "10:07", "12:07"))

  // MARK: - Detection

  @Test func `measures detection from the first alert of telemetry or pager`() throws {
    let input = F.input(
      [
        F.stamp(.alerted, "10:15", .pager), F.stamp(.detected, "10:12", .telemetry),
        F.stamp(.detected, "10:08", .chat),
      ], [cart])
    let measure = try #require(F.measures(input)["ttd.measured"])
    #expect(measure.minutes == 5)
    #expect(measure.shortest == .seconds(3 * 60 + 30))
    #expect(measure.longest == .seconds(6 * 60 + 30))
    #expect(measure.from?.name == "onset.measured")
    #expect(measure.to?.name == "detected.telemetry")
    #expect(measure.note == nil)
  }

  @Test func `keeps an alert shortly before the impact, below zero`() throws {
    let input = F.input([F.stamp(.alerted, "9:50", .pager, service: "cart")], [cart])
    let early = F.input([F.stamp(.alerted, "09:50", .pager, service: "cart")], [cart])
    #expect(F.measures(input)["ttd.measured"]?.span == nil)
    let measure = try #require(F.measures(early)["ttd.measured"])
    #expect(measure.minutes == -17)
    #expect(measure.note == "alert before measurable impact")
  }

  @Test(arguments: [
    ("09:36", "cart", true), ("09:30", "cart", false), ("09:50", "search", false),
    ("10:20", "search", true), ("13:00", "cart", false),
  ])
  func `takes an alert only where it can speak of the incident`(
    time: String, service: String, counts: Bool
  ) {
    let input = F.input([F.stamp(.alerted, time, .pager, service: service)], [cart])
    let measure = F.measures(input)["ttd.measured"]
    #expect((measure?.span != nil) == counts)
    if !counts {
      #expect(
        measure?.note
          == "not measured: no alert or detection by telemetry or pager lies in the incident")
    }
  }

  @Test func `never gives zero for one stamp written twice`() throws {
    let equal = F.input([F.stamp(.onset, "10:07", .report), F.stamp(.detected, "10:07", .report)])
    let measure = try #require(F.measures(equal)["ttd.declared"])
    #expect(measure.span == nil && measure.shortest == nil && measure.longest == nil)
    #expect(measure.note == "not independently measured")
    let apart = F.input([F.stamp(.onset, "10:07", .report), F.stamp(.detected, "10:09", .report)])
    #expect(F.measures(apart)["ttd.declared"]?.minutes == 2)
  }

  @Test func `lets an alert stand for a declared detection when nobody states one`() {
    let input = F.input([F.stamp(.onset, "10:07", .report), F.stamp(.alerted, "10:11", .pager)])
    let measure = F.measures(input)["ttd.declared"]
    #expect(measure?.minutes == 4)
    #expect(measure?.to?.name == "alerted.pager")
  }

  // MARK: - Acknowledgement and status

  @Test func `gives acknowledgement only when it exists`() {
    #expect(F.measures(F.input([], [cart]))["tta.measured"] == nil)
    let input = F.input(
      [F.stamp(.onset, "10:00", .report), F.stamp(.acknowledged, "10:20", .pager)], [cart])
    #expect(F.measures(input)["tta.declared"]?.minutes == 20)
    #expect(F.measures(input)["tta.measured"]?.minutes == 13)
  }

  @Test func `measures the lag of the first post on the page`() {
    let input = F.input(
      [
        F.stamp(.onset, "10:00", .report), F.stamp(.posted, "10:40", .page),
        F.stamp(.posted, "10:28", .page), F.stamp(.posted, "10:10", .report),
      ], [cart])
    #expect(F.measures(input)["status.lag.declared"]?.minutes == 28)
    #expect(F.measures(input)["status.lag.measured"]?.minutes == 21)
    #expect(F.measures(input)["status.lag.measured"]?.to?.name == "posted.page")
  }

  // MARK: - Mitigation and resolution

  @Test func `puts declared and measured mitigation side by side`() {
    let input = F.input(
      [F.stamp(.onset, "10:00", .report), F.stamp(.mitigated, "11:00", .report)], [cart],
      mitigation: ClockInput.Mitigation(
        time: F.estimate("11:37"), evidence: "impact.cart.w1", note: "a relapse followed"))
    #expect(F.measures(input)["ttm.declared"]?.minutes == 60)
    #expect(F.measures(input)["ttm.measured"]?.minutes == 90)
    #expect(F.measures(input)["ttm.measured"]?.note == "a relapse followed")
    #expect(F.measures(input)["ttm.measured"]?.to?.name == "mitigated.measured")
  }

  @Test func `takes the last resolution of a page that reopened`() {
    let input = F.input(
      [
        F.stamp(.onset, "10:00", .report), F.stamp(.posted, "10:10", .page),
        F.stamp(.resolved, "10:30", .page), F.stamp(.resolved, "11:30", .page),
      ])
    #expect(F.measures(input)["ttr.page"]?.minutes == 90)
    #expect(F.measures(input)["page.duration"]?.minutes == 80)
    #expect(F.measures(input)["ttr.page"]?.note == "last of 2 resolutions on this clock")
  }

  @Test func `takes the report's end when it names no resolution`() {
    let input = F.input([F.stamp(.onset, "10:00", .report), F.stamp(.ended, "11:00", .report)])
    #expect(F.measures(input)["ttr.declared"]?.minutes == 60)
    #expect(F.measures(input)["ttr.declared"]?.to?.name == "ended.report")
  }

  @Test func `adds the clocks of pager and chat when they close`() {
    let input = F.input([F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "10:45", .chat)])
    #expect(F.measures(input)["ttr.chat"]?.minutes == 45)
    #expect(F.measures(input)["ttr.pager"] == nil)
    #expect(F.measures(input)["ttr.page"]?.note == "not measured: the page records no resolution")
  }

  @Test func `prefers the stamp of the whole incident to one of a service`() {
    let input = F.input([
      F.stamp(.onset, "09:00", .report, service: "cart"), F.stamp(.onset, "10:00", .report),
      F.stamp(.resolved, "11:00", .report), F.stamp(.resolved, "12:00", .report, service: "cart"),
    ])
    #expect(F.measures(input)["ttr.declared"]?.minutes == 60)
  }

  // MARK: - Measured end

  @Test func `gives span, union and each service`() {
    let input = F.input(
      [],
      [
        F.impact(F.window("webhooks", "10:07", "12:07")),
        F.impact(F.window("apps", "13:45", "15:40")),
      ])
    let measures = F.measures(input)
    #expect(measures["ttr.measured"]?.minutes == 333)
    #expect(measures["ttr.union.measured"]?.minutes == 235)
    #expect(measures["ttr.union.measured"]?.shortest == .minutes(231))
    #expect(measures["ttr.union.measured"]?.longest == .minutes(239))
    #expect(measures["ttr.union.measured"]?.note == "union of 2 windows of 2 services")
    #expect(measures["ttr.measured.webhooks"]?.minutes == 120)
    #expect(measures["ttr.measured.apps"]?.minutes == 115)
  }

  @Test func `tells the union of a service that relapsed`() {
    let input = F.input(
      [],
      [
        F.impact(
          F.window("cart", "10:00", "11:00"), F.window("cart", "12:00", "12:30", ordinal: 2))
      ])
    let measure = F.measures(input)["ttr.measured.cart"]
    #expect(measure?.minutes == 150)
    #expect(measure?.note == "2 windows, 90 minutes in union")
  }

  @Test func `marks what is censored as at least`() {
    let open = F.impact(F.window("cart", "10:07", "12:07", hasEnded: false))
    let input = F.input([F.stamp(.resolved, "12:00", .page)], [open])
    for name in ["ttr.measured", "ttr.measured.cart"] {
      let measure = F.measures(input)[name]
      #expect(measure?.minutes == 120)
      #expect(measure?.shortest == .minutes(118))
      #expect(measure?.longest == nil)
      #expect(measure?.note == "censored: at least this long")
    }
    #expect(F.measures(input)["ttr.union.measured"]?.longest == nil)
    let truth = F.measures(input)["time_to_truth.page"]
    #expect(truth?.shortest == nil)
    #expect(truth?.longest != nil)
    #expect(truth?.note == "closed before impact ended; censored: at most this long")
  }

  @Test func `marks measures censored when the logs do not reach the declared ends`() {
    let stamps = [F.stamp(.onset, "09:00", .report), F.stamp(.resolved, "13:00", .report)]
    let short = TimeRange(start: F.at("10:00"), end: F.at("12:30"))
    let whole = TimeRange(start: F.at("08:00"), end: F.at("14:00"))
    let censored = F.measures(F.input(stamps, [cart], coverage: short))["ttr.measured"]
    #expect(censored?.longest == nil)
    #expect(F.measures(F.input(stamps, [cart], coverage: whole))["ttr.measured"]?.note == nil)
  }

  @Test(arguments: [("11:00", -67, true), ("12:06", -1, false), ("12:30", 23, false)])
  func `measures how far a resolution is from the end of impact`(
    resolved: String, minutes: Double, isEarly: Bool
  ) {
    let measure = F.measures(F.input([F.stamp(.resolved, resolved, .page)], [cart]))[
      "time_to_truth.page"]
    #expect(measure?.minutes == minutes)
    #expect(measure?.note == (isEarly ? "closed before impact ended" : nil))
  }

  @Test func `measures nothing from nothing`() {
    let findings = ClockAnalysis.analyze(F.input())
    #expect(
      findings.measures.map(\.name) == [
        "ttd.declared", "ttd.measured", "status.lag.declared", "status.lag.measured",
        "ttm.declared", "ttm.measured", "ttr.declared", "ttr.page", "page.duration",
        "ttr.measured", "ttr.union.measured",
      ])
    for measure in findings.measures {
      #expect(measure.span == nil)
      #expect(measure.note?.hasPrefix("not measured: ") == true)
    }
    #expect(findings.conflicts.isEmpty && findings.agreements.isEmpty)
  }

  @Test func `never lets a declared stamp replace a measured one`() {
    let declared = [F.stamp(.onset, "10:30", .report), F.stamp(.resolved, "11:00", .report)]
    let without = F.measures(F.input([], [cart]))
    let with = F.measures(F.input(declared, [cart]))
    for name in ["ttr.measured", "ttr.union.measured", "ttr.measured.cart"] {
      #expect(with[name]?.span == without[name]?.span)
      #expect(with[name]?.from?.time == without[name]?.from?.time)
    }
    #expect(with["ttr.declared"]?.minutes == 30)
  }
}
