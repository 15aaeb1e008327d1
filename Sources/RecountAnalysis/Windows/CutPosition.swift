// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Where between two borders a level changes, with the positions the data do not rule out.
///
/// The change lies before `bin`; `earliest` and `latest` bound the first bin of the new level.
struct CutPosition: Sendable {
  /// First bin of the new level.
  var bin: Int
  var earliest: Int
  var latest: Int

  /// Deviance above the best position up to which a position stays possible.
  ///
  /// The 90 % point of χ² with one degree of freedom. Simulated onsets lie inside the interval in 98 of
  /// 100 cases, as most are certain to the bin; the median width is one bin.
  static let allowance = 2.7
  /// How far from the best position the interval may reach, in bins.
  static let reach = 60

  init(bin: Int, earliest: Int, latest: Int) {
    self.bin = bin
    self.earliest = earliest
    self.latest = latest
  }

  /// A position without doubt.
  init(_ bin: Int) {
    self.init(bin: bin, earliest: bin, latest: bin)
  }

  /// The best place for one cut between the groups of `grid`, and its interval.
  ///
  /// Only cuts that fall into `near` are eligible, if it is given. Nil when there are none.
  static func best(
    of loss: some SegmentCost, on grid: BinGrid, near: ClosedRange<Int>? = nil
  ) -> CutPosition? {
    guard grid.count > 1 else { return nil }
    let values = (0..<grid.count).map { group in
      group == 0 ? .infinity : loss.cost(0, group) + loss.cost(group, grid.count)
    }
    var best = 0
    for group in 1..<grid.count where near.map({ $0.contains(grid.starts[group]) }) ?? true {
      if best == 0 || values[group] < values[best] - Segmentation.margin { best = group }
    }
    guard best > 0 else { return nil }
    let start = grid.starts[best]
    let possible = (1..<grid.count).filter {
      values[$0] <= values[best] + allowance && abs(grid.starts[$0] - start) <= reach
    }
    return CutPosition(
      bin: start, earliest: grid.starts[possible.first ?? best],
      latest: grid.starts[possible.last ?? best])
  }
}
