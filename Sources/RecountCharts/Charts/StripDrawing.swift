// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of a strip chart at one number of points.
struct StripDrawing: Sendable {
  /// A strip with what its drawing needs.
  struct Row: Sendable {
    var strip: ChartStrip
    /// Those of the strip in bins wide enough for a share.
    var counts: ChartCounts
    var buckets: CountBuckets
    var frame: ChartFrame
    var shares: ValueScale

    var bands: ArraySlice<ChartBand> { strip.bands.prefix(StripChart.maxBands) }
  }

  private static let pitch = 64.0
  private static let labelHeight = 17.0
  private static let plotHeight = 40.0

  let chart: StripChart
  let scale: TimeScale
  let rows: [Row]
  var card: ChartCard
  /// Where the first strip and the lines of the marks begin.
  private let top: Double

  /// Lays the strips out; `counts` are theirs, in bins wide enough for a share.
  init(_ chart: StripChart, counts: [ChartCounts], points: Int) {
    self.chart = chart
    let scale = TimeScale(axis: chart.axis, left: 216, width: 580)
    self.scale = scale
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
    let legendTop = card.heading() + 6
    let top = card.badges(top: legendTop + 26)
    self.top = top
    rows = zip(chart.strips, counts).enumerated().map { index, pair in
      let (strip, counts) = pair
      let buckets = CountBuckets(counts, on: chart.axis, atMost: points)
      let frame = ChartFrame(
        left: scale.left, top: top + Double(index) * StripDrawing.pitch + StripDrawing.labelHeight,
        width: scale.width, height: StripDrawing.plotHeight)
      let shares = ValueScale(maximum: buckets.highestShare, unit: .share, steps: 5)
      return Row(strip: strip, counts: counts, buckets: buckets, frame: frame, shares: shares)
    }
    legend(baseline: legendTop + 14)
  }

  mutating func document() -> String {
    let bottom = top + Double(max(1, rows.count)) * StripDrawing.pitch + 2
    for row in rows { data(of: row) }
    card.markLines(from: top, to: bottom)
    for row in rows { labels(of: row) }
    if rows.isEmpty {
      card.writer.text(
        "nothing to show in this range", x: (scale.left + scale.right) / 2, y: bottom - 30,
        color: .quietInk, anchor: .middle, halo: true)
    }
    var end = card.timeAxis(at: bottom)
    if chart.hasKey { end = card.key(top: end) }
    if chart.strips.count > rows.count {
      end += 18
      let more = "\(chart.strips.count - rows.count) more are not drawn."
      card.writer.text(more, x: ChartCard.padding, y: end, color: .quietInk)
    }
    return card.document(height: end + 18)
  }

  private mutating func data(of row: Row) {
    let frame = row.frame
    card.shade(Array(row.bands), in: frame)
    card.midnights(in: frame)
    if row.buckets.highestTotal > 0 {
      let events = ValueScale(reaching: row.buckets.highestTotal)
      if row.buckets.isReduced {
        let spread = row.buckets.columns(
          \.total, top: \.high, bottom: \.low, over: scale, events, in: frame)
        card.writer.path(StepPath.area(spread), fill: .color(.events, opacity: 0.45))
      }
      let line = row.buckets.columns(\.total, top: \.typical, over: scale, events, in: frame)
      card.writer.path(
        StepPath.line(line), fill: .none, stroke: ChartStroke(color: .eventsOutline, width: 0.9))
    }
    if row.buckets.highestShare > 0 {
      if row.buckets.isReduced {
        let above = row.buckets.columns(
          \.share, top: \.high, bottom: \.typical, over: scale, row.shares, in: frame)
        card.writer.path(StepPath.area(above), fill: .color(.failed, opacity: 0.3))
      }
      let below = row.buckets.columns(
        \.share, top: \.typical, over: scale, row.shares, in: frame)
      card.writer.path(StepPath.area(below), fill: .hatch(.failed))
    }
    card.hatch(gaps: row.buckets.gaps(on: chart.axis), in: frame)
    card.writer.line(
      frame.left, frame.bottom, frame.right, frame.bottom, ChartStroke(color: .quietInk))
    bandEdges(card.merged(Array(row.bands)), top: frame.top)
  }

  /// The dark bars along the top of shaded bands.
  mutating func bandEdges(_ spans: [(left: Double, right: Double)], top: Double) {
    let columns = spans.flatMap { left, right in
      [StepColumn(left: left, right: right, top: top - 1.5, bottom: top + 1.5), nil]
        as [StepColumn?]
    }
    card.writer.path(StepPath.area(columns), fill: .color(.failed))
  }
}
