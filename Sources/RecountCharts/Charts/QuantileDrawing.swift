// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of a quantile chart at one number of points.
struct QuantileDrawing: Sendable {
  private static let plotHeight = 240.0
  private static let widths = [1.75, 1.5, 1.5]

  private let chart: QuantileChart
  private let lines: [(label: String, buckets: CountBuckets)]
  private let gaps: [TimeRange]
  private let peak: (label: String, value: Double, time: Timestamp)?
  private let values: LogScale
  private let scale: TimeScale
  private var card: ChartCard

  init(_ chart: QuantileChart, points: Int) {
    self.chart = chart
    let drawn = chart.lines.prefix(QuantileChart.maxLines)
    let buckets = { (values: [Double?]) in
      let counts = ChartCounts(
        start: chart.start, binWidth: chart.binWidth, total: values, failed: values)
      return CountBuckets(counts, on: chart.axis, atMost: points)
    }
    lines = drawn.map { ($0.label, buckets($0.values)) }
    let length = drawn.map(\.values.count).max() ?? 0
    let covered = (0..<length).map { bin -> Double? in
      drawn.contains { bin < $0.values.count && $0.values[bin]?.isFinite == true } ? 1 : nil
    }
    gaps = buckets(covered).gaps(on: chart.axis)
    peak = QuantileDrawing.peak(of: chart)
    let spreads = lines.flatMap { $0.buckets.buckets.compactMap(\.total) }
    let positive = spreads.map(\.low).filter { $0 > 0 }.min()
    let highest = spreads.map(\.high).max() ?? 0
    values = LogScale(minimum: positive ?? highest, maximum: highest, ticksAtMost: 12)
    scale = TimeScale(axis: chart.axis, left: 76, width: 700)
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let lineTop = card.badges(top: card.heading() + 8)
    let lanes = card.lanes(chart.bands)
    let laneCount = lanes.laneCount + (lanes.omitted > 0 ? 1 : 0)
    let lanesBottom = lineTop + Double(laneCount) * BandLanes.laneHeight
    let frame = ChartFrame(
      left: scale.left, top: lanesBottom + 48, width: scale.width,
      height: QuantileDrawing.plotHeight)
    var shaded = frame
    shaded.top = lineTop
    shaded.height = frame.bottom - lineTop
    card.shade(chart.bands, in: shaded)
    grid(in: frame)
    data(in: frame)
    card.markLines(from: lineTop, to: frame.bottom)
    card.bandBars(lanes, top: lineTop)
    labels(in: frame)
    var end = card.key(top: card.timeAxis(at: frame.bottom))
    end = card.note(notes.joined(separator: " "), below: end)
    return card.document(height: end + 18)
  }

  private mutating func grid(in frame: ChartFrame) {
    card.midnights(in: frame)
    card.writer.line(
      frame.left, frame.bottom, frame.right, frame.bottom, ChartStroke(color: .quietInk))
    for tick in values.ticks where peak != nil {
      let y = values.y(tick.value, in: frame)
      card.grid(tick.label, at: y, in: frame, isBase: tick.value == values.low)
    }
  }

  // MARK: - Lines

  private mutating func data(in frame: ChartFrame) {
    hatch(in: frame)
    for (index, line) in lines.enumerated() where line.buckets.isReduced {
      let spread = columns(line.buckets, top: \.high, bottom: \.low, in: frame)
      card.writer.path(
        StepPath.area(spread), fill: .color(SeriesStyle.colors[index], opacity: 0.22))
    }
    for (index, line) in lines.enumerated() {
      let tops = columns(line.buckets, top: \.typical, bottom: \.typical, in: frame)
      card.writer.path(
        StepPath.line(tops), fill: .none,
        stroke: SeriesStyle.stroke(index, width: QuantileDrawing.widths[index]))
    }
  }

  private func columns(
    _ buckets: CountBuckets, top: KeyPath<Spread, Double>, bottom: KeyPath<Spread, Double>,
    in frame: ChartFrame
  ) -> [StepColumn?] {
    let y = { (value: Double) in (values.y(value, in: frame) * 2).rounded() / 2 }
    return buckets.buckets.map { bucket in
      bucket.total.map { spread in
        StepColumn(
          left: scale.x(bucket.range.start), right: scale.x(bucket.range.end),
          top: y(spread[keyPath: top]), bottom: y(spread[keyPath: bottom]))
      }
    }
  }

  /// Hatches the stretches without a value; they may have logs, so they are not called a gap.
  private mutating func hatch(in frame: ChartFrame) {
    let spans = gaps.compactMap { scale.span($0) }
    let areas = spans.flatMap { left, right in
      [StepColumn(left: left, right: right, top: frame.top, bottom: frame.bottom), nil]
        as [StepColumn?]
    }
    card.writer.path(StepPath.area(areas), fill: .hatch(.gap))
  }

  // MARK: - Labels

  private mutating func labels(in frame: ChartFrame) {
    let noun = PlainText.line(chart.noun, maxScalars: 40)
    card.panelHeading(
      "Duration of \(noun)", remark: remark, baseline: frame.top - 26)
    guard let peak else {
      card.message("no durations in this range", in: frame)
      return
    }
    let y = values.y(peak.value, in: frame)
    card.writer.circle(
      x: scale.x(peak.time), y: y, radius: 3, fill: .color(.card),
      stroke: ChartStroke(color: .ink, width: 1.5))
    var row = LabelRow(
      bounds: frame.left...frame.right + 90, avoiding: card.markPositions,
      metrics: TextMetrics(size: 12, isBold: true))
    if let label = row.place(peak.label, at: scale.x(peak.time)) {
      card.writer.text(label.text, x: label.left, y: frame.top - 6, isBold: true, halo: true)
    }
    lineEnds(in: frame)
  }

  private mutating func lineEnds(in frame: ChartFrame) {
    let ends = lines.enumerated().compactMap { index, line -> (Int, String, Double)? in
      guard let last = line.buckets.buckets.last(where: { $0.total != nil })?.total else {
        return nil
      }
      return (index, line.label, values.y(last.typical, in: frame))
    }.sorted { ($0.2, $1.0) < ($1.2, $0.0) }
    let centres = LabelSpread.centres(
      wanted: ends.map(\.2), sizes: ends.map { _ in 17 }, within: frame.top - 8...frame.bottom + 8)
    for ((index, label, _), y) in zip(ends, centres) {
      let x = frame.right + 6
      card.writer.line(x, y, x + 22, y, SeriesStyle.stroke(index, width: 2))
      let text = PlainText.line(label, maxScalars: 40)
      card.writer.text(
        TextMetrics(size: 12, isBold: true).fitted(text, into: ChartCard.width - 10 - x - 28),
        x: x + 28, y: y + 4, isBold: true)
    }
  }

  /// The largest value within the axis, the first if several tie.
  private static func peak(
    of chart: QuantileChart
  ) -> (label: String, value: Double, time: Timestamp)? {
    var best: (label: String, value: Double, time: Timestamp)?
    for line in chart.lines.prefix(QuantileChart.maxLines) {
      let series = ChartSeries(
        start: chart.start, binWidth: chart.binWidth, values: line.values)
      for bin in series.bins(in: chart.axis.range) {
        guard let value = series.values[bin], value > best?.value ?? -1 else { continue }
        let time = series.time(bin)
        let label = PlainText.line(line.label, maxScalars: 24)
        let text = ChartNumber.duration(microseconds: value)
        let middle = Timestamp(microseconds: time.microseconds + series.binWidth.microseconds / 2)
        best = ("\(label): \(text) at \(ChartNumber.clock(time))", value, middle)
      }
    }
    return best
  }

  private var remark: String {
    guard let reduced = lines.first(where: { $0.buckets.isReduced })?.buckets else {
      return "logarithmic scale, per \(ChartNumber.unit(of: chart.binWidth))"
    }
    let unit = ChartNumber.unit(of: chart.binWidth)
    let bucket = ChartNumber.unit(of: reduced.bucketWidth)
    return "logarithmic scale; mean over \(bucket); paler: lowest to highest \(unit)"
  }

  private var notes: [String] {
    var notes: [String] = []
    if !gaps.isEmpty, peak != nil { notes.append("Grey hatching: no durations.") }
    if lines.contains(where: { $0.buckets.buckets.contains { $0.total?.low ?? 1 <= 0 } }) {
      notes.append("Durations of zero lie on the lower edge.")
    }
    let omitted = chart.lines.count - lines.count
    if omitted > 0 { notes.append("\(omitted) more are not drawn.") }
    return notes
  }
}
