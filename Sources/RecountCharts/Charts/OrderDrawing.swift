// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of an order chart.
struct OrderDrawing: Sendable {
  /// A row with what its drawing needs.
  private struct Line {
    var row: OrderChart.Row
    var places: ClosedRange<Int>
    var labels: [String]
    var notes: [String]
    var top: Double
    var height: Double

    var isCertain: Bool { places.count == 1 }
    var centre: Double { top + height / 2 }
  }

  private static let placeRight = 236.0
  private static let textLeft = 630.0
  private static let barHeight = 16.0
  private static let minBarWidth = 5.0

  private let chart: OrderChart
  /// How many of its rows are drawn.
  private let rows: Int
  private let scale: TimeScale
  private let places: [ClosedRange<Int>]
  private var card: ChartCard

  init(_ chart: OrderChart, rows: Int) {
    self.chart = chart
    self.rows = rows
    scale = TimeScale(axis: chart.axis, left: 256, width: 354)
    places = IntervalPlaces.of(chart.rows.map { ($0.earliest, $0.latest) })
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let lineTop = card.badges(top: card.heading() + 8)
    let top = lineTop + (card.marks.isEmpty ? 26 : 18)
    let lines = lines(from: top)
    let bottom = (lines.last.map { $0.top + $0.height } ?? top + 40) + 4
    headings(baseline: top - 8)
    let frame = ChartFrame(left: scale.left, top: top, width: scale.width, height: bottom - top)
    for line in lines {
      card.writer.line(
        ChartCard.padding, line.top, ChartCard.width - ChartCard.padding, line.top,
        ChartStroke(color: .rule))
    }
    card.midnights(in: frame)
    card.markLines(from: lineTop, to: bottom)
    for line in lines {
      interval(of: line)
      texts(of: line)
    }
    if lines.isEmpty { card.message("nothing to order", in: frame) }
    var end = legend(below: card.timeAxis(at: bottom), lines)
    end = card.key(top: end)
    let omitted = chart.rows.count - lines.count
    if omitted > 0 { end = card.note("\(omitted) more are not drawn.", below: end) }
    return card.document(height: end + 18)
  }

  private func lines(from top: Double) -> [Line] {
    let bold = TextMetrics(size: 13, isBold: true)
    let metrics = TextMetrics(size: 12)
    let noteRoom = ChartCard.width - 12 - OrderDrawing.textLeft
    var y = top
    return zip(chart.rows, places).prefix(rows).map { row, places in
      let label = PlainText.line(row.label, maxScalars: 60)
      let note = PlainText.line(row.note, maxScalars: 100)
      let labels = bold.wrapped(label, into: 164, maxLines: 2)
      let notes = note.isEmpty ? [] : metrics.wrapped(note, into: noteRoom, maxLines: 2)
      let height = Double(max(labels.count, notes.count + 1)) * 16 + 12
      defer { y += height }
      return Line(
        row: row, places: places, labels: labels, notes: notes, top: y, height: height)
    }
  }

  private mutating func headings(baseline y: Double) {
    card.writer.text(
      "place", x: OrderDrawing.placeRight, y: y, color: .quietInk, anchor: .end, halo: true)
    card.writer.text(
      "instant, UTC", x: OrderDrawing.textLeft, y: y, color: .quietInk, halo: true)
  }

  // MARK: - Rows

  private mutating func interval(of line: Line) {
    let row = line.row
    let range = chart.axis.range
    let y = line.centre
    guard row.latest >= range.start, row.earliest <= range.end else {
      let isEarlier = row.latest < range.start
      card.writer.text(
        isEarlier ? "← earlier" : "later →", x: isEarlier ? scale.left : scale.right, y: y + 4,
        color: .quietInk, anchor: isEarlier ? .start : .end, halo: true)
      return
    }
    let (left, right) = span(of: row)
    bar(from: left, to: right, y: y, isCertain: line.isCertain)
    guard range.start <= row.time, row.time <= range.end else { return }
    dot(x: scale.x(row.time), y: y, isCertain: line.isCertain)
  }

  /// Dark where the row has one place, pale where it has several.
  private mutating func bar(from left: Double, to right: Double, y: Double, isCertain: Bool) {
    let frame = ChartFrame(
      left: left, top: y - OrderDrawing.barHeight / 2, width: right - left,
      height: OrderDrawing.barHeight)
    card.writer.rect(
      frame, fill: .color(isCertain ? .eventsOutline : .events),
      stroke: ChartStroke(color: .eventsOutline), radius: 1.5)
  }

  private mutating func dot(x: Double, y: Double, isCertain: Bool) {
    card.writer.circle(
      x: x, y: y, radius: 3, fill: .color(isCertain ? .card : .ink),
      stroke: ChartStroke(color: isCertain ? .ink : .card))
  }

  /// The borders of the interval, wide enough to be seen and inside the panel.
  private func span(of row: OrderChart.Row) -> (left: Double, right: Double) {
    let left = scale.x(row.earliest)
    let right = scale.x(row.latest)
    let missing = OrderDrawing.minBarWidth - (right - left)
    guard missing > 0 else { return (left, right) }
    let latestLeft = scale.right - OrderDrawing.minBarWidth
    let moved = min(max(left - missing / 2, scale.left), latestLeft)
    return (moved, moved + OrderDrawing.minBarWidth)
  }

  private mutating func texts(of line: Line) {
    var y = line.centre + 4.5 - Double(line.labels.count - 1) * 8
    for label in line.labels {
      card.writer.text(label, x: ChartCard.padding, y: y, size: 13, isBold: true)
      y += 16
    }
    let (first, last) = (line.places.lowerBound, line.places.upperBound)
    card.writer.text(
      line.isCertain ? "\(first)" : "\(first)–\(last)", x: OrderDrawing.placeRight,
      y: line.centre + 4.5, size: 13, isBold: line.isCertain, anchor: .end)
    y = line.centre + 4.5 - Double(line.notes.count) * 8
    card.writer.text(instant(of: line.row), x: OrderDrawing.textLeft, y: y)
    for note in line.notes {
      y += 16
      card.writer.text(note, x: OrderDrawing.textLeft, y: y, color: .quietInk)
    }
  }

  /// `10:07:31 ±40 s`, or both sides where they differ, and the day where it is not plain.
  private func instant(of row: OrderChart.Row) -> String {
    let clock = ChartNumber.clock(row.time)
    let isPlain = chart.axis.onlyDay == row.time.date
    let day = isPlain ? "" : row.time.date.dayAndMonth + " "
    let before = ChartNumber.margin(row.time - row.earliest)
    let after = ChartNumber.margin(row.latest - row.time)
    return day + clock + (before == after ? " ±\(before)" : " −\(before) +\(after)")
  }

  // MARK: - Legend

  private mutating func legend(below top: Double, _ lines: [Line]) -> Double {
    guard !lines.isEmpty else { return top }
    let y = top + 16
    var x = ChartCard.padding
    let kinds = [
      (true, "interval of an instant whose place is certain"),
      (false, "interval of one that cannot be ordered with others"),
    ]
    for (isCertain, name) in kinds where lines.contains(where: { $0.isCertain == isCertain }) {
      bar(from: x, to: x + 14, y: y - 4, isCertain: isCertain)
      dot(x: x + 7, y: y - 4, isCertain: isCertain)
      x = card.entry(name, at: x, baseline: y)
    }
    return y + 6
  }
}
