// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

/// What holds for every document, whatever is in it.
@Suite struct DocumentTests {
  static let hostileText = ChartText(
    title: ChartSamples.hostile, finding: ChartSamples.hostile + String(repeating: "x ", count: 900)
  )

  static let documents: [(name: String, svg: String)] = [
    ("overview 48 h", ChartSamples.overview().svg()),
    ("overview 8 h", ChartSamples.overview(ChartSamples.eightHours).svg()),
    ("strips 48 h", ChartSamples.strips().svg()),
    ("strips 8 h", ChartSamples.strips(ChartSamples.eightHours).svg()),
    ("no bins", overview(ChartSamples.flat(0, 0, count: 0))),
    ("one bin", overview(ChartSamples.flat(7, 2, count: 1))),
    ("no coverage", overview(ChartSamples.flat(nil, nil, count: 480))),
    ("no events", overview(ChartSamples.flat(0, 0, count: 480))),
    ("no failures", overview(ChartSamples.flat(50, 0, count: 480))),
    ("all failed", overview(ChartSamples.flat(50, 50, count: 480))),
    (
      "no strips",
      StripChart(
        id: "s", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours), strips: []
      ).svg()
    ),
    ("hostile", hostile()),
    ("empty range", emptyRange()),
  ]

  static func overview(_ counts: ChartCounts) -> String {
    OverviewChart(
      id: "o", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours), counts: counts
    ).svg()
  }

  static func hostile() -> String {
    let marks = (0..<300).map { index in
      ChartMark(
        number: index, time: ChartSamples.eightHours.start + .minutes(Int64(index)),
        label: ChartSamples.hostile)
    }
    let bands = (0..<300).map { index in
      ChartBand(
        range: TimeRange(
          start: ChartSamples.eightHours.start + .minutes(Int64(index)),
          end: ChartSamples.eightHours.start + .minutes(Int64(index + index % 7 * 20))),
        label: ChartSamples.hostile)
    }
    return OverviewChart(
      id: "\"><script>", text: hostileText, axis: TimeAxis(ChartSamples.eightHours),
      noun: ChartSamples.hostile, counts: ChartSamples.incident(seed: 1, perMinute: 90),
      bands: bands, marks: marks
    ).svg()
  }

  static func emptyRange() -> String {
    let start = ChartSamples.eightHours.start
    return OverviewChart(
      id: "o", text: ChartSamples.plain, axis: TimeAxis(TimeRange(start: start, end: start)),
      counts: ChartSamples.incident(seed: 1, perMinute: 90), marks: ChartSamples.marks
    ).svg()
  }

  @Test(arguments: documents)
  func `is well formed and uses only shapes, text and patterns`(name: String, svg: String) throws {
    let document = try #require(ParsedSVG(svg))
    let elements: Set = [
      "svg", "title", "desc", "defs", "pattern", "rect", "line", "path", "circle", "text",
    ]
    let attributes: Set = [
      "xmlns", "width", "height", "viewBox", "role", "aria-labelledby", "font-family", "font-size",
      "font-weight", "text-anchor", "id", "patternUnits", "patternTransform", "x", "y", "x1", "y1",
      "x2", "y2", "cx", "cy", "r", "rx", "d", "fill", "fill-opacity", "stroke", "stroke-width",
      "stroke-opacity", "stroke-dasharray", "stroke-linejoin",
    ]
    #expect(Set(document.elements.map(\.name)).isSubset(of: elements))
    #expect(Set(document.elements.flatMap(\.attributes.keys)).isSubset(of: attributes))
  }

  @Test(arguments: documents)
  func `stays below 60 kB and as wide as a report`(name: String, svg: String) throws {
    #expect(svg.utf8.count <= 60_000)
    let document = try #require(ParsedSVG(svg))
    #expect(document.number("width") == 880)
  }

  @Test(arguments: documents)
  func `has a role, a title and a description`(name: String, svg: String) throws {
    let document = try #require(ParsedSVG(svg))
    let root = try #require(document.elements.first)
    let title = try #require(document.all("title").first)
    let description = try #require(document.all("desc").first)
    #expect(root.attributes["role"] == "img")
    let ids = [title.attributes["id"], description.attributes["id"]].compactMap { $0 }
    #expect(root.attributes["aria-labelledby"] == ids.joined(separator: " "))
    #expect(!title.text.isEmpty && !description.text.isEmpty)
  }

  @Test(arguments: documents)
  func `has colours of the palette only, and no text below 12 px`(name: String, svg: String) throws
  {
    let palette: Set = [
      "none", "#ffffff", "#d0d7de", "#333333", "#6b7280", "#7f1d1d", "#9fb4c7", "#56789a",
    ]
    for element in try #require(ParsedSVG(svg)).elements {
      for attribute in ["fill", "stroke"] {
        guard let color = element.attributes[attribute], !color.hasPrefix("url(#") else { continue }
        #expect(palette.contains(color))
      }
      #expect(Double(element.attributes["font-size"] ?? "12") ?? 0 >= 12)
    }
  }

  @Test(arguments: documents)
  func `refers to its own patterns only`(name: String, svg: String) throws {
    let document = try #require(ParsedSVG(svg))
    let patterns = Set(document.all("pattern").compactMap { $0.attributes["id"] })
    for element in document.elements {
      guard let fill = element.attributes["fill"], fill.hasPrefix("url(") else { continue }
      #expect(patterns.contains(String(fill.dropFirst(5).dropLast())))
    }
  }

  @Test(arguments: documents)
  func `keeps every text and shape on the card`(name: String, svg: String) throws {
    let document = try #require(ParsedSVG(svg))
    let height = try #require(document.number("height"))
    for element in document.all("text") + document.all("rect") {
      let x = Double(element.attributes["x"] ?? "0") ?? -1
      let y = Double(element.attributes["y"] ?? "0") ?? -1
      #expect((0...880).contains(x) && (0...height).contains(y))
    }
  }

  @Test func `gives the same bytes for the same input`() {
    #expect(ChartSamples.strips().svg() == ChartSamples.strips().svg())
    #expect(ChartSamples.overview().svg() == ChartSamples.overview().svg())
  }

  @Test func `starts every id with that of the caller`() throws {
    let document = try #require(ParsedSVG(ChartSamples.strips().svg()))
    let ids = document.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("strips-") })
  }

  @Test func `reads hostile text back as text`() throws {
    let document = try #require(ParsedSVG(ChartSamples.strips().svg()))
    #expect(document.texts.contains { $0.hasPrefix("<script>alert('x')</") })
    let scalars = document.elements.flatMap { Array($0.text.unicodeScalars) }
    #expect(scalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(!scalars.contains("\u{202E}"))
  }

  @Test func `holds 50,000 noisy bins in each of eight strips`() {
    let strips = (0..<8).map { index in
      ChartStrip(
        label: ChartSamples.hostile, counts: ChartSamples.noise(seed: UInt64(index), bins: 50_000),
        bands: (0..<30).map {
          ChartSamples.band("0\($0 % 10):00", "1\($0 % 10):30", "window \($0)")
        })
    }
    let chart = StripChart(
      id: "noise", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.twoDays), strips: strips,
      marks: ChartSamples.marks)
    #expect(chart.svg().utf8.count <= 60_000)
  }

  @Test func `counts the strips that it leaves out`() throws {
    let strip = ChartStrip(label: "web", counts: ChartSamples.flat(5, 1, count: 480))
    let chart = StripChart(
      id: "many", text: ChartSamples.plain, axis: TimeAxis(ChartSamples.eightHours),
      strips: Array(repeating: strip, count: StripChart.maxStrips + 3))
    #expect(try #require(ParsedSVG(chart.svg())).texts.contains("3 more are not drawn."))
  }
}
