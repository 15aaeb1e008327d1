// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// Charts of several series around the same day.
extension ChartSamples {
  /// Minute bins over two days; integer steps and products only, so the same on every machine.
  static func quantiles(_ range: TimeRange = eightHours) -> QuantileChart {
    var random = SeededGenerator(seed: 11)
    var lines: [[Double?]] = [[], [], []]
    for minute in 0..<2880 {
      let since = minute - (1440 + 607)
      let isNone = (200..<260).contains(minute) || (1440 + 780..<1440 + 800).contains(minute)
      let stress = (0..<53).contains(since) ? 30.0 : (53..<333).contains(since) ? 4.0 : 1.0
      for (index, base) in [42_000.0, 310_000, 1_150_000].enumerated() {
        let share = [0.3, 1, 1.4][index]
        let level = base * (1 + (stress - 1) * share * 0.3) * (0.85 + 0.3 * random.unit())
        lines[index].append(isNone ? nil : level.rounded())
      }
    }
    return QuantileChart(
      id: "latency",
      text: ChartText(
        title: "Durations",
        finding: "99% of requests took up to 1.3 s before 10:07 UTC and up to 17 s after."),
      axis: TimeAxis(range), noun: "requests", start: twoDays.start, binWidth: .minute,
      lines: zip(["50%", "95%", "99%"], lines).map { .init(label: $0, values: $1) },
      bands: [band("10:07", "15:40", "web 10:07–15:40"), band("10:07", "12:07", "api")],
      marks: marks)
  }

  static func stack(_ range: TimeRange = eightHours) -> StackChart {
    let names = [
      "timeout", "connection refused", "bad gateway from upstream", "out of memory", "disk full",
      "cancelled", "unknown",
    ]
    let levels = [0.3, 0.15, 0.12, 0.1, 0.06, 0.03, 0.02]
    let classes = zip(names, levels).enumerated().map { index, part in
      let counts = incident(
        seed: UInt64(40 + index), perMinute: 900, level: part.1, gap: 1440 + 860..<1440 + 890)
      return StackChart.Class(label: part.0, values: counts.failed.values)
    }
    return StackChart(
      id: "kinds",
      text: ChartText(
        title: "Failures by kind", finding: "Timeouts are the largest of seven kinds."),
      axis: TimeAxis(range), noun: "failures", start: twoDays.start, binWidth: .minute,
      classes: classes, bands: [band("10:07", "15:40", "web 10:07–15:40")], marks: marks)
  }
}
