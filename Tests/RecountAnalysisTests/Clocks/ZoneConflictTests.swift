// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

private typealias F = ClockFixture

/// C10: a clock that was read in a wrong zone.
struct ZoneConflictTests {
  private let cart = F.impact(F.window("cart", "10:00", "12:00"))

  /// Stamps that are right by themselves, all moved by `steps` quarters of an hour.
  private func input(steps: Int64, clock: Milestone.Clock = .report) -> ClockInput {
    let right = [
      F.stamp(.onset, "10:00", clock), F.stamp(.detected, "10:06", clock),
      F.stamp(.resolved, "12:02", clock),
    ]
    let moved = right.map { stamp in
      var stamp = stamp
      stamp.time = stamp.time + .minutes(15 * steps)
      return stamp
    }
    return F.input(
      moved + [F.stamp(.recoveryStarted, "11:45", .chat)], [cart],
      coverage: TimeRange(start: F.at("00:00"), end: F.at("23:00")))
  }

  @Test(arguments: [-1, -2, -4, -20, -22, -32] as [Int64])
  func `finds the shift of stamps that are too early`(steps: Int64) throws {
    let found = F.conflicts(.zone, input(steps: steps))
    let suggestion = try #require(found.first)
    #expect(found.count == 1)
    #expect(suggestion.clock == .report)
    #expect(suggestion.distance == .minutes(-15 * steps))
  }

  /// Too late stamps have one conflict, C4, unless they pass the end; what is found must be right.
  @Test(arguments: Array(stride(from: -56, through: 56, by: 7)) as [Int64])
  func `never suggests a wrong shift`(steps: Int64) {
    let found = F.conflicts(.zone, input(steps: steps))
    #expect(found.allSatisfy { $0.distance == .minutes(-15 * steps) })
    if (-40 ... -1).contains(steps) { #expect(found.count == 1) }
  }

  @Test(arguments: [0, 4, 20] as [Int64])
  func `needs two conflicts`(steps: Int64) {
    let shifted = input(steps: steps)
    let others = ClockAnalysis.analyze(shifted).conflicts.filter { $0.code != .zone }
    #expect(others.count == (steps == 0 ? 0 : 1))
    #expect(F.conflicts(.zone, shifted).isEmpty)
  }

  @Test func `names clock, shift and conflicts and moves nothing`() {
    let shifted = input(steps: -20)
    let conflicts = ClockAnalysis.analyze(shifted).conflicts
    #expect(conflicts.map(\.code.rawValue) == ["C1", "C2", "C3", "C5", "C10"])
    #expect(
      conflicts.last?.sentence
        == "The report may be in another zone: with its stamps 5 hours later 4 conflicts "
        + "(C1, C2, C3 and C5) would be gone and none added. No stamp was moved.")
    #expect(conflicts.last?.evidence == ["report:onset", "report:detected", "report:resolved"])
    let onset = ClockAnalysis.analyze(shifted).measures.first { $0.name == "ttr.declared" }?.from
    #expect(onset?.time.time == F.at("05:00"))
  }

  @Test func `takes a clock that closed too early for no zone error`() {
    let input = F.input(
      [
        F.stamp(.resolved, "10:52", .page), F.stamp(.recoveryStarted, "11:00", .report),
        F.stamp(.onset, "10:00", .report),
      ], [cart, F.impact(F.window("apps", "13:00", "14:00"))])
    let codes = ClockAnalysis.analyze(input).conflicts.map(\.code.rawValue)
    #expect(codes == ["C1", "C2", "C3"])
  }

  @Test func `suggests nothing when each shift adds a conflict`() {
    let input = F.input(
      [F.stamp(.onset, "11:00", .report), F.stamp(.resolved, "11:30", .report)], [cart])
    #expect(ClockAnalysis.analyze(input).conflicts.map(\.code.rawValue) == ["C1", "C4"])
  }
}
