// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A plateau, a straight ramp and a second plateau, fitted to failed shares.
///
/// Cuts alone describe a ramp as a staircase and put its beginning at the first stair that is
/// significant, minutes late. Weighted least squares on the share per bin gives both bends; all
/// sums are running sums, so one pair of bends costs constant time.
struct HingeFit: Sendable {
  /// Bins where the ramp begins and ends, each with the positions that the data do not rule out.
  var rampStart: CutPosition
  var rampEnd: CutPosition
  /// Share of the first plateau, where the ramp begins.
  var startLevel: Double
  /// Share where the ramp ends.
  var endLevel: Double
  /// Whether the second plateau is free of the ramp: it may begin elsewhere and lean a little.
  var jumps: Bool
  /// Weighted squared residuals: comparable with a deviance.
  var misfit: Double

  /// The best fit over the bins of `samples`; nil for fewer than five bins with trials.
  ///
  /// The second plateau may begin with a jump and lean when that lowers the misfit by more than
  /// `jumpPenalty`: what is left after most has recovered often fades slowly, and a level one would
  /// draw the end of the ramp minutes late. A coarse grid of bends is refined around its best pair.
  ///
  /// - Complexity: O(bins) plus a number of pairs that does not grow with them.
  static func best(_ samples: HingeSamples, jumpPenalty: Double) -> HingeFit? {
    guard samples.informative >= 5 else { return nil }
    let step = max(1, samples.count / 48)
    var tried: [Trial] = []
    for start in stride(from: 0, to: samples.count - 1, by: step) {
      for end in stride(from: start + max(2, step), through: samples.count, by: step) {
        tried.append(Trial(samples, start, end, jumpPenalty: jumpPenalty))
      }
    }
    let roughs = [Trial.kinds.level, Trial.kinds.free].compactMap { kind in
      tried.min { ($0[keyPath: kind], $0.start, $0.end) < ($1[keyPath: kind], $1.start, $1.end) }
    }
    if step > 1 {
      for rough in roughs {
        for start in max(0, rough.start - step)...rough.start + step {
          let last = min(samples.count, rough.end + step)
          for end in stride(from: max(start + 2, rough.end - step), through: last, by: 1) {
            tried.append(Trial(samples, start, end, jumpPenalty: jumpPenalty))
          }
        }
      }
    }
    guard let best = tried.min(by: Trial.isBetter) else { return nil }
    let possible = possible(tried, best.penalised)
    let starts = possible.map(\.start)
    let ends = possible.map(\.end)
    return HingeFit(
      rampStart: samples.position(best.start, starts.min(), starts.max()),
      rampEnd: samples.position(best.end, ends.min(), ends.max()),
      startLevel: best.startLevel, endLevel: best.endLevel, jumps: best.jumps,
      misfit: best.misfit)
  }

  /// The pairs that either kind of second plateau allows, if that kind is itself in the running.
  ///
  /// Which kind is right moves the end of the ramp more than noise does, so the interval has to hold
  /// the bends of both as long as neither is clearly better.
  private static func possible(_ tried: [Trial], _ best: Double) -> [Trial] {
    let bests = [Trial.kinds.level, Trial.kinds.free].map { kind in
      (kind, tried.map { $0[keyPath: kind] }.min() ?? .infinity)
    }
    return tried.filter { trial in
      bests.contains { kind, lowest in
        lowest <= best + inTheRunning && trial[keyPath: kind] <= lowest + allowance
      }
    }
  }

  /// How much worse than the better kind of second plateau the other may be.
  private static let inTheRunning = 12.0
  /// Misfit above the best up to which a pair of bends stays possible: two bends, not one cut.
  private static let allowance = 6.0
}

/// One pair of bends.
private struct Trial {
  /// The two kinds of second plateau.
  static var kinds: (level: KeyPath<Trial, Double>, free: KeyPath<Trial, Double>) {
    (\.levelMisfit, \.freeMisfit)
  }

  var start: Int
  var end: Int
  var levelMisfit: Double
  var freeMisfit: Double
  var misfit: Double
  var penalised: Double
  var startLevel: Double
  var endLevel: Double
  var jumps: Bool

  init(_ samples: HingeSamples, _ start: Int, _ end: Int, jumpPenalty: Double) {
    self.start = start
    self.end = end
    let head = samples.sums(0..<start)
    let ramp = samples.sums(start..<end)
    let tail = samples.sums(end..<samples.count)
    let level = Self.solve(head: head, ramp: ramp, tail: tail, from: start, to: end)
    let free = Self.solve(head: head, ramp: ramp, tail: HingeSums(), from: start, to: end)
    levelMisfit = level.misfit
    freeMisfit = free.misfit + tail.spreadAlongLine
    jumps = freeMisfit + jumpPenalty < level.misfit
    misfit = max(0, jumps ? freeMisfit : level.misfit)
    penalised = misfit + (jumps ? jumpPenalty : 0)
    startLevel = jumps ? free.start : level.start
    endLevel = jumps ? free.end : level.end
  }

  /// Lowest misfit first; the earlier pair of bends on a tie.
  static func isBetter(_ left: Trial, _ right: Trial) -> Bool {
    if abs(left.penalised - right.penalised) > Segmentation.margin {
      return left.penalised < right.penalised
    }
    return (left.start, left.end) < (right.start, right.end)
  }

  /// Least squares for p(t) = (1 − u) a + u b, u rising from 0 to 1 along the ramp.
  private static func solve(
    head: HingeSums, ramp: HingeSums, tail: HingeSums, from start: Int, to end: Int
  ) -> (start: Double, end: Double, misfit: Double) {
    let length = Double(end - start)
    let origin = Double(start)
    // Moments of u over the ramp.
    let rise = (ramp.t - origin * ramp.w) / length
    let riseSquared =
      (ramp.tt - 2 * origin * ramp.t + origin * origin * ramp.w) / (length * length)
    let riseShare = (ramp.ty - origin * ramp.y) / length
    let aa = head.w + ramp.w - 2 * rise + riseSquared + 1e-9
    let bb = tail.w + riseSquared + 1e-9
    let ab = rise - riseSquared
    let ay = head.y + ramp.y - riseShare
    let by = tail.y + riseShare
    let determinant = aa * bb - ab * ab
    guard determinant > 1e-12 * aa * bb else { return (0, 0, .infinity) }
    let a = (ay * bb - by * ab) / determinant
    let b = (by * aa - ay * ab) / determinant
    let squares = head.yy + ramp.yy + tail.yy
    return (a, b, max(0, squares - a * ay - b * by))
  }
}
