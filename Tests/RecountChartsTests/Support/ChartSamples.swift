// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// Seeded counts around one incident of 16 December 2022.
enum ChartSamples {
  static let twoDays = range("2022-12-15T00:00", "2022-12-17T00:00")
  static let eightHours = range("2022-12-16T08:30", "2022-12-16T16:30")

  static let text = ChartText(
    title: "Requests and failures", finding: "The failed share rises from 0.2% to 60% at 10:07 UTC."
  )
  static let plain = ChartText(title: "Title", finding: "Finding.")

  static func time(_ text: String) -> Timestamp {
    Timestamp(parsing: text) ?? Timestamp(seconds: 0)
  }

  static func range(_ start: String, _ end: String) -> TimeRange {
    TimeRange(start: time(start), end: time(end))
  }

  static func band(_ start: String, _ end: String, _ label: String) -> ChartBand {
    ChartBand(range: range("2022-12-16T" + start, "2022-12-16T" + end), label: label)
  }

  static func mark(_ number: Int, _ clock: String, _ label: String) -> ChartMark {
    ChartMark(
      number: number, time: time("2022-12-16T" + clock), label: label,
      basis: number == 1 ? .measured : .declared)
  }

  static let marks = [
    mark(1, "10:07", "onset"), mark(2, "10:28", "status page: investigating"),
    mark(3, "10:29", "first ticket"), mark(4, "11:00", "recovery started"),
    mark(5, "12:12", "mitigated"), mark(6, "15:40", "resolved"),
  ]

  /// Minute bins over two days; integer arithmetic, so the same on every machine.
  static func incident(
    seed: UInt64, perMinute: Int, level: Double = 0.6, gap: Range<Int> = 0..<0
  ) -> ChartCounts {
    var random = SeededGenerator(seed: seed)
    var total: [Double?] = []
    var failed: [Double?] = []
    for minute in 0..<2880 {
      let hour = abs(minute / 60 % 24 - 12)
      let events = perMinute * (14 - hour) / 14 + random.below(max(1, perMinute / 10))
      let since = minute - (1440 + 607)
      var share = 0.002
      if (0..<53).contains(since) { share = level }
      if (53..<125).contains(since) { share = level * (1 - 0.8 * Double(since - 53) / 72) }
      if (125..<333).contains(since) { share = level * 0.2 }
      let expected = Double(events) * share
      let failures = (expected * (0.8 + 0.4 * random.unit())).rounded()
      total.append(gap.contains(minute) ? nil : Double(events))
      failed.append(gap.contains(minute) ? nil : min(failures, Double(events)))
    }
    return ChartCounts(start: twoDays.start, binWidth: .minute, total: total, failed: failed)
  }

  static func flat(_ total: Double?, _ failed: Double?, count: Int) -> ChartCounts {
    ChartCounts(
      start: eightHours.start, binWidth: .minute, total: Array(repeating: total, count: count),
      failed: Array(repeating: failed, count: count))
  }

  /// As little to compress as a chart can meet.
  static func noise(seed: UInt64, bins: Int) -> ChartCounts {
    var random = SeededGenerator(seed: seed)
    var total: [Double?] = []
    var failed: [Double?] = []
    for _ in 0..<bins {
      let isGap = random.below(40) == 0
      total.append(isGap ? nil : Double(30 + random.below(100)))
      failed.append(isGap ? nil : Double(random.below(30)))
    }
    return ChartCounts(
      start: twoDays.start, binWidth: .seconds(3), total: total, failed: failed)
  }

  static let hostile = "<script>alert('x')</script> & \"\u{202E}\u{1B}[31m\u{0}]]>\n\u{FFFF}"

  static func overview(_ range: TimeRange = twoDays) -> OverviewChart {
    OverviewChart(
      id: "overview", text: text, axis: TimeAxis(range), noun: "requests",
      counts: incident(seed: 1, perMinute: 3000, gap: 600..<780),
      bands: [band("10:07", "15:40", "web 10:07–15:40"), band("10:07", "12:07", "api")],
      marks: marks)
  }

  static func strips(_ range: TimeRange = twoDays) -> StripChart {
    let strips = [
      ChartStrip(
        label: "artifact-manager", counts: incident(seed: 2, perMinute: 3000),
        bands: [band("10:07", "15:40", "10:07–15:40")]),
      ChartStrip(
        label: "jira-service-management", counts: incident(seed: 3, perMinute: 5, level: 0.3)),
      ChartStrip(
        label: hostile, counts: incident(seed: 4, perMinute: 200, level: 0.05, gap: 100..<500)),
      ChartStrip(label: "quiet", counts: incident(seed: 5, perMinute: 300, level: 0)),
    ]
    return StripChart(
      id: "strips", text: text, axis: TimeAxis(range), strips: strips, marks: marks,
      bandName: "impact window")
  }
}
