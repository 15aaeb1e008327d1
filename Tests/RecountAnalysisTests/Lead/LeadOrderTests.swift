// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct LeadOrderTests {
  private let base = Timestamp(CivilDate(year: 2022, month: 12, day: 16), hour: 10)

  /// An onset in the bin of `minute`, its half bins included, as windows give it.
  private func onset(
    _ service: String, _ minute: Int64, width: Int64 = 1, isVisible: Bool = true
  ) -> LeadOnset {
    let time = base + .minutes(minute)
    let half = TimeSpan(microseconds: width * 30_000_000)
    return LeadOnset(
      service: service,
      time: TimeEstimate(time: time, earliest: time - half, latest: time + half),
      binWidth: .minutes(width), isVisible: isVisible)
  }

  @Test func `two bins apart is a claim with its lag`() throws {
    let order = LeadAnalysis.order(onset("b", 9), onset("a", 7), skew: .sameClock)
    guard case .leads(let claim) = order else {
      Issue.record("no claim")
      return
    }
    #expect(claim.leader == "a" && claim.follower == "b")
    #expect(claim.lag == .minutes(2))
    #expect(claim.shortest == .minutes(1) && claim.longest == .minutes(3))
    #expect(!claim.assumesSkew)
    #expect(order.refusal == nil)
  }

  @Test func `neighbouring bins cannot be ordered`() {
    let order = LeadAnalysis.order(onset("b", 7), onset("a", 8), skew: .sameClock)
    #expect(order.leader == nil)
    #expect(order.refusal == .cannotOrder)
    guard case .cannotOrder(let abstention) = order else { return }
    #expect(abstention.reason == .overlap)
    #expect(abstention.services == ["a", "b"])
    #expect(abstention.lag == .minutes(-1))
  }

  @Test(arguments: [
    (ClockSkew.unknown, 2, nil), (.unknown, 3, "a"), (.within(.seconds(90)), 2, nil),
    (.within(.seconds(-90)), 2, nil), (.within(.seconds(30)), 2, "a"),
  ])
  func `the clocks are allowed for`(skew: ClockSkew, minutes: Int64, leader: String?) {
    let order = LeadAnalysis.order(onset("a", 0), onset("b", minutes), skew: skew)
    #expect(order.leader == leader)
    switch order {
    case .leads(let claim): #expect(claim.assumesSkew == (skew == .unknown))
    case .cannotOrder(let abstention): #expect(abstention.reason == .skew)
    }
  }

  @Test func `the wider bin counts`() {
    let wide = onset("b", 10, width: 5)
    #expect(LeadAnalysis.order(onset("a", 5), wide, skew: .sameClock).leader == nil)
    #expect(LeadAnalysis.order(onset("a", 4), wide, skew: .sameClock).leader == "a")
  }

  @Test func `what was broken when the logs begin cannot be ordered`() {
    for (first, second) in [(true, false), (false, true)] {
      let order = LeadAnalysis.order(
        onset("a", 0, isVisible: first), onset("b", 30, isVisible: second), skew: .sameClock)
      guard case .cannotOrder(let abstention) = order else {
        Issue.record("a claim")
        return
      }
      #expect(abstention.reason == .censored)
    }
  }

  @Test func `every pair is ordered once whatever the order of the onsets`() {
    let onsets = [onset("c", 9), onset("a", 0), onset("b", 5)]
    let orders = LeadAnalysis.orders(onsets, skew: .sameClock)
    #expect(orders.map(\.leader) == ["a", "a", "b"])
    #expect(orders == LeadAnalysis.orders(onsets.reversed(), skew: .sameClock))
    #expect(LeadAnalysis.orders([], skew: .sameClock).isEmpty)
  }

  @Test func `the onset is that of the first window that matters`() throws {
    var failed = [Int](repeating: 10, count: 1440)
    for minute in 200..<204 { failed[minute] = 60 }
    for minute in 600..<630 { failed[minute] = 400 }
    for minute in 700..<800 { failed[minute] = 600 }
    let total = [Int](repeating: 1000, count: failed.count)
    let series = CountSeries.minutes(failed: failed, total: total)
    let impact = ImpactAnalysis.analyze(series)
    #expect(impact.windows.count == 3)
    let onset = try #require(LeadOnset(of: impact))
    #expect(series.index(onset.time.time) == 600)
    #expect(onset.isVisible && onset.binWidth == .minute)
    let late = TimeRange(start: series.time(650), end: series.time(1000))
    #expect(LeadOnset(of: impact, in: late).map { series.index($0.time.time) } == 700)
    let quiet = TimeRange(start: series.time(900), end: series.time(1000))
    #expect(LeadOnset(of: impact, in: quiet) == nil)
  }
}
