// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Bars for labelled bands above a panel, in as few lanes as fit.
///
/// A label stands in its bar where the bar is long enough, else at its right, else at its left.
package struct BandLanes: Sendable {
  package struct Bar: Hashable, Sendable {
    package var lane: Int
    package var left: Double
    package var right: Double
    /// Cut where there is no room for all of it; empty where there is none.
    var text: String
    package var textLeft: Double

    package var isTextInside: Bool { left <= textLeft && textLeft <= right }
  }

  static let laneHeight = 20.0
  static let barHeight = 16.0
  static let maxBars = 24

  package private(set) var bars: [Bar] = []
  package private(set) var laneCount = 0
  /// Bands within the axis that found no lane.
  package private(set) var omitted = 0

  private let room: ClosedRange<Double>
  private let metrics = TextMetrics(size: 12)

  /// Bars stay within `scale`, labels within `room`; bands beyond `maxLanes` get no bar.
  package init(
    _ bands: [ChartBand], scale: TimeScale, room: ClosedRange<Double>, maxLanes: Int
  ) {
    self.room = room
    /// Where each lane is free again.
    var free: [Double] = []
    for band in bands.sorted(by: { $0.range.start < $1.range.start }) {
      guard let (left, right) = scale.span(band.range) else { continue }
      var bar = bar(PlainText.line(band.label, maxScalars: 80), left: left, right: right)
      let start = bar.text.isEmpty ? bar.left : min(bar.left, bar.textLeft)
      let stop = max(bar.right, bar.textLeft + metrics.width(bar.text))
      bar.lane = free.firstIndex { $0 <= start } ?? free.count
      guard bar.lane < maxLanes, bars.count < BandLanes.maxBars else {
        omitted += 1
        continue
      }
      if bar.lane == free.count { free.append(0) }
      free[bar.lane] = stop + 10
      bars.append(bar)
    }
    laneCount = free.count
  }

  private func bar(_ text: String, left: Double, right: Double) -> Bar {
    let right = max(right, left + 3)
    let width = metrics.width(text)
    var bar = Bar(lane: 0, left: left, right: right, text: text, textLeft: left + 7)
    if width + 14 <= right - left { return bar }
    if right + 6 + width <= room.upperBound {
      bar.textLeft = right + 6
    } else if left - 6 - width >= room.lowerBound {
      bar.textLeft = left - 6 - width
    } else {
      let inside = right - left - 14
      let after = room.upperBound - right - 6
      bar.textLeft = inside >= after ? left + 7 : right + 6
      bar.text = max(inside, after) < 30 ? "" : metrics.fitted(text, into: max(inside, after))
    }
    return bar
  }
}
