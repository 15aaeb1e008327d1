// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of a firing chart at one number of points.
struct FiringDrawing: Sendable {
  /// A row with what its drawing needs.
  private struct Line {
    var row: FiringChart.Row
    var labels: [String]
    var texts: [String]
    var top: Double
    var height: Double

    var centre: Double { top + height / 2 }
  }

  private static let barHeight = 12.0
  private static let minBarWidth = 2.0
  private static let textRoom = 216.0

  private let chart: FiringChart
  /// How many of its rows are drawn.
  private let rows: Int
  private let scale: TimeScale
  /// Firings nearer than this become one bar.
  private let minGap: Double
  private var card: ChartCard

  init(_ chart: FiringChart, rows: Int, points: Int) {
    self.chart = chart
    self.rows = rows
    scale = TimeScale(axis: chart.axis, left: 256, width: 600)
    minGap = max(1, scale.width / Double(points))
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let legendTop = card.heading() + 6
    legend(baseline: legendTop + 14)
    let lineTop = card.badges(top: legendTop + 26)
    let lanes = card.lanes(chart.bands)
    let laneCount = lanes.laneCount + (lanes.omitted > 0 ? 1 : 0)
    let top = lineTop + Double(laneCount) * BandLanes.laneHeight + 4
    let lines = lines(from: top)
    let bottom = (lines.last.map { $0.top + $0.height } ?? top + 40) + 4
    let frame = ChartFrame(
      left: scale.left, top: lineTop, width: scale.width, height: bottom - lineTop)
    card.shade(chart.bands, in: frame)
    card.midnights(in: frame)
    for line in lines.dropFirst() {
      card.writer.line(
        ChartCard.padding, line.top, scale.right, line.top, ChartStroke(color: .rule))
    }
    card.markLines(from: lineTop, to: bottom)
    card.bandBars(lanes, top: lineTop)
    for line in lines {
      firings(of: line)
      texts(of: line)
    }
    if lines.isEmpty { card.message("no rules", in: frame) }
    var end = card.key(top: card.timeAxis(at: bottom))
    let omitted = chart.rows.count - lines.count
    if omitted > 0 { end = card.note("\(omitted) more are not drawn.", below: end) }
    return card.document(height: end + 18)
  }

  private func lines(from top: Double) -> [Line] {
    let bold = TextMetrics(size: 13, isBold: true)
    let metrics = TextMetrics(size: 12)
    var y = top
    return chart.rows.prefix(rows).map { row in
      let label = PlainText.line(row.label, maxScalars: 60)
      let text = PlainText.line(row.text, maxScalars: 80)
      let labels = bold.wrapped(label, into: FiringDrawing.textRoom, maxLines: 2)
      let texts =
        text.isEmpty ? [] : metrics.wrapped(text, into: FiringDrawing.textRoom, maxLines: 2)
      let height = max(34, Double(labels.count + texts.count) * 16 + 10)
      defer { y += height }
      return Line(row: row, labels: labels, texts: texts, top: y, height: height)
    }
  }

  // MARK: - Rows

  private mutating func firings(of line: Line) {
    let y = line.centre + 3
    card.writer.line(scale.left, y, scale.right, y, ChartStroke(color: .quietInk, width: 0.75))
    let bars = bars(of: line.row)
    let columns = bars.flatMap { left, right in
      [
        StepColumn(
          left: left, right: right, top: y - FiringDrawing.barHeight / 2,
          bottom: y + FiringDrawing.barHeight / 2), nil,
      ] as [StepColumn?]
    }
    card.writer.path(StepPath.area(columns), fill: .color(.blue))
    guard let first = line.row.first else { return }
    if bars.isEmpty {
      let isEarlier = first < chart.axis.range.start
      card.writer.text(
        isEarlier ? "← earlier only" : "later only →",
        x: isEarlier ? scale.left + 4 : scale.right - 4, y: y - 6, color: .quietInk,
        anchor: isEarlier ? .start : .end, halo: true)
    } else if first >= chart.axis.range.start, first <= chart.axis.range.end {
      marker(x: scale.x(first), y: y - FiringDrawing.barHeight / 2 - 1)
    } else if first < chart.axis.range.start {
      card.writer.text(
        "← first earlier", x: scale.left + 4, y: y - FiringDrawing.barHeight / 2 - 3,
        color: .quietInk, halo: true)
    }
  }

  /// A triangle that points down to `x`, `y`.
  private mutating func marker(x: Double, y: Double) {
    let tip = [x, y, x - 5, y - 8].map { Decimal.text($0, decimals: 1) }
    card.writer.path(
      "M\(tip[0]) \(tip[1])L\(tip[2]) \(tip[3])h10z", fill: .color(.ink),
      stroke: ChartStroke(color: .card, width: 0.75))
  }

  /// Borders of what the axis shows of the firings, joined where no gap would be seen.
  private func bars(of row: FiringChart.Row) -> [(left: Double, right: Double)] {
    let range = chart.axis.range
    let visible = row.firings.filter {
      $0.start <= $0.end && $0.start <= range.end && range.start <= $0.end
    }
    var bars: [(left: Double, right: Double)] = []
    for firing in visible.sorted(by: { $0.start < $1.start }) {
      let left = min(scale.x(firing.start), scale.right - FiringDrawing.minBarWidth)
      let right = max(scale.x(firing.end), left + FiringDrawing.minBarWidth)
      if let last = bars.last, left - last.right < minGap {
        bars[bars.count - 1].right = max(last.right, right)
      } else {
        bars.append((left, right))
      }
    }
    return bars
  }

  private mutating func texts(of line: Line) {
    var y = line.centre + 4.5 - Double(line.labels.count + line.texts.count - 1) * 8
    for label in line.labels {
      card.writer.text(label, x: ChartCard.padding, y: y, size: 13, isBold: true)
      y += 16
    }
    for text in line.texts {
      card.writer.text(text, x: ChartCard.padding, y: y, color: .quietInk)
      y += 16
    }
  }

  // MARK: - Legend

  private mutating func legend(baseline y: Double) {
    var x = ChartCard.padding
    card.writer.rect(
      ChartFrame(left: x, top: y - 9, width: 14, height: 10), fill: .color(.blue))
    x = card.entry("rule fires", at: x, baseline: y)
    marker(x: x + 8, y: y)
    x = card.entry(chart.firstName, at: x, baseline: y)
    guard !chart.bands.isEmpty else { return }
    card.writer.rect(
      ChartFrame(left: x, top: y - 9, width: 14, height: 11),
      fill: .color(.failed, opacity: 0.16), stroke: ChartStroke(color: .failed, width: 0.8))
    _ = card.entry(chart.bandName, at: x, baseline: y)
  }
}
