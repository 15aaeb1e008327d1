// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

struct PublishedMeasureTests {
  private func measure(
    _ id: String, _ basis: DefinedMeasure.Basis, _ input: ClockInput, service: String? = nil,
    failedDeployment: Milestone? = nil
  ) -> DefinedMeasure? {
    let all = PublishedMeasures.all(input, failedDeployment: failedDeployment)
    return all.first { $0.id == id && $0.basis == basis && $0.service == service }
  }

  private func minutes(
    _ id: String, _ basis: DefinedMeasure.Basis, _ input: ClockInput, service: String? = nil
  ) -> Double? {
    measure(id, basis, input, service: service)?.length?.span.minutes
  }

  /// A gateway whose requests stop at 02:42; an incident is known at 12:55 and service back at 14:45.
  private let outage = F.input(
    [
      F.stamp(.onset, "02:42", .report), F.stamp(.alerted, "12:50", .pager),
      F.stamp(.detected, "12:55", .report), F.stamp(.acknowledged, "13:00", .pager),
      F.stamp(.mitigated, "14:30", .report), F.stamp(.ended, "14:45", .report),
      F.stamp(.resolved, "16:00", .report), F.stamp(.posted, "13:10", .page),
      F.stamp(.resolved, "15:00", .page),
    ],
    [F.impact(F.window("gateway", "02:40", "14:46"))],
    mitigation: ClockInput.Mitigation(
      time: F.estimate("14:32"), evidence: "impact.gateway.w1"))

  @Test(
    arguments: [
      ("atlassian.ttd", 613, 610), ("atlassian.ttr", 723, 726), ("atlassian.mtta", 10, nil),
      ("atlassian.mttr.repair", 105, 106), ("atlassian.mttr.recovery", 723, 726),
      ("atlassian.mttr.respond", 115, 116), ("atlassian.mttr.resolve", nil, nil),
      ("google.mttr", 723, 726), ("pagerduty.impact", 723, 726),
      ("pagerduty.response", 110, 116), ("gitlab.mttd", 613, 610), ("gitlab.mttm", 708, 712),
      ("gitlab.mttr", 723, 726), ("datadog.detect", 613, 610), ("datadog.repair", 110, 116),
      ("datadog.resolve", nil, nil), ("dora.restore", 723, 726), ("dora.recovery", nil, nil),
      ("page.duration", 110, nil), ("ttr.page", 738, nil),
    ] as [(String, Double?, Double?)])
  func `starts and stops each clock where its publisher does`(
    id: String, declared: Double?, measured: Double?
  ) {
    #expect(minutes(id, .declared, outage) == declared)
    #expect(minutes(id, .measured, outage) == measured)
  }

  @Test func `tells every definition once on each basis`() {
    let all = PublishedMeasures.all(outage).filter { $0.service == nil && $0.basis == .declared }
    #expect(all.map(\.id) == MeasureDefinition.published.map(\.id))
    #expect(Set(all.map(\.id)).count == all.count)
  }

  @Test func `names both ends and their provenance`() throws {
    let ttd = try #require(measure("atlassian.ttd", .measured, outage))
    #expect(ttd.start?.kind == .onset && ttd.start?.provenance == .counts)
    #expect(ttd.start?.evidence == "impact.gateway.w1")
    #expect(ttd.stop?.kind == .alerted && ttd.stop?.provenance.name == "pager")
    #expect(ttd.length?.shortest == .seconds(610 * 60 - 90))
    #expect(ttd.length?.longest == .seconds(610 * 60 + 90))
  }

  // MARK: - The seed incident

  @Test(
    arguments: [
      ("atlassian.ttr", 333, 336), ("gitlab.mttm", 125, 335), ("ttr.page", 45, nil),
      ("page.duration", 24, nil), ("dora.restore", 333, 336), ("datadog.repair", 333, 334),
      ("atlassian.mtta", nil, nil),
    ] as [(String, Double?, Double?)])
  func `gives the minutes of the seed incident`(id: String, declared: Double?, measured: Double?) {
    #expect(minutes(id, .declared, ClockSample.input) == declared)
    #expect(minutes(id, .measured, ClockSample.input) == measured)
  }

  @Test func `gives a reason and never zero for one stamp written twice`() {
    let ttd = measure("atlassian.ttd", .declared, ClockSample.input)
    #expect(ttd?.reason == .notIndependent)
    #expect(ttd?.start != nil && ttd?.stop != nil)
    #expect(minutes("atlassian.ttd", .measured, ClockSample.input) == 2)
  }

  @Test func `takes no outage for a failed deployment`() throws {
    let input = F.input(
      [F.stamp(.deployed, "09:58", .chat)], [F.impact(F.window("cart", "10:00", "12:00"))])
    #expect(measure("dora.recovery", .measured, input)?.reason == .notADeploymentFailure)
    let failed = F.stamp(.deployed, "09:58", .chat)
    let recovery = measure("dora.recovery", .measured, input, failedDeployment: failed)
    #expect(recovery?.length?.span == .minutes(122))
    #expect(recovery?.start?.kind == .deployed)
  }

  // MARK: - Refusals

  @Test func `measures nothing from nothing`() {
    let all = PublishedMeasures.all(F.input())
    #expect(!all.isEmpty && all.allSatisfy { $0.length == nil && $0.service == nil })
    let ttr = all.first { $0.id == "atlassian.ttr" }
    #expect(ttr?.reason == .missing([.impactStart, .impactEnd]))
    #expect(
      ttr?.reason?.text == "not measured: no start of impact and no end of impact is known")
    let resolve = all.first { $0.id == "datadog.resolve" }
    #expect(resolve?.reason == .unrecorded([.declaration]))
  }

  @Test(arguments: [(Milestone.Clock.pager, false), (.report, true), (.chat, true)])
  func `trusts no tool that dates both onset and alert`(clock: Milestone.Clock, isMeasured: Bool) {
    let input = F.input([F.stamp(.onset, "10:00", clock), F.stamp(.detected, "10:05", clock)])
    let ttd = measure("gitlab.mttd", .declared, input)
    #expect((ttd?.length != nil) == isMeasured)
    if !isMeasured { #expect(ttd?.reason == .notIndependent) }
  }

  @Test func `does not take the page for the end of impact`() {
    let input = F.input([F.stamp(.onset, "10:00", .report), F.stamp(.resolved, "10:52", .page)])
    #expect(measure("atlassian.ttr", .declared, input)?.reason == .missing([.impactEnd]))
    #expect(minutes("ttr.page", .declared, input) == 52)
  }

  // MARK: - Services

  private let two = F.input(
    [
      F.stamp(.onset, "10:00", .report), F.stamp(.alerted, "10:09", .pager, service: "webhooks"),
      F.stamp(.resolved, "15:40", .report), F.stamp(.ended, "12:10", .report, service: "webhooks"),
    ],
    [
      F.impact(F.window("webhooks", "10:07", "12:07")),
      F.impact(F.window("apps", "13:45", "15:40")),
    ])

  @Test func `gives span and union for the incident and each service`() throws {
    let whole = try #require(measure("atlassian.ttr", .measured, two))
    #expect(whole.length?.span == .minutes(333))
    #expect(whole.union?.span == .minutes(235))
    #expect(whole.union?.shortest == .minutes(231) && whole.union?.longest == .minutes(239))
    let apps = measure("atlassian.ttr", .measured, two, service: "apps")
    #expect(apps?.length?.span == .minutes(115) && apps?.union?.span == .minutes(115))
    #expect(measure("gitlab.mttm", .measured, two)?.union == nil)
  }

  @Test func `takes an alert of another service for none of its own`() {
    #expect(minutes("atlassian.ttd", .measured, two, service: "webhooks") == 2)
    #expect(measure("atlassian.ttd", .measured, two, service: "apps")?.length == nil)
  }

  @Test func `declares for a service only what a stamp says of it`() {
    #expect(minutes("atlassian.ttr", .declared, two, service: "webhooks") == 130)
    #expect(measure("atlassian.ttr", .declared, two, service: "apps") == nil)
  }

  @Test func `leaves the open side of a censored measure open`() {
    let open = F.input([], [F.impact(F.window("cart", "10:00", "12:00", hasEnded: false))])
    let ttr = measure("atlassian.ttr", .measured, open)
    #expect(ttr?.length?.longest == nil && ttr?.length?.shortest == .minutes(118))
    #expect(ttr?.union?.longest == nil)
    #expect(ttr?.note == "censored: at least this long")
  }

  @Test func `says that an alert came before the impact`() {
    let input = F.input(
      [F.stamp(.alerted, "09:45", .pager, service: "cart")],
      [F.impact(F.window("cart", "10:00", "12:00"))])
    let ttd = measure("atlassian.ttd", .measured, input)
    #expect(ttd?.length?.span == .minutes(-15))
    #expect(ttd?.note == "detected before measurable impact")
  }

  @Test func `gives the same list for any order of the input`() {
    var generator = SeededGenerator(seed: 11)
    let text = { (input: ClockInput) in
      PublishedMeasures.all(input).map { "\($0.id) \($0.basis) \($0.service ?? "") \($0.value)" }
    }
    for _ in 0..<10 {
      var input = ClockSample.input
      input.milestones.shuffle(using: &generator)
      input.impacts.shuffle(using: &generator)
      #expect(text(input) == text(ClockSample.input))
    }
  }
}
