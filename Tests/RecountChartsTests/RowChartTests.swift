// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

/// Order, firing, heat and phase charts.
@Suite struct RowChartTests {
  private func texts(_ svg: String) throws -> [String] {
    try #require(ParsedSVG(svg)).texts
  }

  @Test func `matches the recorded charts`() throws {
    try expectSnapshot(ChartSamples.order().svg(), named: "order.svg")
    try expectSnapshot(ChartSamples.firing().svg(), named: "firing.svg")
    try expectSnapshot(ChartSamples.heat().svg(), named: "heat-48h.svg")
    try expectSnapshot(ChartSamples.heat(ChartSamples.eightHours).svg(), named: "heat-8h.svg")
    try expectSnapshot(ChartSamples.phases().svg(), named: "phases.svg")
  }

  // MARK: - Order

  @Test func `prints the instant with its margin, and both sides where they differ`() throws {
    let texts = try texts(ChartSamples.order().svg())
    #expect(texts.contains("10:02 ±50 s"))
    #expect(texts.contains("10:07:30 −60 s +90 s"))
    #expect(texts.contains("10:28 ±0 s"))
  }

  @Test func `prints the places that rows can take`() throws {
    let texts = try texts(ChartSamples.order().svg())
    for place in ["1", "2–3", "2–4", "3–5", "4–5", "6"] { #expect(texts.contains(place)) }
  }

  @Test func `draws an exact instant five units wide`() throws {
    let document = try #require(ParsedSVG(ChartSamples.order().svg()))
    let bars = document.all("rect").filter { $0.attributes["height"] == "16" }
    let widths = bars.compactMap { $0.attributes["width"].flatMap(Double.init) }
    #expect(widths.min() == 5)
  }

  @Test func `says where rows outside the axis lie`() throws {
    let start = ChartSamples.eightHours.start
    let rows = [start - .hours(1), start + .hours(9)].map {
      OrderChart.Row(label: "row", earliest: $0, time: $0, latest: $0)
    }
    let chart = OrderChart(
      id: "o", text: ChartSamples.plain, rows: rows, axis: TimeAxis(ChartSamples.eightHours))
    let texts = try texts(chart.svg())
    #expect(texts.contains("← earlier") && texts.contains("later →"))
  }

  @Test func `widens bounds that do not hold their instant`() {
    let time = ChartSamples.eightHours.start
    let row = OrderChart.Row(
      label: "", earliest: time + .minute, time: time, latest: time - .minute)
    #expect(row.earliest == time - .minute && row.latest == time + .minute)
  }

  @Test(arguments: [OrderChart.maxRows, OrderChart.maxRows + 3])
  func `counts the rows that it leaves out`(count: Int) throws {
    let time = ChartSamples.eightHours.start
    let row = OrderChart.Row(label: "row", earliest: time, time: time, latest: time)
    let rows = Array(repeating: row, count: count)
    let texts = try texts(OrderChart(id: "o", text: ChartSamples.plain, rows: rows).svg())
    #expect(texts.contains("3 more are not drawn.") == (count > OrderChart.maxRows))
    // Rows that are not drawn count as well.
    #expect(texts.contains("1–\(count)"))
  }

  // MARK: - Firing

  @Test func `points at the firing that counts`() throws {
    let range = ChartSamples.eightHours
    let firing = TimeRange(start: range.start + .hours(4), end: range.start + .hours(5))
    let early = TimeRange(start: range.start + .hours(1), end: range.start + .hours(2))
    let marker = { (first: Timestamp?) in
      let row = FiringChart.Row(
        label: "r", firings: [firing, early], text: "t", first: first)
      let chart = FiringChart(
        id: "f", text: ChartSamples.plain, axis: TimeAxis(range), rows: [row])
      let paths = try #require(ParsedSVG(chart.svg())).all("path")
      // The last marker; the first stands in the legend.
      return paths.last { $0.attributes["d"]?.hasSuffix("h10z") == true }?.attributes["d"] ?? ""
    }
    // The panel is 600 wide and begins at 256.
    #expect(try marker(nil).hasPrefix("M331 "))
    #expect(try marker(firing.start).hasPrefix("M556 "))
  }

  @Test func `says when a rule fired outside the axis only`() throws {
    let range = ChartSamples.eightHours
    let rows = [range.start - .hours(2), range.end + .hours(1)].map { time in
      FiringChart.Row(
        label: "r", firings: [TimeRange(start: time, end: time + .minute)], text: "t")
    }
    let since = TimeRange(start: range.start - .hours(1), end: range.start + .hours(1))
    let chart = FiringChart(
      id: "f", text: ChartSamples.plain, axis: TimeAxis(range),
      rows: rows + [.init(label: "r", firings: [since], text: "t")])
    let texts = try texts(chart.svg())
    for text in ["← earlier only", "later only →", "← first earlier"] {
      #expect(texts.contains(text))
    }
  }

  @Test func `joins firings that lie closer than can be seen`() throws {
    let start = ChartSamples.eightHours.start
    let firings = (0..<20_000).map { index in
      TimeRange(start: start + .seconds(Int64(index)), end: start + .seconds(Int64(index)))
    }
    let chart = FiringChart(
      id: "f", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours),
      rows: [.init(label: "r", firings: firings.reversed(), text: "t")])
    let bars = try #require(ParsedSVG(chart.svg())).all("path").filter {
      $0.attributes["fill"] == ChartColor.blue.rawValue
    }
    #expect(bars.count == 1)
    #expect(bars[0].attributes["d"]?.filter { $0 == "M" }.count == 1)
  }

  // MARK: - Heat

  @Test(arguments: [
    (0.0, 0), (0.01, 0), (0.010_001, 1), (0.05, 1), (0.2, 2), (0.21, 3), (0.5, 3), (0.51, 4),
    (1, 4),
  ])
  func `puts shares into steps`(share: Double, step: Int) {
    #expect(HeatStrips.step(of: share) == step)
  }

  @Test func `explains every step in numbers`() throws {
    let texts = try texts(ChartSamples.heat().svg())
    for text in ["0–1%", "1–5%", "5–20%", "20–50%", "50–100%", "no logs", "impact window"] {
      #expect(texts.contains(text))
    }
  }

  @Test func `keeps the largest share of merged bins`() throws {
    var values = [Double?](repeating: 0, count: 2880)
    values[1777] = 0.8
    let series = ChartSeries(
      start: ChartSamples.twoDays.start, binWidth: .minute, values: values)
    let chart = HeatStrips(
      id: "h", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.twoDays),
      rows: [.init(label: "r", shares: series)])
    let document = try #require(ParsedSVG(chart.svg()))
    #expect(document.texts.contains("80%, 16 Dec 05:37"))
    let dark = document.all("path").filter {
      $0.attributes["fill"] == ChartColor.failed.rawValue
    }
    #expect(dark.count == 1)
    #expect(document.texts.contains { $0.hasPrefix("A cell shows the highest minute of ") })
  }

  // MARK: - Phases

  @Test func `gives every measure a scale that holds zero and all intervals`() {
    let scale = SpanScale([1, 2], intervals: [Interval(low: -1, high: 3)])
    #expect(scale.low == -1 && scale.high == 3)
    #expect(scale.fraction(0) == 0.25 && scale.fraction(9) == 1 && scale.fraction(-9) == 0)
    #expect(SpanScale([], intervals: []).fraction(0.5) == 0.5)
    #expect(SpanScale([0, .nan], intervals: []).fraction(1) == 1)
    #expect(SpanScale([-4], intervals: []).fraction(0) == 1)
  }

  @Test func `prints the numbers of the caller as they are`() throws {
    let texts = try texts(ChartSamples.phases().svg())
    for text in ["24% (21–27%)", "2,412", "not measured: no durations in the log"] {
      #expect(texts.contains(text))
    }
  }
}
