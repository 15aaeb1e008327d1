// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The cuts that describe a series best as stretches of constant level.
///
/// Exact optimal partitioning with pruning (PELT: Killick, Fearnhead, Eckley 2012): minimises the
/// summed cost plus a penalty per cut. A likelihood of counts is used because ranks and squared
/// errors, which general tools use, either miss thin failures or see cuts in busy quiet hours.
package enum Segmentation {
  /// Costs closer than this are ties; the earlier cut wins.
  static let margin = 1e-9

  /// Cuts between groups, rising, without 0 and the end.
  ///
  /// - Complexity: O(groups²) when nothing changes, near O(groups) when much does.
  package static func cuts(_ loss: some SegmentCost, penalty: Double) -> [Int] {
    let count = loss.count
    guard count > 1 else { return [] }
    var best = [Double](repeating: 0, count: count + 1)
    best[0] = -penalty
    var previous = [Int](repeating: 0, count: count + 1)
    var candidates = [0]
    var values: [Double] = []
    candidates.reserveCapacity(count)
    values.reserveCapacity(count)
    for end in 1...count {
      values.removeAll(keepingCapacity: true)
      var lowest = Double.infinity
      var chosen = 0
      for candidate in candidates {
        let value = best[candidate] + loss.cost(candidate, end)
        values.append(value)
        if value < lowest - margin {
          lowest = value
          chosen = candidate
        }
      }
      best[end] = lowest + penalty
      previous[end] = chosen
      var kept = 0
      for index in candidates.indices where values[index] <= best[end] + margin {
        candidates[kept] = candidates[index]
        kept += 1
      }
      candidates.removeSubrange(kept...)
      candidates.append(end)
    }
    var cuts: [Int] = []
    var end = previous[count]
    while end > 0 {
      cuts.append(end)
      end = previous[end]
    }
    return cuts.reversed()
  }
}
