// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct ImpactTotalsTests {
  @Test func `span, union and sum of overlapping and separate windows`() throws {
    let impacts = [
      impact([window(from: 607, to: 727)]),
      impact([window(from: 825, to: 940), window(from: 700, to: 730, kind: .silent)]),
      impact([window(from: 610, to: 620)]),
    ]
    let totals = ImpactAnalysis.totals(of: impacts)
    #expect(totals.map(\.unit) == [.request])
    let total = try #require(totals.first?.totals)
    #expect(total.spanMinutes == 333)
    #expect(total.unionMinutes == 235)
    #expect(total.sumMinutes == 245)
    #expect(total.windows == 3)
    #expect(total.gross == 300)
  }

  @Test func `half widths add as squares`() throws {
    let impacts = [
      impact([window(excess: (100, 30))]), impact([window(excess: (50, 40))]),
    ]
    let excess = try #require(ImpactAnalysis.totals(of: impacts).first?.totals.excess)
    #expect(excess.value == 150)
    #expect(excess.interval == Interval(low: 100, high: 200))
  }

  @Test func `one refused excess refuses the total`() throws {
    let impacts = [impact([window(excess: (100, 30))]), impact([window()])]
    let total = try #require(ImpactAnalysis.totals(of: impacts).first?.totals)
    #expect(total.excess == nil)
    #expect(total.unmeasured == 1)
  }

  @Test func `units are kept apart and in order`() {
    let impacts = [
      impact([window(unit: .step)]), impact([window()]), impact([window(unit: .step)]),
    ]
    let totals = ImpactAnalysis.totals(of: impacts)
    #expect(totals.map(\.unit) == [.request, .step])
    #expect(totals.map(\.totals.windows) == [1, 2])
    #expect(ImpactAnalysis.totals(of: []).isEmpty)
  }

  private func impact(_ windows: [ImpactWindow]) -> ServiceImpact {
    ServiceImpact(series: .minutes(failed: [], total: []), windows: windows)
  }

  private func window(
    from start: Int64 = 0, to end: Int64 = 60, unit: EventUnit = .request,
    kind: ImpactWindow.Kind = .failing, excess: (Double, Double)? = nil
  ) -> ImpactWindow {
    func at(_ minute: Int64) -> TimeEstimate {
      let time = Timestamp(seconds: minute * 60)
      return TimeEstimate(time: time, earliest: time, latest: time)
    }
    return ImpactWindow(
      service: "svc", unit: unit, kind: kind, ordinal: 1, onset: at(start), end: at(end),
      hasEnded: true, hasOnset: true, failed: 100, total: 1000,
      excess: excess.map {
        Estimate(value: $0.0, interval: Interval(low: $0.0 - $0.1, high: $0.0 + $0.1))
      },
      peakShare: 0.5, peakTime: Timestamp(seconds: 0), binWidth: .minute, baseShare: 0.01,
      dispersion: 1)
  }
}
