// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Weighted moments of a stretch of samples: time t, share y.
struct HingeSums: Sendable {
  var w = 0.0
  var y = 0.0
  var yy = 0.0
  var t = 0.0
  var tt = 0.0
  var ty = 0.0

  static func - (left: HingeSums, right: HingeSums) -> HingeSums {
    HingeSums(
      w: left.w - right.w, y: left.y - right.y, yy: left.yy - right.yy, t: left.t - right.t,
      tt: left.tt - right.tt, ty: left.ty - right.ty)
  }

  /// Weighted squared distance from the straight line that fits best; 0 without weight.
  var spreadAlongLine: Double {
    guard w > 0 else { return 0 }
    let squares = yy - y * y / w
    let times = tt - t * t / w
    let products = ty - t * y / w
    let explained = times > 1e-9 * max(1, tt) ? products * products / times : 0
    return max(0, squares - explained)
  }
}

/// The failed share of every bin of a stretch with the weight it has in a least squares fit.
///
/// The weight is n / (φ q (1 − q)) with q the share of the segment the bin lies in, so that a
/// squared residual is as large as a deviance would be.
struct HingeSamples: Sendable {
  /// First bin of the stretch.
  let origin: Int
  let count: Int
  /// Bins with trials.
  let informative: Int
  /// Weighted squared residuals of the staircase of segments.
  let staircase: Double
  private let before: [HingeSums]

  init(_ counts: TrialCounts, segments: [Range<Int>], dispersion: Double) {
    origin = segments.first?.lowerBound ?? 0
    count = max(0, (segments.last?.upperBound ?? 0) - origin)
    var sums = HingeSums()
    var running = [sums]
    running.reserveCapacity(count + 1)
    var informative = 0
    var staircase = 0.0
    for bins in segments {
      let stretch = Segment(bins, of: counts)
      let level = (stretch.failed + 0.5) / (stretch.total + 1)
      let precision = 1 / (dispersion * max(level * (1 - level), 1e-9))
      for bin in bins {
        let trials = Double(counts.total[bin])
        if trials > 0 {
          let share = Double(counts.failed[bin]) / trials
          let weight = trials * precision
          // Centre of the bin.
          let time = Double(bin - origin) + 0.5
          sums.w += weight
          sums.y += weight * share
          sums.yy += weight * share * share
          sums.t += weight * time
          sums.tt += weight * time * time
          sums.ty += weight * time * share
          informative += 1
          staircase += weight * (share - stretch.share) * (share - stretch.share)
        }
        running.append(sums)
      }
    }
    before = running
    self.informative = informative
    self.staircase = staircase
  }

  func sums(_ samples: Range<Int>) -> HingeSums {
    before[samples.upperBound] - before[samples.lowerBound]
  }

  /// A bend as bins of the series, with a bin of doubt on either side.
  ///
  /// Unlike a cut, a bend changes next to nothing in the bins beside it.
  func position(_ bend: Int, _ earliest: Int?, _ latest: Int?) -> CutPosition {
    CutPosition(
      bin: origin + bend, earliest: origin + max(0, (earliest ?? bend) - 1),
      latest: origin + min(count, (latest ?? bend) + 1))
  }
}
