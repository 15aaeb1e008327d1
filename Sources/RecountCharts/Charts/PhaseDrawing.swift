// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of phase bars.
struct PhaseDrawing: Sendable {
  private static let barPitch = 20.0
  private static let barHeight = 13.0
  private static let nameRight = 292.0
  private static let plot = (left: 304.0, width: 330.0)

  private let chart: PhaseBars
  private var card: ChartCard

  init(_ chart: PhaseBars) {
    self.chart = chart
    // There is no time in this chart; the card only needs some scale.
    let start = Timestamp(seconds: 0)
    let axis = TimeAxis(TimeRange(start: start, end: start))
    let scale = TimeScale(
      axis: axis, left: PhaseDrawing.plot.left, width: PhaseDrawing.plot.width)
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: [])
  }

  mutating func document() -> String {
    var y = card.heading() + 16
    let drawn = chart.measures.prefix(PhaseBars.maxMeasures)
    for (index, measure) in drawn.enumerated() {
      if index > 0 {
        card.writer.line(
          ChartCard.padding, y, ChartCard.width - ChartCard.padding, y, ChartStroke(color: .rule))
        y += 10
      }
      y = block(measure, top: y) + 8
    }
    if drawn.isEmpty {
      card.message(
        "nothing to compare",
        in: ChartFrame(left: 0, top: y, width: ChartCard.width, height: 30))
      y += 30
    }
    y = card.note(notes(Array(drawn)).joined(separator: " "), below: y)
    return card.document(height: y + 18)
  }

  /// The bars of one measure; answers where they end.
  private mutating func block(_ measure: PhaseBars.Measure, top: Double) -> Double {
    let bold = TextMetrics(size: 13, isBold: true)
    let label = PlainText.line(measure.label, maxScalars: 120)
    let lines = bold.wrapped(label, into: 198, maxLines: 3)
    for (index, line) in lines.enumerated() {
      card.writer.text(
        line, x: ChartCard.padding, y: top + 14 + Double(index) * 16, size: 13, isBold: true)
    }
    let values = measure.values.prefix(min(PhaseBars.maxPhases, chart.phases.count))
    let scale = scale(of: chart.isOneScale ? chart.measures[...] : [measure])
    let rows = max(1, values.count)
    let bottom = top + Double(rows) * PhaseDrawing.barPitch
    for (index, value) in values.enumerated() {
      let frame = ChartFrame(
        left: PhaseDrawing.plot.left,
        top: top + Double(index) * PhaseDrawing.barPitch
          + (PhaseDrawing.barPitch - PhaseDrawing.barHeight) / 2,
        width: PhaseDrawing.plot.width, height: PhaseDrawing.barHeight)
      bar(value, phase: index, scale, in: frame)
    }
    let zero = scale.fraction(0) * PhaseDrawing.plot.width + PhaseDrawing.plot.left
    card.writer.line(zero, top, zero, bottom, ChartStroke(color: .quietInk))
    return max(bottom, top + Double(lines.count) * 16 + 2)
  }

  private func scale(of measures: ArraySlice<PhaseBars.Measure>) -> SpanScale {
    let values = measures.prefix(PhaseBars.maxMeasures).flatMap {
      $0.values.prefix(min(PhaseBars.maxPhases, chart.phases.count))
    }
    return SpanScale(values.compactMap(\.value), intervals: values.compactMap(\.interval))
  }

  private mutating func bar(
    _ value: PhaseBars.Value, phase: Int, _ scale: SpanScale, in frame: ChartFrame
  ) {
    let baseline = frame.bottom - 2
    let name = PlainText.line(chart.phases[phase], maxScalars: 24)
    card.writer.text(
      TextMetrics(size: 12).fitted(name, into: 68), x: PhaseDrawing.nameRight, y: baseline,
      color: .quietInk, anchor: .end)
    var end = scale.x(0, in: frame)
    if let number = value.value, number.isFinite {
      let (zero, x) = (scale.x(0, in: frame), scale.x(number, in: frame))
      let (fill, stroke) = PhaseDrawing.style(of: phase)
      let bar = ChartFrame(
        left: min(zero, x), top: frame.top, width: max(1, abs(x - zero)), height: frame.height)
      if number != 0 { card.writer.rect(bar, fill: fill, stroke: stroke) }
      end = max(end, bar.right)
      if let interval = value.interval, interval.low.isFinite, interval.high.isFinite {
        end = max(end, whisker(interval, scale, in: frame))
      }
    }
    let text = PlainText.line(value.text, maxScalars: 80)
    let room = ChartCard.width - 12 - end - 10
    let isBar = value.value?.isFinite == true
    card.writer.text(
      TextMetrics(size: 12).fitted(text, into: room), x: end + 10, y: baseline,
      color: isBar ? .ink : .quietInk)
  }

  /// The interval as a line with ends, white below; answers where it ends.
  private mutating func whisker(
    _ interval: Interval, _ scale: SpanScale, in frame: ChartFrame
  ) -> Double {
    let left = scale.x(min(interval.low, interval.high), in: frame)
    let right = max(scale.x(max(interval.low, interval.high), in: frame), left + 1)
    let y = Decimal.text((frame.top + frame.bottom) / 2, decimals: 1)
    let ends = [left, right].map { x in
      "M\(Decimal.text(x, decimals: 1)) \(Decimal.text(frame.top + 2.5, decimals: 1))"
        + "v\(Decimal.text(frame.height - 5, decimals: 1))"
    }
    let line =
      "M\(Decimal.text(left, decimals: 1)) \(y)h\(Decimal.text(right - left, decimals: 1))"
    let path = line + ends.joined()
    card.writer.path(path, fill: .none, stroke: ChartStroke(color: .card, width: 3))
    card.writer.path(path, fill: .none, stroke: ChartStroke(color: .ink, width: 1.5))
    return right
  }

  /// Pale, hatched, plain: the phases differ without their hue.
  private static func style(of phase: Int) -> (fill: ChartFill, stroke: ChartStroke) {
    switch phase {
    case 0: (.color(.events), ChartStroke(color: .eventsOutline))
    case 1: (.hatch(.failed), ChartStroke(color: .failed, width: 0.8))
    default: (.color(.card), ChartStroke(color: .eventsOutline, width: 1.25))
    }
  }

  private func notes(_ drawn: [PhaseBars.Measure]) -> [String] {
    var notes: [String] = []
    if !drawn.isEmpty, !chart.isOneScale { notes.append("Every measure has its own scale.") }
    if drawn.contains(where: { $0.values.contains { $0.interval != nil } }) {
      notes.append("Lines with ends: 90% intervals.")
    }
    let omitted = chart.measures.count - drawn.count
    if omitted > 0 { notes.append("\(omitted) more are not drawn.") }
    return notes
  }
}
