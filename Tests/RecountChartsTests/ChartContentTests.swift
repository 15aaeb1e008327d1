// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

@Suite struct ChartContentTests {
  func texts(_ chart: OverviewChart) throws -> [String] {
    try #require(ParsedSVG(chart.svg())).texts
  }

  @Test func `matches the recorded overview`() throws {
    try expectSnapshot(ChartSamples.overview().svg(), named: "overview-48h.svg")
    try expectSnapshot(
      ChartSamples.overview(ChartSamples.eightHours).svg(), named: "overview-8h.svg")
  }

  @Test func `matches the recorded strips`() throws {
    try expectSnapshot(ChartSamples.strips().svg(), named: "strips-48h.svg")
    try expectSnapshot(ChartSamples.strips(ChartSamples.eightHours).svg(), named: "strips-8h.svg")
  }

  @Test(arguments: [
    (ChartSamples.flat(nil, nil, count: 480), "no logs in this range"),
    (ChartSamples.flat(0, 0, count: 0), "no logs in this range"),
    (ChartSamples.flat(0, 0, count: 480), "no events in this range"),
    (ChartSamples.flat(50, 0, count: 480), "no failed events"),
    (ChartSamples.flat(50, 0, count: 240), "no logs"),
    (ChartSamples.flat(100, 25, count: 480), "25% at 08:30"),
  ])
  func `says what there is to see`(counts: ChartCounts, text: String) throws {
    let chart = OverviewChart(
      id: "o", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours), counts: counts)
    #expect(try texts(chart).contains(text))
  }

  @Test func `prints the title, the finding, the zone and every mark`() throws {
    let texts = try texts(ChartSamples.overview())
    #expect(texts.contains("Requests and failures"))
    #expect(texts.contains(ChartSamples.text.finding))
    #expect(texts.contains("UTC"))
    for mark in ChartSamples.marks {
      #expect(texts.contains(mark.label))
      // Once above the panels, once in the key.
      #expect(texts.filter { $0 == String(mark.number) }.count == 2)
    }
  }

  @Test func `names the marks outside the range`() throws {
    let chart = ChartSamples.overview(ChartSamples.range("2022-12-16T11:30", "2022-12-16T14:00"))
    #expect(try texts(chart).contains { $0.contains("Not in this range: 1, 2, 3, 4, 6.") })
  }

  @Test func `keeps a spike of one bin among 50,000`() throws {
    var total = [Double?](repeating: 100, count: 50_000)
    let failed = [Double?](repeating: 0, count: 50_000)
    var spiked = failed
    spiked[31_337] = 100
    total[12_345] = 900
    let counts = { (failed: [Double?]) in
      ChartCounts(
        start: ChartSamples.twoDays.start, binWidth: .seconds(3), total: total, failed: failed)
    }
    let chart = OverviewChart(
      id: "o", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.twoDays),
      counts: counts(spiked))
    let texts = try texts(chart)
    #expect(texts.contains { $0.hasPrefix("100% at ") })
    #expect(texts.contains("1k"))
    // The top of the share's panel is reached by some area.
    let document = try #require(ParsedSVG(chart.svg()))
    #expect(document.all("path").contains { $0.attributes["d"]?.contains("v-110") == true })
  }

  @Test func `widens the bins of a strip with few events`() throws {
    let texts = try #require(ParsedSVG(ChartSamples.strips().svg())).texts
    #expect(texts.contains("in bins of 10 min"))
  }
}
