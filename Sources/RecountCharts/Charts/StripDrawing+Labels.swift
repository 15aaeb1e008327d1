// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

extension StripDrawing {
  // MARK: - Legend

  /// What the marks of a strip mean, in one line.
  mutating func legend(baseline y: Double) {
    let unit = ChartNumber.unit(of: chart.strips.first?.counts.binWidth ?? .minute)
    var x = ChartCard.padding
    let failed = ChartFrame(left: x, top: y - 9, width: 14, height: 10)
    card.writer.rect(
      failed, fill: .hatch(.failed), stroke: ChartStroke(color: .failed, width: 0.8))
    let isReduced = rows.contains { $0.buckets.isReduced }
    let paler = isReduced ? " (paler: highest bin)" : ""
    x = entry("failed share\(paler), scale at left", at: x, y)
    let events = ChartFrame(left: x, top: y - 7, width: 14, height: 6)
    card.writer.rect(events, fill: .color(.events, opacity: 0.45))
    card.writer.line(
      x, y - 4, x + 14, y - 4, ChartStroke(color: .eventsOutline, width: 0.9))
    x = entry("all events per \(unit), scale at right", at: x, y)
    guard rows.contains(where: { !$0.bands.isEmpty }) else { return }
    let band = ChartFrame(left: x, top: y - 9, width: 14, height: 11)
    card.writer.rect(band, fill: .color(.failed, opacity: 0.08))
    bandEdges([(x, x + 14)], top: y - 8)
    let name = PlainText.line(chart.bandName, maxScalars: 40)
    _ = entry(
      TextMetrics(size: 12).fitted(name, into: ChartCard.width - ChartCard.padding - x - 20),
      at: x, y)
  }

  /// Writes beside the swatch at `x`; answers where the next swatch stands.
  private mutating func entry(_ text: String, at x: Double, _ y: Double) -> Double {
    card.writer.text(text, x: x + 20, y: y)
    return x + 20 + TextMetrics(size: 12).width(text) + 18
  }

  // MARK: - Strips

  mutating func labels(of row: Row) {
    names(of: row)
    scales(of: row)
    let frame = row.frame
    var places = LabelRow(
      bounds: frame.left...frame.right, avoiding: card.markPositions,
      metrics: TextMetrics(size: 12))
    let peak = SharePeak(row.counts, on: chart.axis, minimumTrials: chart.minimumTrials)
    if let peak {
      let x = scale.x(peak.middle)
      card.writer.circle(
        x: x, y: row.shares.y(peak.share, in: frame), radius: 2.5, fill: .color(.card),
        stroke: ChartStroke(color: .failed, width: 1.25))
      write(places.place(peak.label, at: x), over: frame, .failed)
    } else if row.buckets.isCovered {
      let text = row.buckets.highestTotal > 0 ? "no failed events" : "no events"
      write(places.place(text, at: frame.left - 5), over: frame, .quietInk)
    }
    let spans = row.bands.map { scale.span($0.range) }
    let labelled = row.bands.prefix(StripChart.maxBandLabels)
    for (index, band) in labelled.enumerated() where !band.label.isEmpty {
      guard let (left, right) = spans[index] else { continue }
      let others = spans.compactMap { span -> ClosedRange<Double>? in
        guard let span, span.right <= left || right <= span.left else { return nil }
        return span.left...span.right
      }
      let text = PlainText.line(band.label, maxScalars: 60)
      write(
        places.place(text, beside: left, right, clearOf: others), over: frame, .quietInk)
    }
  }

  private mutating func write(
    _ label: LabelRow.Placed?, over frame: ChartFrame, _ color: ChartColor
  ) {
    guard let label else { return }
    card.writer.text(label.text, x: label.left, y: frame.top - 4, color: color, halo: true)
  }

  /// The name at the left, and the width of the bins where it is not that of the other strips.
  private mutating func names(of row: Row) {
    let label = PlainText.line(row.strip.label, maxScalars: 80)
    let lines = TextMetrics(size: 13, isBold: true).wrapped(label, into: 146, maxLines: 2)
    var y = row.frame.top + 4
    for line in lines {
      card.writer.text(line, x: ChartCard.padding, y: y, size: 13, isBold: true)
      y += 16
    }
    guard row.counts.binWidth != row.strip.counts.binWidth else { return }
    card.writer.text(
      "in bins of \(ChartNumber.unit(of: row.counts.binWidth))", x: ChartCard.padding, y: y,
      color: .quietInk)
  }

  /// The tops of both scales and their common zero.
  private mutating func scales(of row: Row) {
    let frame = row.frame
    guard row.buckets.highestTotal > 0 else { return }
    card.writer.text(
      "0", x: frame.left - 8, y: frame.bottom + 4, color: .quietInk, anchor: .end)
    if row.buckets.highestShare > 0, let top = row.shares.ticks.last {
      card.writer.text(
        top.label, x: frame.left - 8, y: frame.top + 4, color: .failed, anchor: .end)
    }
    let unit = ChartNumber.shortUnit(of: row.counts.binWidth)
    card.writer.text(
      "\(ChartNumber.short(row.buckets.highestTotal))/\(unit)", x: frame.right + 8,
      y: frame.top + 4, color: .eventsOutline)
  }
}
