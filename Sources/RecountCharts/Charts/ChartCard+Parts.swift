// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Pieces that several charts draw alike.
extension ChartCard {
  // MARK: - Bands

  /// The labelled bars of `lanes` from `top` on.
  mutating func bandBars(_ lanes: BandLanes, top: Double) {
    for bar in lanes.bars {
      let y = top + Double(bar.lane) * BandLanes.laneHeight + 2
      let frame = ChartFrame(
        left: bar.left, top: y, width: bar.right - bar.left, height: BandLanes.barHeight)
      writer.rect(frame, fill: .color(.card))
      writer.rect(
        frame, fill: .color(.failed, opacity: 0.16),
        stroke: ChartStroke(color: .failed, width: 0.8))
      writer.text(bar.text, x: bar.textLeft, y: y + 12, color: .failed, halo: !bar.isTextInside)
    }
    guard lanes.omitted > 0 else { return }
    let y = top + Double(lanes.laneCount) * BandLanes.laneHeight + 14
    writer.text(
      "and \(lanes.omitted) more shaded", x: scale.left, y: y, color: .failed, halo: true)
  }

  /// Lanes for `bands` over the data, their labels up to the border of the card.
  func lanes(_ bands: [ChartBand], maxLanes: Int = 4) -> BandLanes {
    BandLanes(bands, scale: scale, room: scale.left...ChartCard.width - 12, maxLanes: maxLanes)
  }

  // MARK: - Text

  /// Writes a legend's text beside the swatch at `x`; answers where the next swatch stands.
  mutating func entry(_ text: String, at x: Double, baseline y: Double) -> Double {
    let metrics = TextMetrics(size: 12)
    let room = ChartCard.width - ChartCard.padding - x - 20
    let line = metrics.fitted(PlainText.line(text, maxScalars: 80), into: max(0, room))
    writer.text(line, x: x + 20, y: y)
    return x + 20 + metrics.width(line) + 18
  }

  /// A quiet line below what is drawn; answers where it ends.
  mutating func note(_ text: String, below y: Double) -> Double {
    guard !text.isEmpty else { return y }
    writer.text(text, x: ChartCard.padding, y: y + 18, color: .quietInk)
    return y + 18
  }

  /// The heading of a panel with a quiet remark behind it.
  mutating func panelHeading(_ heading: String, remark: String, baseline y: Double) {
    let bold = TextMetrics(size: 13, isBold: true)
    let line = bold.fitted(heading, into: 360)
    writer.text(line, x: ChartCard.padding, y: y, size: 13, isBold: true, halo: true)
    writer.text(
      remark, x: ChartCard.padding + bold.width(line) + 10, y: y, color: .quietInk, halo: true)
  }

  /// What is said in place of data.
  mutating func message(_ text: String, in frame: ChartFrame) {
    writer.text(
      text, x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 + 4,
      color: .quietInk, anchor: .middle, halo: true)
  }

  /// A light line with its value at the left.
  mutating func grid(_ label: String, at y: Double, in frame: ChartFrame, isBase: Bool) {
    writer.line(
      frame.left, y, frame.right, y, ChartStroke(color: isBase ? .quietInk : .rule))
    writer.text(label, x: frame.left - 8, y: y + 4, color: .quietInk, anchor: .end)
  }
}
