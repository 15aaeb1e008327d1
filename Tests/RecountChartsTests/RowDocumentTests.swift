// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountCharts
import RecountModel
import Testing

/// The rules of every document, for charts of rows.
@Suite struct RowDocumentTests {
  private static let hostile = ChartSamples.hostile
  private static let long = String(repeating: "word ", count: 90)
  private static let axis = TimeAxis(ChartSamples.eightHours)

  static let samples: [(name: String, svg: String)] = [
    ("order", ChartSamples.order().svg()),
    ("firing", ChartSamples.firing().svg()),
    ("heat 48 h", ChartSamples.heat().svg()),
    ("heat 8 h", ChartSamples.heat(ChartSamples.eightHours).svg()),
    ("phases", ChartSamples.phases().svg()),
  ]

  static let odd: [(name: String, svg: String)] = [
    ("no order", OrderChart(id: "o", text: ChartSamples.plain, rows: []).svg()),
    ("one instant", order(count: 1)),
    ("300 rows of order", order(count: 300)),
    ("order out of range", orderOutside()),
    ("order at the end of time", endless()),
    ("no rules", FiringChart(id: "f", text: ChartSamples.plain, axis: axis, rows: []).svg()),
    ("one firing", firing(rows: 1, firings: 1)),
    ("300 rules", firing(rows: 300, firings: 400)),
    ("odd firings", oddFirings()),
    ("no heat", HeatStrips(id: "h", text: ChartSamples.plain, axis: axis, rows: []).svg()),
    ("one cell", heat([0.3], rows: 1)),
    ("heat of nil", heat(Array(repeating: nil, count: 480), rows: 3)),
    ("heat of odd numbers", heat([-1, 2, .nan, .infinity, 0, 1], rows: 2)),
    ("300 rows of noise", noise()),
    ("no phases", PhaseBars(id: "p", text: ChartSamples.plain, measures: []).svg()),
    ("odd phases", oddPhases()),
    ("300 phases", manyPhases()),
  ]

  /// Text that takes five bytes where it takes least room.
  static let dense: [(name: String, svg: String)] = {
    let quotes = String(repeating: "'", count: 400)
    let text = ChartText(title: quotes, finding: quotes, alt: quotes + quotes + quotes)
    let start = ChartSamples.eightHours.start
    let marks = (0..<200).map { index in
      ChartMark(number: 1000 + index, time: start + .minutes(Int64(index)), label: quotes)
    }
    let bands = RowDocumentTests.bands().map { ChartBand(range: $0.range, label: quotes) }
    let rows = (0..<30).map { index in
      let time = start + .minutes(Int64(index))
      return OrderChart.Row(
        label: quotes, earliest: time - .hours(1), time: time, latest: time + .hours(2),
        note: quotes)
    }
    let firings = (0..<160).map { index in
      let time = start + .minutes(Int64(index * 3))
      return TimeRange(start: time, end: time + .minute)
    }
    let rule = FiringChart.Row(label: quotes, firings: firings, text: quotes)
    let value = PhaseBars.Value(
      value: 3, interval: Interval(low: 2, high: 4), text: quotes)
    let measure = PhaseBars.Measure(
      label: quotes, values: Array(repeating: value, count: 3))
    return [
      ("dense order", OrderChart(id: "o", text: text, rows: rows, marks: marks).svg()),
      (
        "dense rules",
        FiringChart(
          id: "f", text: text, axis: axis, rows: Array(repeating: rule, count: 30),
          bands: bands, marks: marks, bandName: quotes
        ).svg()
      ),
      (
        "dense heat",
        HeatStrips(
          id: "h", text: text, axis: axis,
          rows: (0..<30).map { row in
            let values = (0..<480).map { [0.0, 0.03, 0.1, 0.3, 0.9, nil][($0 * 7 + row) % 6] }
            let shares = ChartSeries(start: start, binWidth: .minute, values: values)
            return HeatStrips.Row(label: quotes, shares: shares, bands: bands)
          }, marks: marks, bandName: quotes
        ).svg()
      ),
      (
        "dense phases",
        PhaseBars(
          id: "p", text: text, phases: [quotes, quotes, quotes],
          measures: Array(repeating: measure, count: 12)
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

  private static func order(count: Int) -> String {
    let rows = (0..<count).map { index in
      let time = ChartSamples.eightHours.start + .minutes(Int64(index))
      return OrderChart.Row(
        label: hostile + long, earliest: time - .seconds(1), time: time,
        latest: time + .minutes(Int64(index % 9)), note: hostile + long)
    }
    return OrderChart(id: "\"><script>", text: text(), rows: rows, marks: marks()).svg()
  }

  private static func orderOutside() -> String {
    let start = ChartSamples.eightHours.start
    let rows = [Int64(-3), 0, 8, 20].map { hours in
      let time = start + .hours(hours)
      return OrderChart.Row(label: "row", earliest: time, time: time, latest: time)
    }
    return OrderChart(id: "o", text: ChartSamples.plain, rows: rows, axis: axis).svg()
  }

  private static func endless() -> String {
    let rows = [Int64.min, 0, .max].map { microseconds in
      OrderChart.Row(
        label: "", earliest: Timestamp(microseconds: .max),
        time: Timestamp(microseconds: microseconds), latest: Timestamp(microseconds: .min))
    }
    return OrderChart(id: "", text: ChartText(title: "t", finding: "f"), rows: rows).svg()
  }

  private static func firing(rows: Int, firings: Int) -> String {
    let ranges = (0..<firings).map { index in
      let start = ChartSamples.eightHours.start + .seconds(Int64(index * 240))
      return TimeRange(start: start, end: start + .seconds(20))
    }
    let row = FiringChart.Row(label: hostile + long, firings: ranges, text: hostile + long)
    return FiringChart(
      id: "f", text: text(), axis: axis, rows: Array(repeating: row, count: rows),
      bands: bands(), marks: marks(), bandName: hostile + long, firstName: long
    ).svg()
  }

  private static func oddFirings() -> String {
    let range = ChartSamples.eightHours
    let end = Timestamp(microseconds: .max)
    let rows = [
      TimeRange(start: range.start, end: range.start), TimeRange(start: range.end, end: range.end),
      TimeRange(start: range.end, end: range.start),
      TimeRange(start: Timestamp(microseconds: .min), end: end), TimeRange(start: end, end: end),
    ].map { FiringChart.Row(label: "", firings: [$0], text: "") }
    return FiringChart(id: "f", text: ChartSamples.plain, axis: axis, rows: rows).svg()
  }

  private static func heat(_ values: [Double?], rows: Int) -> String {
    let series = ChartSeries(
      start: ChartSamples.eightHours.start, binWidth: .minute, values: values)
    let row = HeatStrips.Row(label: hostile + long, shares: series, bands: bands())
    return HeatStrips(
      id: "h", text: text(), axis: axis, noun: hostile + long,
      rows: Array(repeating: row, count: rows), marks: marks(), bandName: hostile + long
    ).svg()
  }

  private static func noise() -> String {
    let rows = (0..<300).map { index -> HeatStrips.Row in
      var random = SeededGenerator(seed: UInt64(index))
      let values = (0..<200).map { _ -> Double? in
        [0.004, 0.3, 0.03, 0.9, 0.1, nil][random.below(6)]
      }
      let series = ChartSeries(
        start: ChartSamples.twoDays.start, binWidth: .minute, values: values)
      return HeatStrips.Row(label: hostile + long, shares: series, bands: bands())
    }
    let range = TimeRange(
      start: ChartSamples.twoDays.start, end: ChartSamples.twoDays.start + .minutes(200))
    return HeatStrips(
      id: "h", text: text(), axis: TimeAxis(range), rows: rows, marks: marks()
    ).svg()
  }

  private static func oddPhases() -> String {
    let numbers: [Double?] = [
      nil, .nan, .infinity, -.infinity, 0, -5, 1e300, -1e300, .leastNonzeroMagnitude,
    ]
    let measures = numbers.map { number in
      PhaseBars.Measure(
        label: hostile + long,
        values: numbers.map { other in
          let interval = other.map { Interval(low: $0, high: number ?? 0) }
          return .init(value: number, interval: interval, text: hostile + long)
        })
    }
    return PhaseBars(
      id: "p", text: text(), phases: [hostile, long, "", "fourth"], measures: measures
    ).svg()
  }

  private static func manyPhases() -> String {
    let value = PhaseBars.Value(
      value: 3, interval: Interval(low: 2, high: 4), text: hostile + long)
    let measure = PhaseBars.Measure(
      label: hostile + long, values: Array(repeating: value, count: 300))
    return PhaseBars(
      id: "p", text: text(), phases: [hostile], measures: Array(repeating: measure, count: 300)
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
    #expect(ChartSamples.order().svg() == ChartSamples.order().svg())
    #expect(ChartSamples.firing().svg() == ChartSamples.firing().svg())
    #expect(ChartSamples.heat().svg() == ChartSamples.heat().svg())
    #expect(ChartSamples.phases().svg() == ChartSamples.phases().svg())
  }
}
