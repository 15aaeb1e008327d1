// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// One rendering of a stack chart at one number of points.
struct StackDrawing: Sendable {
  private static let plotHeight = 220.0

  private let chart: StackChart
  private let layers: StackLayers
  /// One for each layer; without layers a single one that covers nothing.
  private let buckets: [CountBuckets]
  private let values: ValueScale
  private let scale: TimeScale
  private var card: ChartCard

  init(_ chart: StackChart, layers: StackLayers, points: Int) {
    self.chart = chart
    self.layers = layers
    let none = ChartCounts(start: chart.start, binWidth: chart.binWidth, total: [], failed: [])
    let sums = layers.layers.isEmpty ? [none] : layers.layers.map(\.sums)
    buckets = sums.map { CountBuckets($0, on: chart.axis, atMost: points) }
    values = ValueScale(
      maximum: buckets.map(\.highestTotal).max() ?? 0, unit: .count, steps: 5)
    scale = TimeScale(axis: chart.axis, left: 68, width: 620)
    card = ChartCard(id: chart.id, text: chart.text, scale: scale, marks: chart.marks)
  }

  mutating func document() -> String {
    let lineTop = card.badges(top: card.heading() + 8)
    let lanes = card.lanes(chart.bands)
    let laneCount = lanes.laneCount + (lanes.omitted > 0 ? 1 : 0)
    let lanesBottom = lineTop + Double(laneCount) * BandLanes.laneHeight
    let frame = ChartFrame(
      left: scale.left, top: lanesBottom + 34, width: scale.width,
      height: StackDrawing.plotHeight)
    var shaded = frame
    shaded.top = lineTop
    shaded.height = frame.bottom - lineTop
    card.shade(chart.bands, in: shaded)
    card.midnights(in: frame)
    for tick in values.ticks where tick.value > 0 && layers.events > 0 {
      card.grid(tick.label, at: values.y(tick.value, in: frame), in: frame, isBase: false)
    }
    areas(in: frame)
    card.grid("0", at: frame.bottom, in: frame, isBase: true)
    card.hatch(gaps: buckets[0].gaps(on: chart.axis), in: frame)
    card.markLines(from: lineTop, to: frame.bottom)
    card.bandBars(lanes, top: lineTop)
    labels(in: frame)
    let end = card.key(top: card.timeAxis(at: frame.bottom))
    return card.document(height: end + 18)
  }

  // MARK: - Layers

  private func fill(of index: Int) -> ChartFill {
    layers.layers[index].isOther ? .color(.rule) : SeriesStyle.fill(index)
  }

  /// From the top layer to the bottom one: each covers the lower part of the one before.
  private mutating func areas(in frame: ChartFrame) {
    guard let top = buckets.last, layers.events > 0 else { return }
    if top.isReduced {
      let above = top.columns(
        \.total, top: \.high, bottom: \.typical, over: scale, values, in: frame)
      card.writer.path(StepPath.area(above), fill: .color(.ink, opacity: 0.18))
    }
    for index in layers.layers.indices.reversed() {
      let columns = buckets[index].columns(
        \.failed, top: \.typical, over: scale, values, in: frame
      ).map { $0.flatMap { $0.bottom - $0.top < 0.4 ? nil : $0 } }
      card.writer.path(StepPath.area(columns), fill: fill(of: index))
      // A white line keeps neighbours apart that differ little for some eyes.
      let isTop = index == layers.layers.count - 1
      card.writer.path(
        StepPath.line(columns), fill: .none,
        stroke: ChartStroke(color: isTop ? .ink : .card, width: 0.8))
    }
  }

  // MARK: - Labels

  private mutating func labels(in frame: ChartFrame) {
    let noun = PlainText.line(chart.noun, maxScalars: 40)
    let unit = ChartNumber.unit(of: chart.binWidth)
    let name = noun.prefix(1).uppercased() + noun.dropFirst()
    var remark = ""
    if buckets[0].isReduced, layers.events > 0 {
      let bucket = ChartNumber.unit(of: buckets[0].bucketWidth)
      remark = "mean over \(bucket); paler: highest \(unit)"
    }
    card.panelHeading("\(name) per \(unit)", remark: remark, baseline: frame.top - 12)
    guard layers.events > 0 else {
      // Above the middle, where a stretch without logs says so.
      var upper = frame
      upper.height = frame.height / 2
      if buckets[0].isCovered { card.message("no \(noun) in this range", in: upper) }
      return
    }
    legend(in: frame)
  }

  /// Names with sums beside the layers, in the order of the stack.
  private mutating func legend(in frame: ChartFrame) {
    let order = Array(layers.layers.indices.reversed())
    var wanted: [Double] = []
    for index in order { wanted.append(max(middle(of: index, in: frame), wanted.last ?? 0)) }
    let names = names(of: order, in: frame)
    let sizes = names.map { Double($0.count) * 15 + 19 }
    let centres = LabelSpread.centres(
      wanted: wanted, sizes: sizes, within: frame.top - 10...frame.bottom + 6)
    for (place, index) in order.enumerated() {
      let layer = layers.layers[index]
      var y = centres[place] - sizes[place] / 2 + 13
      let swatch = ChartFrame(left: frame.right + 10, top: y - 10, width: 12, height: 12)
      card.writer.rect(
        swatch, fill: fill(of: index),
        stroke: layer.isOther ? ChartStroke(color: .quietInk, width: 0.8) : nil)
      let x = swatch.right + 6
      for name in names[place] {
        card.writer.text(name, x: x, y: y, isBold: true)
        y += 15
      }
      let share = ChartNumber.percent(layer.events / layers.events)
      card.writer.text(
        "\(ChartNumber.short(layer.events)), \(share)", x: x, y: y, color: .quietInk)
    }
  }

  /// Names in up to two lines, or in one where two would not fit beside the stack.
  private func names(of order: [Int], in frame: ChartFrame) -> [[String]] {
    let bold = TextMetrics(size: 12, isBold: true)
    let names = { (maxLines: Int) in
      order.map { index in
        let label = PlainText.line(layers.layers[index].label, maxScalars: 80)
        return bold.wrapped(
          label, into: ChartCard.width - 12 - frame.right - 28, maxLines: maxLines)
      }
    }
    let wrapped = names(2)
    let height = wrapped.reduce(0) { $0 + Double($1.count) * 15 + 19 }
    return height <= frame.height + 16 ? wrapped : names(1)
  }

  /// Where the middle of a layer ends at the right.
  private func middle(of index: Int, in frame: ChartFrame) -> Double {
    let last = { (buckets: CountBuckets) in
      buckets.buckets.last { $0.failed != nil }?.failed?.typical ?? 0
    }
    let upper = last(buckets[index])
    let lower = index > 0 ? last(buckets[index - 1]) : 0
    return values.y((upper + lower) / 2, in: frame)
  }
}
