// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import Testing

private typealias F = ClockFixture

/// Stamps of another year, in the wrong order, or without any length between them: flagged, and in no
/// measure and no portfolio.
struct MistypedStampTests {
  private static func moved(_ stamp: Milestone, days: Int64) -> Milestone {
    var stamp = stamp
    stamp.time = stamp.time + .hours(24 * days)
    return stamp
  }

  private static let onset = F.stamp(.onset, "10:07", .report)
  private static let resolved = F.stamp(.resolved, "15:40", .report)

  private static func portfolio(_ input: ClockInput) -> PortfolioSummary? {
    let entries = PublishedMeasures.all(input).filter { $0.service == nil }.map {
      PortfolioEntry(incident: "one", start: nil, $0)
    }
    return Portfolio.summaries(entries).first { $0.measure == "google.mttr.declared" }
  }

  @Test(arguments: [365, 366, -365, 730] as [Int64])
  func `a resolution in another year is told and measures nothing`(days: Int64) throws {
    let input = F.input([Self.onset, Self.moved(Self.resolved, days: days)])
    let measure = try #require(F.measures(input)["ttr.declared"])
    #expect(measure.span == nil)
    #expect(measure.note?.contains("lies most of a year from the other stamps") == true)
    let told = try #require(F.conflicts(.order, input).first)
    #expect(told.sentence.contains("its year may be mistyped, and no measure uses it"))
    #expect(Self.portfolio(input)?.count == 0 && Self.portfolio(input)?.notMeasured == 1)
  }

  @Test func `a length that is true is kept, however long`() {
    let input = F.input([Self.onset, Self.moved(Self.resolved, days: 299)])
    #expect(F.measures(input)["ttr.declared"]?.minutes == Double(299 * 1440 + 333))
    #expect(F.conflicts(.order, input).isEmpty)
  }

  @Test func `the year of the logs is the right one, else that of the most stamps`() {
    let late = Self.moved(Self.resolved, days: 365)
    let detected = Self.moved(F.stamp(.detected, "10:12", .report), days: 365)
    func strays(_ coverage: TimeRange?) -> [String] {
      F.conflicts(.order, F.input([Self.onset, detected, late], coverage: coverage))
        .flatMap(\.evidence)
    }
    #expect(strays(nil) == ["report:onset"])
    #expect(
      strays(TimeRange(start: F.at("08:00"), end: F.at("18:00")))
        == ["report:detected", "report:resolved"])
  }

  @Test func `a stray stamp moves no window into the incident`() {
    let other = F.impact(F.window("search", "1T10:00", "1T12:00"))
    let cart = F.impact(F.window("cart", "10:00", "12:00"))
    let stamps = [Self.onset, Self.moved(Self.resolved, days: 365)]
    let coverage = TimeRange(start: F.at("00:00"), end: F.at("1T18:00"))
    let findings = ClockAnalysis.analyze(F.input(stamps, [cart, other], coverage: coverage))
    #expect(findings.setAside.map(\.figure) == ["impact.search.w1"])
  }

  @Test func `stamps that run backwards are flagged and are no length`() throws {
    let input = F.input([Self.onset, F.stamp(.resolved, "09:40", .report)])
    let measure = try #require(F.measures(input)["ttr.declared"])
    #expect(measure.span == nil)
    #expect(measure.note == "not measured: its stamps run backwards by 27 minutes")
    #expect(F.conflicts(.order, input).count == 1)
    #expect(
      ClockAnalysis.analyze(input).undefined.contains {
        $0.measure == "ttr.declared" && $0.missing.isEmpty
      })
    #expect(Self.portfolio(input)?.count == 0)
    // Within their rounding they may be in order.
    let close = F.input([Self.onset, F.stamp(.resolved, "10:06:30", .report)])
    #expect(F.measures(close)["ttr.declared"]?.span != nil)
  }

  @Test func `one stamp twice is no length`() {
    let input = F.input([Self.onset, F.stamp(.resolved, "10:07", .report)])
    #expect(F.measures(input)["ttr.declared"]?.span == nil)
    #expect(F.measures(input)["ttr.declared"]?.note == "not independently measured")
    #expect(Self.portfolio(input)?.count == 0 && Self.portfolio(input)?.notMeasured == 1)
  }
}
