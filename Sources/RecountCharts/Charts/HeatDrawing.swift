// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of heat strips at one number of cells.
struct HeatDrawing: Sendable {
  /// A row with what its drawing needs.
  private struct Line {
    var row: HeatStrips.Row
    var buckets: CountBuckets
    var peak: SharePeak?
    var frame: ChartFrame
  }

  private static let pitch = 24.0
  private static let cellHeight = 14.0

  private let chart: HeatStrips
  /// How many of its rows are drawn.
  private let rows: Int
  private let cells: Int
  private let scale: TimeScale
  private var card: ChartCard

  init(_ chart: HeatStrips, rows: Int, cells: Int) {
    self.chart = chart
    self.rows = rows
    self.cells = cells
    // On several days the time of a peak is printed with its day.
    scale = TimeScale(
      axis: chart.axis, left: 220, width: chart.axis.onlyDay == nil ? 488 : 540)
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let legendTop = card.heading() + 6
    let lineTop = card.badges(top: legendTop + 26)
    let top = lineTop + 20
    let lines = lines(from: top)
    legend(baseline: legendTop + 14, lines)
    let bottom = top + Double(max(2, lines.count)) * HeatDrawing.pitch
    cells(of: lines)
    card.markLines(from: lineTop, to: bottom)
    card.writer.text(
      "highest", x: scale.right + 10, y: top - 8, color: .quietInk, halo: true)
    for line in lines {
      outlines(of: line)
      labels(of: line)
    }
    if lines.isEmpty {
      let frame = ChartFrame(
        left: scale.left, top: top, width: scale.width, height: bottom - top)
      card.message("nothing to show in this range", in: frame)
    }
    var end = card.key(top: card.timeAxis(at: bottom))
    end = card.note(notes(lines).joined(separator: " "), below: end)
    return card.document(height: end + 18)
  }

  private func lines(from top: Double) -> [Line] {
    chart.rows.prefix(rows).enumerated().map { index, row in
      // A share is read as that of one event per bin: the largest share of a bucket stays.
      let values = row.shares.values
      let counts = ChartCounts(
        start: row.shares.start, binWidth: row.shares.binWidth,
        total: values.map { $0 == nil ? nil : 1 }, failed: values.map { $0.map { min(1, $0) } })
      let frame = ChartFrame(
        left: scale.left, top: top + Double(index) * HeatDrawing.pitch + 5, width: scale.width,
        height: HeatDrawing.cellHeight)
      return Line(
        row: row, buckets: CountBuckets(counts, on: chart.axis, atMost: cells),
        peak: SharePeak(counts, on: chart.axis, minimumTrials: 0), frame: frame)
    }
  }

  // MARK: - Cells

  /// One path for every step, over all rows.
  private mutating func cells(of lines: [Line]) {
    for (step, color) in ChartColor.ramp.enumerated() {
      let areas = lines.map { StepPath.area(columns(of: $0) { HeatStrips.step(of: $0) == step }) }
      card.writer.path(areas.joined(), fill: .color(color))
    }
    let gaps = lines.map { line in
      let spans = line.buckets.gaps(on: chart.axis).compactMap { scale.span($0) }
      return StepPath.area(spans.flatMap { [column($0, $1, line.frame), nil] })
    }
    card.writer.path(gaps.joined(), fill: .hatch(.gap))
    for line in lines {
      // The palest step is nearly white: the border shows where a row begins and ends.
      card.writer.rect(line.frame, fill: .none, stroke: ChartStroke(color: .quietInk, width: 0.5))
    }
  }

  private func columns(of line: Line, where isShown: (Double) -> Bool) -> [StepColumn?] {
    line.buckets.buckets.map { bucket in
      guard let share = bucket.share?.high, isShown(share) else { return nil }
      return column(scale.x(bucket.range.start), scale.x(bucket.range.end), line.frame)
    }
  }

  private func column(_ left: Double, _ right: Double, _ frame: ChartFrame) -> StepColumn {
    StepColumn(left: left, right: right, top: frame.top, bottom: frame.bottom)
  }

  /// Outlines around the cells, with a white edge that keeps them apart from dark ones.
  private mutating func outlines(of line: Line) {
    for span in card.merged(Array(line.row.bands.prefix(HeatStrips.maxBands))) {
      let frame = ChartFrame(
        left: span.left - 1, top: line.frame.top - 2.5, width: span.right - span.left + 2,
        height: line.frame.height + 5)
      card.writer.rect(frame, fill: .none, stroke: ChartStroke(color: .card, width: 3.5))
      card.writer.rect(frame, fill: .none, stroke: ChartStroke(color: .ink, width: 1.75))
    }
  }

  private mutating func labels(of line: Line) {
    let y = line.frame.bottom - 2.5
    let label = PlainText.line(line.row.label, maxScalars: 80)
    card.writer.text(
      TextMetrics(size: 12, isBold: true).fitted(label, into: scale.left - ChartCard.padding - 10),
      x: ChartCard.padding, y: y, isBold: true)
    card.writer.text(
      peak(of: line), x: scale.right + 10, y: y, color: line.peak == nil ? .quietInk : .failed)
  }

  private func peak(of line: Line) -> String {
    guard let peak = line.peak else { return line.buckets.isCovered ? "0%" : "no logs" }
    guard chart.axis.onlyDay == nil else { return peak.label }
    let half = TimeSpan(microseconds: line.row.shares.binWidth.microseconds / 2)
    let start = peak.middle - half
    let time = "\(start.date.dayAndMonth) \(ChartNumber.clock(start))"
    return "\(ChartNumber.percent(peak.share)), \(time)"
  }

  // MARK: - Legend

  private mutating func legend(baseline y: Double, _ lines: [Line]) {
    var x = ChartCard.padding
    let noun = TextMetrics(size: 12).fitted(PlainText.line(chart.noun, maxScalars: 40), into: 180)
    card.writer.text(noun, x: x, y: y, color: .quietInk)
    x += TextMetrics(size: 12).width(noun) + 12
    let bounds = [0] + HeatStrips.limits + [1]
    for (step, color) in ChartColor.ramp.enumerated() {
      swatch(x, y, fill: .color(color))
      let lower = Decimal.text(bounds[step] * 100, decimals: 2)
      let range = "\(lower)–\(ChartNumber.percent(bounds[step + 1]))"
      x = card.entry(range, at: x, baseline: y) - 8
    }
    if lines.contains(where: { !$0.buckets.gaps(on: chart.axis).isEmpty }) {
      swatch(x, y, fill: .hatch(.gap))
      x = card.entry("no logs", at: x, baseline: y) - 8
    }
    guard lines.contains(where: { !$0.row.bands.isEmpty }) else { return }
    card.writer.rect(
      ChartFrame(left: x, top: y - 10, width: 14, height: 12), fill: .none,
      stroke: ChartStroke(color: .ink, width: 1.75))
    _ = card.entry(chart.bandName, at: x, baseline: y)
  }

  private mutating func swatch(_ x: Double, _ y: Double, fill: ChartFill) {
    card.writer.rect(
      ChartFrame(left: x, top: y - 10, width: 14, height: 12), fill: fill,
      stroke: ChartStroke(color: .quietInk, width: 0.5))
  }

  private func notes(_ lines: [Line]) -> [String] {
    var notes: [String] = []
    if let merged = lines.first(where: { $0.buckets.isReduced }) {
      let cell = ChartNumber.unit(of: merged.buckets.bucketWidth)
      let bin = ChartNumber.unit(of: merged.row.shares.binWidth)
      notes.append("A cell shows the highest \(bin) of \(cell).")
    }
    let omitted = chart.rows.count - lines.count
    if omitted > 0 { notes.append("\(omitted) more are not drawn.") }
    return notes
  }
}
