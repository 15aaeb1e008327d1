// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountAnalysis
import RecountModel
import RecountValidation
import Testing

@Suite struct ImpactRecoveryTests {
  private func minute(_ minute: Int64) -> Timestamp { Timestamp(seconds: minute * 60) }

  private func phase(
    _ start: Int64, _ end: Int64, _ level: Double, _ shape: Phase.Shape = .plateau
  ) -> Phase {
    func at(_ minute: Int64) -> TimeEstimate {
      TimeEstimate(
        time: self.minute(minute), earliest: self.minute(minute) - .minutes(2),
        latest: self.minute(minute) + .minutes(2))
    }
    return Phase(start: at(start), end: at(end), level: level, shape: shape)
  }

  private func impact(_ windows: [[Phase]], hasEnded: Bool = true) -> ServiceImpact {
    let windows = windows.enumerated().compactMap { index, phases -> ImpactWindow? in
      guard let first = phases.first, let last = phases.last else { return nil }
      return ImpactWindow(
        service: "svc", unit: .request, kind: .failing, ordinal: index + 1, onset: first.start,
        end: last.end, hasEnded: hasEnded, hasOnset: true, phases: phases, failed: 1, total: 1,
        peakShare: 0.6, peakTime: first.start.time, binWidth: .minute, baseShare: 0.02,
        dispersion: 1)
    }
    return ServiceImpact(series: .minutes(failed: [], total: []), windows: windows)
  }

  @Test func `a ramp to the base passes a tenth after nine tenths of it`() throws {
    let impact = impact([[phase(0, 60, 0.52), phase(60, 160, 0.27, .ramp)]])
    let recovery = try #require(ImpactAnalysis.recovery(of: impact))
    #expect(recovery.time.time == minute(150))
    #expect(recovery.time.earliest == minute(148))
    #expect(recovery.relapse == nil)
    #expect(recovery.note == nil)
  }

  @Test func `a plateau above a tenth is no recovery`() {
    let impact = impact([
      [phase(0, 60, 0.75), phase(60, 130, 0.5, .ramp), phase(130, 333, 0.2)]
    ])
    #expect(ImpactAnalysis.recovery(of: impact)?.time.time == minute(333))
  }

  @Test func `a low tail is recovery`() {
    let impact = impact([[phase(0, 60, 0.75), phase(60, 200, 0.05)]])
    #expect(ImpactAnalysis.recovery(of: impact)?.time.time == minute(60))
  }

  @Test func `a tail shorter than ten minutes before it rises again is none`() {
    let impact = impact([[phase(0, 60, 0.75), phase(60, 67, 0.05), phase(67, 100, 0.6)]])
    #expect(ImpactAnalysis.recovery(of: impact)?.time.time == minute(100))
  }

  @Test func `a later relapse keeps it, with a note`() throws {
    let impact = impact([[phase(0, 60, 0.75)], [phase(100, 130, 0.4)]])
    let recovery = try #require(ImpactAnalysis.recovery(of: impact))
    #expect(recovery.time.time == minute(60))
    #expect(recovery.window == 1)
    #expect(recovery.relapse?.time == minute(100))
    #expect(recovery.note == "a later window of svc begins at 1970-01-01 01:40")
  }

  @Test func `a relapse within ten minutes undoes it`() {
    let impact = impact([[phase(0, 60, 0.75)], [phase(67, 130, 0.4)]])
    #expect(ImpactAnalysis.recovery(of: impact)?.time.time == minute(130))
    #expect(ImpactAnalysis.recovery(of: impact)?.window == 2)
  }

  @Test func `windows over before the incident are left out`() {
    let impact = impact([[phase(0, 60, 0.75)], [phase(100, 130, 0.4)]])
    #expect(ImpactAnalysis.recovery(of: impact, after: minute(90))?.time.time == minute(130))
  }

  @Test func `impact to the end of the data has not recovered`() {
    #expect(ImpactAnalysis.recovery(of: impact([[phase(0, 60, 0.7)]], hasEnded: false)) == nil)
    #expect(ImpactAnalysis.recovery(of: impact([])) == nil)
  }
}
