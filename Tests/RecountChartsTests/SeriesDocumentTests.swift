// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

/// The rules of every document, for charts of several series.
@Suite struct SeriesDocumentTests {
  private static let hostile = ChartSamples.hostile
  private static let long = String(repeating: "word ", count: 90)
  private static let axis = TimeAxis(ChartSamples.eightHours)

  static let samples: [(name: String, svg: String)] = [
    ("quantiles 8 h", ChartSamples.quantiles().svg()),
    ("quantiles 48 h", ChartSamples.quantiles(ChartSamples.twoDays).svg()),
    ("stack 8 h", ChartSamples.stack().svg()),
    ("stack 48 h", ChartSamples.stack(ChartSamples.twoDays).svg()),
  ]

  static let odd: [(name: String, svg: String)] = [
    ("no quantiles", quantiles([])),
    ("empty quantiles", quantiles([[], [], []])),
    ("one bin of quantiles", quantiles([[40_000], [90_000], [90_000]])),
    ("quantiles of nil", quantiles([Array(repeating: nil, count: 480)])),
    ("quantiles of odd numbers", quantiles([[0, -4, .nan, .infinity, 1e300, 0.001], [0, 0]])),
    ("equal quantiles", quantiles(Array(repeating: Array(repeating: 1000, count: 480), count: 3))),
    ("300 lines of noise", quantiles((0..<300).map { noise(seed: $0, bins: 20_000) })),
    ("no classes", stack([])),
    ("empty classes", stack([[], []])),
    ("one bin of classes", stack([[4], [0], [2]])),
    ("classes of nil", stack([Array(repeating: nil, count: 480)])),
    ("classes of zero", stack(Array(repeating: Array(repeating: 0, count: 480), count: 7))),
    ("classes of odd numbers", stack([[0, -4, .nan, .infinity, 1e300], [1, 2, 3]])),
    ("300 classes of noise", stack((0..<300).map { noise(seed: $0, bins: 3000) })),
  ]

  /// Text that takes five bytes where it takes least room.
  static let dense: [(name: String, svg: String)] = {
    let quotes = String(repeating: "'", count: 400)
    let text = ChartText(title: quotes, finding: quotes, alt: quotes + quotes + quotes)
    let start = ChartSamples.eightHours.start
    let marks = SeriesDocumentTests.marks().map {
      ChartMark(number: 1000, time: $0.time, label: quotes)
    }
    let bands = SeriesDocumentTests.bands().map { ChartBand(range: $0.range, label: quotes) }
    let values = (0..<7).map { noise(seed: $0, bins: 20_000) }
    return [
      (
        "dense quantiles",
        QuantileChart(
          id: "q", text: text, axis: axis, noun: quotes, start: start, binWidth: .seconds(3),
          lines: values.map { .init(label: quotes, values: $0) }, bands: bands, marks: marks
        ).svg()
      ),
      (
        "dense stack",
        StackChart(
          id: "s", text: text, axis: axis, noun: quotes, start: start, binWidth: .seconds(3),
          classes: values.map { .init(label: quotes, values: $0) }, bands: bands, marks: marks
        ).svg()
      ),
    ]
  }()

  private static func text() -> ChartText { ChartText(title: hostile, finding: hostile + long) }

  private static func marks() -> [ChartMark] {
    (0..<300).map { index in
      ChartMark(
        number: index, time: ChartSamples.eightHours.start + .minutes(Int64(index)),
        label: hostile)
    }
  }

  private static func bands() -> [ChartBand] {
    (0..<300).map { index in
      let start = ChartSamples.eightHours.start + .minutes(Int64(index))
      return ChartBand(
        range: TimeRange(start: start, end: start + .minutes(Int64(index % 7 * 20))),
        label: hostile)
    }
  }

  private static func noise(seed: Int, bins: Int) -> [Double?] {
    var random = SeededGenerator(seed: UInt64(seed))
    return (0..<bins).map { _ in
      random.below(40) == 0 ? nil : Double(1 << random.below(30))
    }
  }

  private static func quantiles(_ lines: [[Double?]]) -> String {
    QuantileChart(
      id: "\"><script>", text: text(), axis: axis, noun: hostile,
      start: ChartSamples.eightHours.start, binWidth: .seconds(3),
      lines: lines.map { .init(label: hostile + long, values: $0) }, bands: bands(),
      marks: marks()
    ).svg()
  }

  private static func stack(_ classes: [[Double?]]) -> String {
    StackChart(
      id: "\"><script>", text: text(), axis: axis, noun: hostile,
      start: ChartSamples.eightHours.start, binWidth: .seconds(10),
      classes: classes.map { .init(label: hostile + long, values: $0) }, bands: bands(),
      marks: marks()
    ).svg()
  }

  @Test(arguments: samples + odd + dense)
  func `holds the rules of every document`(name: String, svg: String) throws {
    try DocumentRules.check(svg)
  }

  @Test(arguments: samples + odd)
  func `lets no text cover another`(name: String, svg: String) throws {
    #expect(try DocumentRules.overlaps(svg).isEmpty)
  }

  @Test func `gives the same bytes for the same input`() {
    #expect(ChartSamples.quantiles().svg() == ChartSamples.quantiles().svg())
    #expect(ChartSamples.stack().svg() == ChartSamples.stack().svg())
  }
}
