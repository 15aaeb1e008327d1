// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel

/// Charts of rows around the same day.
extension ChartSamples {
  static func row(
    _ label: String, _ earliest: String, _ time: String, _ latest: String, _ note: String
  ) -> OrderChart.Row {
    let day = "2022-12-16T"
    return OrderChart.Row(
      label: label, earliest: self.time(day + earliest), time: self.time(day + time),
      latest: self.time(day + latest), note: note)
  }

  static func order() -> OrderChart {
    OrderChart(
      id: "order",
      text: ChartText(
        title: "Which came first",
        finding: "database precedes all others by 3 min or more; api and web cannot be ordered."),
      rows: [
        row("database", "10:01:10", "10:02:00", "10:02:50", "failed share from 0.1% to 8%"),
        row("api", "10:06", "10:07", "10:08", "failed share from 0.2% to 60%"),
        row("web", "10:06:30", "10:07:30", "10:09", "failed share from 0.2% to 41%"),
        row("jira-service-management", "10:08:30", "10:11", "10:31", "few events: 5 a minute"),
        row("artifact-manager", "10:28", "10:28", "10:28", "its own log says so, to the second"),
        row(
          "nightly build", "14:52", "15:00", "15:08",
          "first failed step of a run that starts every three hours and so notices late"),
      ], marks: [mark(2, "10:28", "status page: investigating"), mark(6, "15:40", "resolved")])
  }

  static func firing() -> FiringChart {
    let firings = { (spans: [(String, String)]) in
      spans.map { range("2022-12-16T" + $0.0, "2022-12-16T" + $0.1) }
    }
    return FiringChart(
      id: "rules",
      text: ChartText(
        title: "When rules would have fired",
        finding: "Two of four rules fire within 10 min of onset; one never does."),
      axis: TimeAxis(eightHours),
      rows: [
        .init(
          label: "5xx above 1% for 5 min",
          firings: firings([("10:14", "12:20"), ("12:31", "15:44")]),
          text: "fired 10:14, 7 min after onset"),
        .init(
          label: "burn rate 14.4 over 1 h",
          firings: firings([
            ("08:51", "08:53"), ("09:30", "09:31"), ("10:16", "12:40"), ("12:44", "12:45"),
          ]), text: "fired 10:16, 9 min after onset; 2 false alarms",
          first: time("2022-12-16T10:16")),
        .init(
          label: "latency-p99-above-two-seconds-for-ten-minutes",
          firings: firings([("13:40", "14:02")]),
          text: "fired 13:40, 213 min after onset"),
        .init(label: "queue above 10k", firings: [], text: "never fired"),
      ],
      bands: [band("10:07", "15:40", "web 10:07–15:40"), band("10:07", "12:07", "api")],
      marks: [mark(1, "10:07", "onset"), mark(5, "12:12", "mitigated")], bandName: "impact window",
      firstName: "first firing in a window")
  }

  static func heat(_ range: TimeRange = twoDays) -> HeatStrips {
    let rows = (0..<12).map { index in
      let level = [0.6, 0.3, 0.02, 0, 0.9, 0.12][index % 6]
      let counts = incident(
        seed: UInt64(20 + index), perMinute: 400, level: level, gap: index == 3 ? 300..<900 : 0..<0)
      let name = ["web", "api", "search", "jira-service-management", "login", "mail"][index % 6]
      return HeatStrips.Row(
        label: index < 6 ? name : name + "-eu", shares: counts.share,
        bands: level > 0.1 ? [band("10:07", index % 2 == 0 ? "15:40" : "12:07", "")] : [])
    }
    return HeatStrips(
      id: "heat",
      text: ChartText(
        title: "Failed share of twelve parts",
        finding: "Eight of twelve parts pass 10% after 10:07 UTC; login reaches 100%."),
      axis: TimeAxis(range), noun: "failed share", rows: rows, marks: marks,
      bandName: "impact window")
  }

  static func phases() -> PhaseBars {
    PhaseBars(
      id: "phases",
      text: ChartText(
        title: "Before, during and after",
        finding: "The failed share is 12 times as high during the window and back to normal after."),
      measures: [
        .init(
          label: "failed share of requests",
          values: [
            .init(value: 0.02, interval: .init(low: 0.018, high: 0.022), text: "2.0% (1.8–2.2%)"),
            .init(value: 0.24, interval: .init(low: 0.21, high: 0.27), text: "24% (21–27%)"),
            .init(value: 0.021, interval: .init(low: 0.017, high: 0.026), text: "2.1% (1.7–2.6%)"),
          ]),
        .init(
          label: "requests per minute",
          values: [
            .init(value: 2412, text: "2,412"), .init(value: 1731, text: "1,731"),
            .init(value: 2550, text: "2,550"),
          ]),
        .init(
          label: "95% of durations at most",
          values: [
            .init(value: 310, interval: .init(low: 290, high: 335), text: "310 ms (290–335 ms)"),
            .init(value: 4200, interval: .init(low: 3100, high: 6400), text: "4.2 s (3.1–6.4 s)"),
            .init(value: nil, text: "not measured: no durations in the log"),
          ]),
        .init(
          label: "more failed builds than expected",
          values: [
            .init(value: -1.5, interval: .init(low: -4, high: 1), text: "−1.5 (−4 to 1)"),
            .init(value: 31, interval: .init(low: 26, high: 36), text: "31 (26–36)"),
            .init(value: 0, interval: .init(low: -3, high: 3), text: "0 (−3 to 3)"),
          ]),
      ])
  }
}
