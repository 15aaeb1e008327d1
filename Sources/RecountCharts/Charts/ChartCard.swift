// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What every chart over time has around its panels: heading, badges, mark lines, axis, key.
struct ChartCard: Sendable {
  static let width = 880.0
  static let padding = 20.0
  /// Marks beyond this many are named in the note below the chart and not drawn.
  static let maxMarks = 200

  var writer: SVGWriter
  let text: ChartText
  let scale: TimeScale
  /// Within the axis, in the order of time.
  let marks: [ChartMark]
  let omittedMarks: [ChartMark]
  /// Whether a gap was too narrow to be labelled in place.
  private(set) var hasUnlabelledGap = false

  init(id: String, text: ChartText, scale: TimeScale, marks: [ChartMark]) {
    writer = SVGWriter(id: id)
    self.text = text
    self.scale = scale
    let range = scale.axis.range
    let sorted = marks.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
    let visible = sorted.filter { range.start <= $0.time && $0.time <= range.end }
    self.marks = Array(visible.prefix(ChartCard.maxMarks))
    let outside = sorted.filter { $0.time < range.start || range.end < $0.time }
    omittedMarks = outside + visible.dropFirst(ChartCard.maxMarks)
  }

  var markPositions: [Double] { marks.map { scale.x($0.time) } }

  func document(height: Double) -> String {
    writer.document(width: ChartCard.width, height: height, text: text)
  }

  // MARK: - Above the panels

  /// Title and finding from the top of the card; answers where they end.
  mutating func heading() -> Double {
    let room = ChartCard.width - 2 * ChartCard.padding
    let title = PlainText.line(text.title, maxScalars: 200)
    let bold = TextMetrics(size: 17, isBold: true)
    writer.text(
      bold.fitted(title, into: room), x: ChartCard.padding, y: 34, size: 17, isBold: true)
    let finding = PlainText.line(text.finding, maxScalars: 400)
    guard !finding.isEmpty else { return 40 }
    let lines = TextMetrics(size: 13).wrapped(finding, into: room, maxLines: 3)
    var y = 38.0
    for line in lines {
      y += 18
      writer.text(line, x: ChartCard.padding, y: y, size: 13)
    }
    return y + 6
  }

  /// The numbered badges with leaders down to their lines; answers where the lines begin.
  mutating func badges(top: Double) -> Double {
    guard !marks.isEmpty else { return top }
    let row = BadgeRow(marks, scale: scale, bounds: scale.left - 12...scale.right + 12)
    let bottom = top + BadgeRow.height + 12
    let leaders = row.badges.flatMap { badge in
      badge.lines.map { line(badge.centre, top + BadgeRow.height, $0, bottom) }
    }
    writer.path(leaders.joined(), fill: .none, stroke: ChartStroke(color: .ink, width: 0.75))
    for badge in row.badges {
      self.badge(badge.text, centre: badge.centre, top: top, width: badge.width, badge.basis)
    }
    return bottom
  }

  // MARK: - Over and under the data

  /// Shades `bands` over the height of `frame`; overlapping ones do not add up.
  mutating func shade(_ bands: [ChartBand], in frame: ChartFrame) {
    let columns = merged(bands).map { left, right in
      StepColumn(left: left, right: right, top: frame.top, bottom: frame.bottom)
    }
    // A gap between columns keeps them apart: each is an area of its own.
    let areas = columns.flatMap { [$0, nil] as [StepColumn?] }
    writer.path(StepPath.area(areas), fill: .color(.failed, opacity: 0.08))
  }

  /// Left and right borders of the union of `bands`, at least a unit wide.
  func merged(_ bands: [ChartBand]) -> [(left: Double, right: Double)] {
    let spans = bands.compactMap { scale.span($0.range) }.sorted { $0.left < $1.left }
    var merged: [(left: Double, right: Double)] = []
    for span in spans {
      let right = max(span.right, span.left + 1)
      if let last = merged.last, span.left <= last.right {
        merged[merged.count - 1].right = max(last.right, right)
      } else {
        merged.append((span.left, right))
      }
    }
    return merged
  }

  /// Hatches what no log covers and says so where there is room.
  mutating func hatch(gaps: [TimeRange], in frame: ChartFrame) {
    let spans = gaps.compactMap { scale.span($0) }
    let columns = spans.flatMap { left, right in
      [StepColumn(left: left, right: right, top: frame.top, bottom: frame.bottom), nil]
        as [StepColumn?]
    }
    writer.path(StepPath.area(columns), fill: .hatch(.gap))
    let width = TextMetrics(size: 12).width("no logs")
    for (index, span) in spans.enumerated() {
      let (left, right) = span
      guard index < 12, right - left > width + 12 else {
        hasUnlabelledGap = true
        continue
      }
      let isAll = left <= scale.left && right >= scale.right
      writer.text(
        isAll ? "no logs in this range" : "no logs", x: (left + right) / 2,
        y: (frame.top + frame.bottom) / 2 + 4, color: .quietInk, anchor: .middle, halo: true)
    }
  }

  /// The lines of the marks, from below the badges to the time axis.
  mutating func markLines(from top: Double, to bottom: Double) {
    for basis in [ChartMark.Basis.declared, .measured] {
      let lines = marks.filter { $0.basis == basis }.map { mark in
        let x = scale.x(mark.time)
        return line(x, top, x, bottom)
      }
      let dash = basis == .declared ? "3 3" : nil
      writer.path(
        lines.joined(), fill: .none,
        stroke: ChartStroke(color: .ink, width: 0.75, dash: dash, opacity: 0.8))
    }
  }

  /// Path data of one straight line.
  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    let text = [x1, y1, x2, y2].map { Decimal.text($0, decimals: 1) }
    return "M\(text[0]) \(text[1])L\(text[2]) \(text[3])"
  }

  // MARK: - Below the panels

  /// A light line for every 00:00 UTC inside the axis, to be drawn before the data.
  mutating func midnights(in frame: ChartFrame) {
    for tick in axisTicks where tick.time == tick.time.floored(to: .hours(24)) {
      let x = scale.x(tick.time)
      guard x > scale.left + 1, x < scale.right - 1 else { continue }
      writer.line(x, frame.top, x, frame.bottom, ChartStroke(color: .rule))
    }
  }

  /// The time axis along `y`; answers where its labels end.
  mutating func timeAxis(at y: Double) -> Double {
    writer.line(scale.left, y, scale.right, y, ChartStroke(color: .quietInk))
    writer.text("UTC", x: ChartCard.padding, y: y + 17, color: .quietInk)
    let metrics = TextMetrics(size: 12)
    for tick in axisTicks {
      let x = scale.x(tick.time)
      writer.line(x, y, x, y + 5, ChartStroke(color: .quietInk))
      let half = metrics.width(tick.label) / 2
      let centre = max(x, ChartCard.padding + metrics.width("UTC") + 6 + half)
      writer.text(tick.label, x: centre, y: y + 17, color: .quietInk, anchor: .middle)
      if let context = tick.context {
        writer.text(context, x: centre, y: y + 32, anchor: .middle)
      }
    }
    return y + 36
  }

  private var axisTicks: [TimeTick] { scale.axis.ticks(atMost: max(2, Int(scale.width / 64))) }

  func badgeWidth(_ text: String) -> Double {
    max(BadgeRow.height, TextMetrics(size: 12, isBold: true).width(text) + 9)
  }

  mutating func badge(
    _ text: String, centre: Double, top: Double, width: Double, _ basis: ChartMark.Basis
  ) {
    let frame = ChartFrame(
      left: centre - width / 2, top: top, width: width, height: BadgeRow.height)
    let isFilled = basis == .declared
    writer.rect(
      frame, fill: .color(isFilled ? .ink : .card), stroke: ChartStroke(color: .ink), radius: 9)
    writer.text(
      text, x: centre, y: top + 13.5, color: isFilled ? .card : .ink, isBold: true,
      anchor: .middle)
  }
}
