// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

/// C9: who is named and who is hit.
struct ScopeConflictTests {
  private let cart = F.impact(F.window("cart", "10:00", "12:00"))
  private let quiet = F.impact(service: "search")

  private func sentences(_ input: ClockInput) -> [String] {
    F.conflicts(.scope, input).map(\.sentence)
  }

  @Test func `says nothing when nobody names a service`() {
    let input = F.input([F.stamp(.resolved, "12:05", .page)], [cart, quiet])
    #expect(sentences(input).isEmpty)
  }

  @Test func `finds an impacted service that nobody names`() {
    let input = F.input(
      [F.stamp(.onset, "10:00", .report, service: "search")], [cart, quiet])
    #expect(
      sentences(input) == [
        "No record or claim names cart, which is impacted between 2022-12-16 10:00 and 12:00 UTC, "
          + "with 900 [800, 1,000] failed requests above the baseline.",
        "The report names search as affected; none of its impact is visible in these logs.",
      ])
  }

  @Test func `tells many services that nobody names in one sentence`() {
    let others = ["a", "b", "c"].map { F.impact(F.window($0, "10:00", "12:00")) }
    let input = F.input([], others + [quiet, cart], namedServices: ["cart"])
    #expect(
      sentences(input) == [
        "No record or claim names a, b and c, which are impacted between 2022-12-16 10:00 and "
          + "12:00 UTC."
      ])
  }

  @Test func `says above what an impact would have been seen`() {
    var floor = quiet
    floor.minimumDetectable = 31.6
    let input = F.input([], [cart, floor], namedServices: ["cart", "search"])
    #expect(
      sentences(input) == [
        "The report names search as affected; none of its impact is visible in these logs above "
          + "32 failed requests an hour."
      ])
  }

  @Test func `does not judge a service whose logs cannot tell`() {
    let named: Set<String> = ["cart", "search", "billing"]
    var refused = quiet
    refused.refusals = [
      Refusal(
        reason: .insufficientEvents, service: "search", unit: .request, about: "windows",
        explanation: "")
    ]
    #expect(sentences(F.input([], [cart, refused], namedServices: named)).isEmpty)
    let dark = F.impact(service: "search", covered: { $0 < F.at("10:00") })
    #expect(sentences(F.input([], [cart, dark], namedServices: named)).isEmpty)
  }

  @Test func `takes an alert and a deployment for no claim of impact`() {
    let input = F.input(
      [
        F.stamp(.alerted, "10:05", .pager, service: "search"),
        F.stamp(.deployed, "09:55", .chat, service: "search"),
        F.stamp(.note, "10:10", .telemetry, service: "search"),
      ], [cart, quiet])
    #expect(sentences(input).isEmpty)
  }

  @Test func `does not tell spellings of a name apart`() {
    let desk = F.impact(F.window("jira-service-management", "10:00", "12:00"))
    let input = F.input([], [desk], namedServices: ["Jira Service_Management"])
    #expect(sentences(input).isEmpty)
  }
}
