// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import Testing

@Suite struct OutcomeTests {
  @Test func `has a name for every case that reads back`() {
    for outcome in Outcome.allCases { #expect(Outcome(name: outcome.name) == outcome) }
    #expect(Outcome(name: "Success") == nil && Outcome(name: "") == nil)
  }

  @Test func `counts failures, errors and timeouts as failed`() {
    #expect(Outcome.allCases.filter(\.isFailed) == [.failure, .error, .timeout])
    #expect(Outcome.allCases.filter { !$0.isTrial } == [.skipped])
  }

  @Test func `names each thing by one word of its own`() {
    #expect(Set(Outcome.allCases.map(\.name)).count == Outcome.allCases.count)
    #expect(Set(FailureClass.allCases.map(\.name)).count == FailureClass.allCases.count)
    #expect(Set(RejectReason.allCases.map(\.name)).count == RejectReason.allCases.count)
    #expect(Set(RejectReason.allCases.map(\.sentence)).count == RejectReason.allCases.count)
    #expect(Set(TimeQuality.allCases.map(\.name)).count == TimeQuality.allCases.count)
  }

  @Test func `has a plural for all counts but one`() {
    #expect([0, 1, 2].map(EventUnit.step.noun) == ["steps", "step", "steps"])
  }
}
