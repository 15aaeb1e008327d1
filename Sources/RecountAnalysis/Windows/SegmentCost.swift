// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// How badly one constant level describes a stretch of groups, in units of deviance.
package protocol SegmentCost {
  /// How many groups there are to cut between.
  var count: Int { get }

  /// Twice the negative log likelihood of groups `start..<end` under one level, over the dispersion.
  func cost(_ start: Int, _ end: Int) -> Double
}

/// Failed share of trials: −2 [F ln q + (N − F) ln(1 − q)] / φ with q = F / N.
///
/// A stretch without trials costs 0, and so does one in which nothing or everything failed. Worked
/// number: 5 of 10 failed at φ = 1 costs 20 ln 2 = 13.863.
package struct ShareCost: SegmentCost {
  private let failedBefore: [Double]
  private let totalBefore: [Double]
  private let scale: Double

  package init(
    _ counts: TrialCounts, grid: BinGrid, limit: Int? = nil, dispersion: Double
  ) {
    let limit = limit ?? counts.count
    let bins = grid.starts.indices.map { grid.bins($0, limit: limit) }
    failedBefore = bordersSum(bins.map { Double(counts.failed(in: $0)) })
    totalBefore = bordersSum(bins.map { Double(counts.total(in: $0)) })
    scale = -2 / dispersion
  }

  package var count: Int { totalBefore.count - 1 }

  @inline(__always)
  package func cost(_ start: Int, _ end: Int) -> Double {
    let failed = failedBefore[end] - failedBefore[start]
    let total = totalBefore[end] - totalBefore[start]
    guard failed > 0, failed < total else { return 0 }
    let share = failed / total
    return scale * (failed * log(share) + (total - failed) * log(1 - share))
  }
}

/// Events per covered bin: −2 N ln(N / E) / φ, E the exposure, as far as it depends on the cuts.
///
/// No exposure or no events cost 0. Worked number: 10 events in 5 bins at φ = 1 cost −20 ln 2.
package struct TrafficCost: SegmentCost {
  private let eventsBefore: [Double]
  private let exposureBefore: [Double]
  private let scale: Double

  package init(
    _ counts: TrialCounts, grid: BinGrid, limit: Int? = nil, dispersion: Double
  ) {
    let limit = limit ?? counts.count
    let bins = grid.starts.indices.map { grid.bins($0, limit: limit) }
    eventsBefore = bordersSum(bins.map { Double(counts.total(in: $0)) })
    exposureBefore = bordersSum(bins.map { Double(counts.covered(in: $0)) })
    scale = -2 / dispersion
  }

  package var count: Int { eventsBefore.count - 1 }

  @inline(__always)
  package func cost(_ start: Int, _ end: Int) -> Double {
    let events = eventsBefore[end] - eventsBefore[start]
    let exposure = exposureBefore[end] - exposureBefore[start]
    guard events > 0, exposure > 0 else { return 0 }
    return scale * events * log(events / exposure)
  }
}

private func bordersSum(_ values: [Double]) -> [Double] {
  var sums = [0.0]
  sums.reserveCapacity(values.count + 1)
  var sum = 0.0
  for value in values {
    sum += value
    sums.append(sum)
  }
  return sums
}
