// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of an overview chart at one number of points.
struct OverviewDrawing: Sendable {
  private let chart: OverviewChart
  private let shares: ChartCounts
  private let volume: CountBuckets
  private let ratio: CountBuckets
  private let scale: TimeScale
  private var card: ChartCard

  init(_ chart: OverviewChart, shares: ChartCounts, points: Int) {
    self.chart = chart
    self.shares = shares
    volume = CountBuckets(chart.counts, on: chart.axis, atMost: points)
    ratio = CountBuckets(shares, on: chart.axis, atMost: points)
    scale = TimeScale(axis: chart.axis, left: 68, width: 720)
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let lineTop = card.badges(top: card.heading() + 8)
    let lanes = BandLanes(
      chart.bands, scale: scale, room: scale.left...ChartCard.width - 12, maxLanes: 4)
    let lanesBottom =
      lineTop + Double(lanes.laneCount + (lanes.omitted > 0 ? 1 : 0)) * BandLanes.laneHeight
    let volumeFrame = frame(top: lanesBottom + 34, height: 150)
    let ratioFrame = frame(top: volumeFrame.bottom + 50, height: 110)
    var shaded = volumeFrame
    shaded.top = lineTop
    shaded.height = ratioFrame.bottom - lineTop
    card.shade(chart.bands, in: shaded)
    volumePanel(in: volumeFrame)
    ratioPanel(in: ratioFrame)
    card.markLines(from: lineTop, to: ratioFrame.bottom)
    bars(lanes, top: lineTop)
    volumeLabels(in: volumeFrame)
    ratioLabels(in: ratioFrame)
    let bottom = card.key(top: card.timeAxis(at: ratioFrame.bottom))
    return card.document(height: bottom + 18)
  }

  private func frame(top: Double, height: Double) -> ChartFrame {
    ChartFrame(left: scale.left, top: top, width: scale.width, height: height)
  }

  // MARK: - Windows

  private mutating func bars(_ lanes: BandLanes, top: Double) {
    for bar in lanes.bars {
      let y = top + Double(bar.lane) * BandLanes.laneHeight + 2
      let frame = ChartFrame(
        left: bar.left, top: y, width: bar.right - bar.left, height: BandLanes.barHeight)
      card.writer.rect(frame, fill: .color(.card))
      card.writer.rect(
        frame, fill: .color(.failed, opacity: 0.16),
        stroke: ChartStroke(color: .failed, width: 0.8))
      card.writer.text(
        bar.text, x: bar.textLeft, y: y + 12, color: .failed, halo: !bar.isTextInside)
    }
    guard lanes.omitted > 0 else { return }
    let y = top + Double(lanes.laneCount) * BandLanes.laneHeight + 14
    card.writer.text(
      "and \(lanes.omitted) more shaded", x: scale.left, y: y, color: .failed, halo: true)
  }

  // MARK: - Events

  private var volumeScale: ValueScale {
    ValueScale(maximum: volume.highestTotal, unit: .count, steps: 5)
  }

  private mutating func volumePanel(in frame: ChartFrame) {
    let values = volumeScale
    grid(values, isEmpty: volume.highestTotal == 0, in: frame)
    let parts: [(KeyPath<CountBuckets.Bucket, Spread?>, ChartFill, ChartFill, ChartColor)] = [
      (\.total, .color(.events), .color(.events, opacity: 0.5), .eventsOutline),
      (\.failed, .hatch(.failed), .color(.failed, opacity: 0.3), .failed),
    ]
    for (part, fill, light, outline) in parts {
      if volume.isReduced {
        let above = volume.columns(
          part, top: \.high, bottom: \.typical, over: scale, values, in: frame)
        card.writer.path(StepPath.area(above), fill: light)
      }
      let below = volume.columns(part, top: \.typical, over: scale, values, in: frame)
      card.writer.path(StepPath.area(below), fill: fill)
      // No outline along the bottom, where it would only redden the axis.
      let outlined = below.map { $0.flatMap { $0.bottom - $0.top < 0.6 ? nil : $0 } }
      card.writer.path(
        StepPath.line(outlined), fill: .none, stroke: ChartStroke(color: outline, width: 0.8))
    }
    card.hatch(gaps: volume.gaps(on: chart.axis), in: frame)
  }

  private mutating func volumeLabels(in frame: ChartFrame) {
    let noun = PlainText.line(chart.noun, maxScalars: 40)
    let unit = ChartNumber.unit(of: chart.counts.binWidth)
    let name = noun.prefix(1).uppercased() + noun.dropFirst()
    panelHeading("\(name) per \(unit)", note: note(volume, of: chart.counts, "highest"), frame)
    guard let last = volume.buckets.last(where: { $0.total != nil }), volume.highestTotal > 0
    else {
      if volume.isCovered { message("no \(noun) in this range", in: frame) }
      return
    }
    let values = volumeScale
    let labels: [(String, ChartFill, Double)] = [
      ("all", .color(.events), values.y(last.total?.typical ?? 0, in: frame)),
      ("failed", .hatch(.failed), values.y(last.failed?.typical ?? 0, in: frame)),
    ]
    let centres = LabelSpread.centres(
      wanted: labels.map(\.2), sizes: [17, 17], within: frame.top - 8...frame.bottom + 8)
    for ((label, fill, _), y) in zip(labels, centres) {
      let swatch = ChartFrame(left: frame.right + 8, top: y - 5, width: 10, height: 10)
      let isAll = label == "all"
      card.writer.rect(
        swatch, fill: fill,
        stroke: ChartStroke(color: isAll ? .eventsOutline : .failed, width: 0.8))
      card.writer.text(
        label, x: swatch.right + 6, y: y + 4, color: isAll ? .ink : .failed, isBold: !isAll)
    }
  }

  // MARK: - Share

  private var ratioScale: ValueScale {
    ValueScale(maximum: ratio.highestShare, unit: .share, steps: 5)
  }

  private mutating func ratioPanel(in frame: ChartFrame) {
    let values = ratioScale
    grid(values, isEmpty: ratio.highestShare == 0, in: frame)
    if ratio.isReduced {
      let spread = ratio.columns(
        \.share, top: \.high, bottom: \.low, over: scale, values, in: frame)
      card.writer.path(StepPath.area(spread), fill: .color(.failed, opacity: 0.25))
    }
    let line = ratio.columns(\.share, top: \.typical, over: scale, values, in: frame)
    card.writer.path(
      StepPath.line(line), fill: .none, stroke: ChartStroke(color: .failed, width: 1.5))
    card.hatch(gaps: ratio.gaps(on: chart.axis), in: frame)
  }

  private mutating func ratioLabels(in frame: ChartFrame) {
    let noun = PlainText.line(chart.noun, maxScalars: 40)
    panelHeading(
      "Failed share of \(noun)", note: note(ratio, of: shares, "lowest to highest"), frame,
      isShare: true)
    guard ratio.isCovered, volume.highestTotal > 0 else { return }
    guard let peak = SharePeak(shares, on: chart.axis, minimumTrials: chart.minimumTrials) else {
      message("no failed \(noun)", in: frame)
      return
    }
    let x = scale.x(peak.middle)
    let y = ratioScale.y(peak.share, in: frame)
    card.writer.circle(
      x: x, y: y, radius: 3, fill: .color(.card), stroke: ChartStroke(color: .failed, width: 1.5))
    var row = LabelRow(
      bounds: frame.left...frame.right + 80, avoiding: card.markPositions,
      metrics: TextMetrics(size: 12, isBold: true))
    guard let label = row.place(peak.label, at: x) else { return }
    card.writer.text(
      label.text, x: label.left, y: frame.top - 5, color: .failed, isBold: true, halo: true)
  }

  // MARK: - Both panels

  private mutating func grid(_ values: ValueScale, isEmpty: Bool, in frame: ChartFrame) {
    card.midnights(in: frame)
    for tick in values.ticks where tick.value == 0 || !isEmpty {
      let y = values.y(tick.value, in: frame)
      card.writer.line(
        frame.left, y, frame.right, y,
        ChartStroke(color: tick.value == 0 ? .quietInk : .rule))
      card.writer.text(
        tick.value == 0 ? "0" : tick.label, x: frame.left - 8, y: y + 4, color: .quietInk,
        anchor: .end)
    }
  }

  private mutating func panelHeading(
    _ heading: String, note: String, _ frame: ChartFrame, isShare: Bool = false
  ) {
    let y = frame.top - (isShare ? 24 : 12)
    let bold = TextMetrics(size: 13, isBold: true)
    card.writer.text(
      heading, x: ChartCard.padding, y: y, size: 13, isBold: true, halo: true)
    card.writer.text(
      note, x: ChartCard.padding + bold.width(heading) + 10, y: y, color: .quietInk, halo: true)
  }

  /// How the drawn points came from the bins.
  private func note(_ buckets: CountBuckets, of counts: ChartCounts, _ extent: String) -> String {
    guard volume.highestTotal > 0 else { return "" }
    let unit = ChartNumber.unit(of: counts.binWidth)
    guard buckets.isReduced else {
      return counts.binWidth == chart.counts.binWidth ? "" : "in bins of \(unit)"
    }
    let bucket = ChartNumber.unit(of: buckets.bucketWidth)
    return "mean over \(bucket); paler: \(extent) \(unit)"
  }

  private mutating func message(_ text: String, in frame: ChartFrame) {
    card.writer.text(
      text, x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 + 4,
      color: .quietInk, anchor: .middle, halo: true)
  }
}
