// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Moves labels apart along one axis, as little as possible.
package enum LabelSpread {
  /// Centres for labels that want to be at `wanted`, none overlapping, order kept.
  ///
  /// The sum of squared shifts is the least possible (isotonic regression by pooling neighbours),
  /// except where `bounds` push back. When the labels need more room than `bounds` have, they run
  /// over the upper bound. `wanted` is in rising order; `sizes` include the room between labels.
  package static func centres(
    wanted: [Double], sizes: [Double], within bounds: ClosedRange<Double>
  ) -> [Double] {
    guard wanted.count == sizes.count, let first = sizes.first, let last = sizes.last else {
      return []
    }
    var offsets = [0.0]
    for index in wanted.indices.dropFirst() {
      offsets.append(offsets[index - 1] + (sizes[index - 1] + sizes[index]) / 2)
    }
    var pools: [(sum: Double, count: Int)] = []
    for index in wanted.indices {
      pools.append((wanted[index] - offsets[index], 1))
      while pools.count > 1 {
        let later = pools[pools.count - 1]
        let earlier = pools[pools.count - 2]
        guard earlier.sum / Double(earlier.count) > later.sum / Double(later.count) else { break }
        pools.removeLast(2)
        pools.append((earlier.sum + later.sum, earlier.count + later.count))
      }
    }
    let lowest = bounds.lowerBound + first / 2
    let highest = max(lowest, bounds.upperBound - last / 2 - (offsets.last ?? 0))
    let anchors = pools.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    return zip(anchors, offsets).map { min(max($0, lowest), highest) + $1 }
  }
}
