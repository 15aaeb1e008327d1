// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The numbered badges above a chart, moved apart so that none covers another.
package struct BadgeRow: Sendable {
  /// One badge, for one mark or for neighbours that found no room apart.
  package struct Badge: Hashable, Sendable {
    var text: String
    package var centre: Double
    package var width: Double
    /// Where the lines of its marks stand.
    package var lines: [Double]
    var basis: ChartMark.Basis
  }

  static let height = 18.0
  package let badges: [Badge]

  /// Badges for `marks`, which are in the order of time.
  package init(_ marks: [ChartMark], scale: TimeScale, bounds: ClosedRange<Double>) {
    let metrics = TextMetrics(size: 12, isBold: true)
    var groups = marks.map { (first: $0, last: $0, lines: [scale.x($0.time)]) }
    func text(_ index: Int) -> String {
      let (first, last, lines) = groups[index]
      return lines.count == 1 ? String(first.number) : "\(first.number)–\(last.number)"
    }
    func size(_ index: Int) -> Double {
      max(BadgeRow.height, metrics.width(text(index)) + 9) + 3
    }
    let room = bounds.upperBound - bounds.lowerBound
    while groups.count > 1, groups.indices.reduce(0, { $0 + size($1) }) > room {
      let closest = (1..<groups.count).min { left, right in
        BadgeRow.distance(groups[left - 1].lines, groups[left].lines)
          < BadgeRow.distance(groups[right - 1].lines, groups[right].lines)
      }
      guard let closest else { break }
      groups[closest - 1].last = groups[closest].last
      groups[closest - 1].lines += groups[closest].lines
      groups.remove(at: closest)
    }
    let sizes = groups.indices.map(size)
    let wanted = groups.map { ($0.lines[0] + $0.lines[$0.lines.count - 1]) / 2 }
    let centres = LabelSpread.centres(wanted: wanted, sizes: sizes, within: bounds)
    badges = groups.indices.map { index in
      Badge(
        text: text(index), centre: centres[index], width: sizes[index] - 3,
        lines: groups[index].lines, basis: groups[index].first.basis)
    }
  }

  private static func distance(_ earlier: [Double], _ later: [Double]) -> Double {
    (later.last ?? 0) - (earlier.first ?? 0)
  }
}
