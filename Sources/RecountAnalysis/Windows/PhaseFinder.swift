// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Turns the segments of a window into plateaus and ramps.
///
/// A staircase that keeps rising or falling is replaced by a hinge where the hinge describes it
/// better for what it costs: every cut costs the penalty it was found with, a hinge costs two. The
/// base stretches beside the window take part, so that a ramp may come from or end in the base.
struct PhaseFinder: Sendable {
  let search: WindowSearch
  let span: WindowSpan

  /// Analysis bins of base on either side that a ramp may reach into.
  static let baseReach = 60
  /// Levels closer than this share of the highest excess are one level.
  static let sameLevel = 0.1
  /// Price of a second plateau that is free of the ramp, as a share of the price of a cut.
  static let jumpFactor = 0.5
  /// A bend closer than this to an end of the window is that end, in analysis bins.
  static let shortest = 3

  func phases() -> WindowPhases {
    let stretches = withBase()
    let hinges = hinges(stretches)
    let window = span.bins
    let least = Self.shortest * search.width
    var phases = WindowPhases()
    var borders = cuts(stretches).filter { cut in
      !hinges.contains { $0.run.lowerBound < cut.index && cut.index < $0.run.upperBound }
    }.map { Border(position: $0.position) }
    var beginsRamp = false
    for hinge in hinges {
      let (start, end) = (hinge.fit.rampStart, hinge.fit.rampEnd)
      borders.append(Border(position: start, startsRamp: true, isBend: true))
      borders.append(Border(position: end, isBend: true))
      if start.bin < window.lowerBound + least, end.bin >= window.lowerBound + least {
        beginsRamp = true
        if start.bin <= window.lowerBound { phases.softStart = start }
      }
      if end.bin >= window.upperBound, start.bin <= window.upperBound - least {
        phases.softEnd = end
      }
    }
    borders.removeAll {
      $0.position.bin <= window.lowerBound || $0.position.bin >= window.upperBound
        || ($0.isBend
          && ($0.position.bin < window.lowerBound + least
            || $0.position.bin > window.upperBound - least))
    }
    phases.shapes = merged(shapes(borders, beginsRamp: beginsRamp))
    return phases
  }

  private func shapes(_ borders: [Border], beginsRamp: Bool) -> [PhaseShape] {
    var shapes: [PhaseShape] = []
    var start = Border(position: CutPosition(span.bins.lowerBound), startsRamp: beginsRamp)
    let last = Border(position: CutPosition(span.bins.upperBound))
    // Of two borders on one bin the one that starts a ramp counts.
    let sorted = borders.sorted {
      ($0.position.bin, $0.startsRamp ? 1 : 0) < ($1.position.bin, $1.startsRamp ? 1 : 0)
    }
    for border in sorted + [last] {
      if border.position.bin > start.position.bin {
        shapes.append(
          PhaseShape(start: start.position, end: border.position, isRamp: start.startsRamp))
      }
      start = border
    }
    return shapes
  }

  /// The segments of the window and the bins of base nearest to it.
  private func withBase() -> [Range<Int>] {
    let reach = Self.baseReach * search.width
    let before = span.before.map { max($0.lowerBound, $0.upperBound - reach)..<$0.upperBound }
    let after = span.after.map { $0.lowerBound..<min($0.upperBound, $0.lowerBound + reach) }
    return [before].compactMap(\.self) + span.segments + [after].compactMap(\.self)
  }

  private func cuts(_ stretches: [Range<Int>]) -> [(index: Int, position: CutPosition)] {
    stretches.indices.dropFirst().map { index in
      let bin = stretches[index].lowerBound
      let around = stretches[index - 1].lowerBound..<stretches[index].upperBound
      return (index, search.position(in: around, near: bin...bin) ?? CutPosition(bin))
    }
  }

  /// Neighbouring plateaus of practically one level are one phase.
  private func merged(_ shapes: [PhaseShape]) -> [PhaseShape] {
    let counts = search.counts
    let base = [span.before, span.after].compactMap { $0.map { counts.share(in: $0) } }.max() ?? 0
    let peak = span.segments.map { counts.share(in: $0) }.max() ?? 0
    let least = Self.sameLevel * max(0, peak - base)
    var result: [PhaseShape] = []
    for shape in shapes {
      guard let last = result.last, !last.isRamp, !shape.isRamp,
        abs(counts.share(in: last.bins) - counts.share(in: shape.bins)) <= least
      else {
        result.append(shape)
        continue
      }
      result[result.count - 1].end = shape.end
    }
    return result
  }
}

// MARK: - Hinges

extension PhaseFinder {
  private struct Border {
    var position: CutPosition
    var startsRamp = false
    var isBend = false
  }

  private struct Hinge {
    /// Stretches it replaces.
    var run: Range<Int>
    var fit: HingeFit
    var gain: Double
  }

  /// Hinges worth having, the most useful first, none overlapping another.
  private func hinges(_ stretches: [Range<Int>]) -> [Hinge] {
    let shares = stretches.map { search.counts.share(in: $0) }
    let least = Self.sameLevel * ((shares.max() ?? 0) - (shares.min() ?? 0))
    var candidates: [Hinge] = []
    for first in stretches.indices {
      for last in stretches.indices.dropFirst(first + 2) {
        let run = first..<last + 1
        guard isMonotone(shares[run], tolerance: least),
          abs(shares[last] - shares[first]) > least,
          let hinge = hinge(run, stretches, least: least)
        else { continue }
        candidates.append(hinge)
      }
    }
    candidates.sort { ($1.gain, $0.run.lowerBound) < ($0.gain, $1.run.lowerBound) }
    var chosen: [Hinge] = []
    for hinge in candidates where !chosen.contains(where: { $0.run.overlaps(hinge.run) }) {
      chosen.append(hinge)
    }
    return chosen
  }

  private func isMonotone(_ shares: ArraySlice<Double>, tolerance: Double) -> Bool {
    let steps = zip(shares, shares.dropFirst()).map { $1 - $0 }.filter { abs($0) > tolerance }
    return steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 }
  }

  private func hinge(_ run: Range<Int>, _ stretches: [Range<Int>], least: Double) -> Hinge? {
    let samples = HingeSamples(
      search.counts, segments: Array(stretches[run]), dispersion: search.dispersion)
    let penalty = search.penalty
    let jumpPenalty = Self.jumpFactor * penalty
    guard let fit = HingeFit.best(samples, jumpPenalty: jumpPenalty),
      abs(fit.endLevel - fit.startLevel) > least
    else { return nil }
    let stairs = samples.staircase + penalty * Double(run.count - 1)
    let cost = fit.misfit + 2 * penalty + (fit.jumps ? jumpPenalty : 0)
    guard stairs - cost > Segmentation.margin else { return nil }
    return Hinge(run: run, fit: fit, gain: stairs - cost)
  }
}
