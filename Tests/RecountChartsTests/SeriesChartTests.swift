// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

/// Quantile and stack charts.
@Suite struct SeriesChartTests {
  private func texts(_ svg: String) throws -> [String] {
    try #require(ParsedSVG(svg)).texts
  }

  @Test func `matches the recorded charts`() throws {
    try expectSnapshot(ChartSamples.quantiles().svg(), named: "quantiles-8h.svg")
    try expectSnapshot(
      ChartSamples.quantiles(ChartSamples.twoDays).svg(), named: "quantiles-48h.svg")
    try expectSnapshot(ChartSamples.stack().svg(), named: "stack-8h.svg")
    try expectSnapshot(ChartSamples.stack(ChartSamples.twoDays).svg(), named: "stack-48h.svg")
  }

  // MARK: - Quantiles

  private func quantiles(_ values: [Double?]) -> QuantileChart {
    QuantileChart(
      id: "q", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours),
      noun: "requests", start: ChartSamples.eightHours.start, binWidth: .minute,
      lines: [.init(label: "99%", values: values)])
  }

  @Test func `names the longest duration and the ends of the lines`() throws {
    var values = [Double?](repeating: 85_000, count: 480)
    values[60] = 4_230_000
    let texts = try texts(quantiles(values).svg())
    #expect(texts.contains("99%: 4.2 s at 09:30"))
    #expect(texts.contains("99%"))
    #expect(texts.contains("50 ms") && texts.contains("5 s"))
    #expect(!texts.contains("Grey hatching: no durations."))
  }

  @Test func `says where there are no durations`() throws {
    #expect(try texts(quantiles([]).svg()).contains("no durations in this range"))
    let half = [Double?](repeating: 1000, count: 240)
    #expect(try texts(quantiles(half).svg()).contains("Grey hatching: no durations."))
    let zero = try texts(quantiles([0, 0]).svg())
    #expect(zero.contains { $0.contains("Durations of zero lie on the lower edge.") })
  }

  // MARK: - Stack

  private func stack(_ classes: [(String, [Double?])]) -> StackChart {
    StackChart(
      id: "s", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours),
      noun: "failures", start: ChartSamples.eightHours.start, binWidth: .minute,
      classes: classes.map { .init(label: $0.0, values: $0.1) })
  }

  @Test func `folds the smallest classes into other`() {
    let sizes = [5.0, 1, 9, 2, 7, 3, 8]
    let chart = stack(sizes.enumerated().map { ("class \($0)", [$1]) })
    let layers = StackLayers(chart)
    #expect(
      layers.layers.map(\.label)
        == ["class 0", "class 2", "class 4", "class 5", "class 6", "other (2)"])
    #expect(layers.layers.map(\.events) == [5, 9, 7, 3, 8, 3])
    #expect(layers.layers.map { $0.sums.failed.values[0] } == [5, 14, 21, 24, 32, 35])
    #expect(layers.events == 35)
  }

  @Test func `covers a bin when one class does`() {
    let layers = StackLayers(stack([("a", [1, nil, nil]), ("b", [2, 3])]))
    #expect(layers.layers[0].sums.total.values == [3, 3, nil])
    #expect(layers.layers[0].sums.failed.values == [1, 0, nil])
    #expect(layers.layers[1].sums.failed.values == [3, 3, nil])
  }

  @Test func `counts only what the axis shows`() {
    let chart = StackChart(
      id: "s", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours),
      start: ChartSamples.eightHours.start - .minutes(2), binWidth: .minute,
      classes: [.init(label: "a", values: [100, 100, 1, 1])])
    #expect(StackLayers(chart).events == 2)
  }

  @Test func `prints names with sums and shares`() throws {
    let values = [Double?](repeating: 3, count: 480)
    let texts = try texts(
      stack([("timeout", values), ("refused", Array(repeating: 1, count: 480))]).svg())
    #expect(texts.contains("timeout") && texts.contains("1.4k, 75%"))
    #expect(texts.contains("refused") && texts.contains("480, 25%"))
    #expect(texts.contains("Failures per minute"))
  }

  @Test(arguments: [
    ([Double?](repeating: nil, count: 480), "no logs in this range"),
    ([Double?](repeating: 0, count: 480), "no failures in this range"),
    ([], "no logs in this range"),
  ])
  func `says what there is to see`(values: [Double?], text: String) throws {
    #expect(try texts(stack([("a", values)]).svg()).contains(text))
  }

  @Test func `declares only the textures that it uses`() throws {
    let document = try #require(ParsedSVG(stack([("a", [1]), ("b", [1])]).svg()))
    let ids = document.all("pattern").compactMap { $0.attributes["id"] }
    #expect(ids == ["s-failed", "s-gap", "s-series2"])
  }
}
