// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// Shuffles of the labels window and base among the events of each leaf.
///
/// A leaf keeps its events and its failures; which of the failures lie in the window is drawn anew.
/// All leaves are held to have changed by one odds ratio ψ, so the shuffled tables show what a search
/// finds when failures rose everywhere alike. With ψ = 1 the draws are those of plain shuffles. A leaf that the base does not have cannot be
/// shuffled: its failures are drawn from its expected share at the same ψ.
///
/// Draws are exact from the noncentral hypergeometric distribution up to a standard deviation of 20
/// and rounded normal beyond.
struct LabelShuffle: Sendable {
  static let count = 99
  private static let widestTable = 20.0

  /// What is drawn for one leaf.
  private struct Draw: Sendable {
    var lowest: Double
    var highest: Double
    /// Where its cumulative probabilities are; empty for a normal draw.
    var table: Range<Int>
    var mean: Double
    var deviation: Double
  }

  private var draws: [Draw] = []
  private var cumulative: [Double] = []

  init(_ counts: LeafCounts, rows: [Int], share: [Double], oddsRatio: Double) {
    draws.reserveCapacity(rows.count)
    for row in rows {
      let total = counts.total[row]
      let base = counts.baseTotal[row]
      if base > 0 {
        let failed = counts.failed[row] + counts.baseFailed[row]
        append(
          lowest: max(0, failed - base), highest: min(total, failed),
          mean: Self.mean(total, base, failed, oddsRatio)
        ) { (total - $0) * (failed - $0) / (($0 + 1) * (base - failed + $0 + 1)) * oddsRatio }
      } else {
        let odds = oddsRatio * share[row] / (1 - share[row])
        append(lowest: 0, highest: total, mean: total * odds / (1 + odds)) {
          (total - $0) / ($0 + 1) * odds
        }
      }
    }
  }

  /// Failures in the window of each leaf.
  func failed(_ random: inout SeededGenerator) -> [Double] {
    draws.map { draw in
      guard draw.highest > draw.lowest else { return draw.lowest }
      guard !draw.table.isEmpty else {
        let value = (draw.mean + draw.deviation * Self.normal(&random)).rounded()
        return min(max(value, draw.lowest), draw.highest)
      }
      let target = random.unit() * cumulative[draw.table.upperBound - 1]
      var (low, high) = (draw.table.lowerBound, draw.table.upperBound - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] > target { high = middle } else { low = middle + 1 }
      }
      return draw.lowest + Double(low - draw.table.lowerBound)
    }
  }

  /// The mean to which x (n₀ − K + x) = ψ (n₁ − x) (K − x) comes close, K the failures of both.
  private static func mean(
    _ total: Double, _ base: Double, _ failed: Double, _ oddsRatio: Double
  ) -> Double {
    let square = 1 - oddsRatio
    let linear = base - failed + oddsRatio * (total + failed)
    let constant = -oddsRatio * total * failed
    let root = max(0, linear * linear - 4 * square * constant).squareRoot()
    return linear + root > 0 ? -2 * constant / (linear + root) : 0
  }

  /// Adds a leaf whose probabilities follow `ratio`, P(x + 1) / P(x).
  private mutating func append(
    lowest: Double, highest: Double, mean: Double, ratio: (Double) -> Double
  ) {
    let mode = min(max(mean.rounded(.down), lowest), max(lowest, highest))
    var draw = Draw(
      lowest: lowest, highest: max(lowest, highest), table: 0..<0, mean: mean, deviation: 0)
    // Near the mode ln P is a parabola whose curvature is that of its ratios.
    let steps = (ratio(max(lowest, mode - 1)), ratio(min(highest - 1, mode + 1)))
    let curve = steps.0 > 0 && steps.1 > 0 ? log(steps.0 / steps.1) / 2 : 1
    draw.deviation = curve > 0 ? (1 / curve).squareRoot() : draw.highest - lowest
    if highest > lowest, draw.deviation <= Self.widestTable {
      tabulate(&draw, mode: mode, ratio: ratio)
    }
    draws.append(draw)
  }

  /// Sums up probabilities from the mode outwards until they are below 10⁻¹³ of its own.
  private mutating func tabulate(_ draw: inout Draw, mode: Double, ratio: (Double) -> Double) {
    var below: [Double] = []
    var (x, weight) = (mode, 1.0)
    while x > draw.lowest, weight > 1e-13 {
      weight /= ratio(x - 1)
      x -= 1
      below.append(weight)
    }
    draw.lowest = x
    let start = cumulative.count
    var sum = 0.0
    for weight in below.reversed() {
      sum += weight
      cumulative.append(sum)
    }
    (x, weight) = (mode, 1)
    while true {
      sum += weight
      cumulative.append(sum)
      guard x < draw.highest, weight > 1e-13 else { break }
      weight *= ratio(x)
      x += 1
    }
    draw.table = start..<cumulative.count
  }

  /// Standard normal, by the polar method.
  private static func normal(_ random: inout SeededGenerator) -> Double {
    while true {
      let x = 2 * random.unit() - 1
      let y = 2 * random.unit() - 1
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }
}
