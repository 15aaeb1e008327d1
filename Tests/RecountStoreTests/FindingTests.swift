// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountStore
import Testing

struct FindingTests {
  private var window: ImpactWindow {
    func around(_ time: Timestamp) -> TimeEstimate {
      TimeEstimate(time: time, earliest: time - .minute, latest: time + .minute)
    }
    return ImpactWindow(
      service: "web", unit: .request, kind: .failing, ordinal: 1, onset: around(.at(10, 7)),
      end: around(.at(15, 40)), hasEnded: true, hasOnset: true, failed: 60, total: 100,
      peakShare: 0.9, peakTime: .at(11, 0), binWidth: .minute, baseShare: 0.01, dispersion: 1.2)
  }

  @Test func `windows and figures are replaced, not added`() throws {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let figure = Figure(
      id: "impact.web.w1.excess", label: "excess", value: 59,
      interval: Interval(low: 50, high: 65), unit: "requests",
      baseRange: TimeRange(start: .at(4, 0), end: .at(10, 0)), dispersion: 1.2, count: 100,
      sql: "SELECT 1", method: "Counted.")
    let bare = Figure(
      id: "clock.ttr", label: "ttr", value: 333, unit: "minutes", sql: "", method: "")
    try writer.replaceFindings(windows: [window], figures: [figure, bare])
    try writer.replaceFindings(windows: [window], figures: [bare, figure])
    #expect(
      try file.rows("SELECT id FROM figures ORDER BY id") == [[.text(bare.id)], [.text(figure.id)]])
    #expect(
      try file.rows(
        "SELECT value, low, high, n, dispersion, base_start_us FROM figures ORDER BY id")
        == [
          [.real(333), .null, .null, .null, .null, .null],
          [
            .real(59), .real(50), .real(65), .integer(100), .real(1.2),
            .integer(Timestamp.at(4, 0).microseconds),
          ],
        ])
    #expect(
      try file.rows("SELECT figure, onset, \"end\", ended, failed, total FROM windows") == [
        [
          .text("impact.web.w1"), .text("2022-12-16T10:07:00.000000Z"),
          .text("2022-12-16T15:40:00.000000Z"), .integer(1), .integer(60), .integer(100),
        ]
      ])
    #expect(
      try file.rows("SELECT kind FROM timeline ORDER BY time_us") == [
        [.text("onset")], [.text("ended")],
      ])
    try writer.replaceFindings(windows: [], figures: [])
    #expect(try file.count("windows") == .integer(0))
  }
}
