// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Which segments show impact and which are base.
///
/// Base segments are those within twice the lower median share, weighted by time. Every other
/// segment is tested against the base segments nearest to it on both sides. The base has to be
/// local: against one low level for the whole series an ordinary morning looks like impact.
///
/// When impact fills most of the data, the median itself is impact. That is only believed where the
/// median share is at least 5 % and a tenth of the time lies below a quarter of it; the base is then
/// taken from there, and `quietShare` says so.
package struct SegmentLabels: Sendable {
  let isImpact: [Bool]
  /// Share of the covered time that the base was taken from, when it is not the larger part.
  let quietShare: Double?

  /// Standard deviations of the base by which a segment has to stand out.
  static let threshold = 4.0
  /// Failures beyond the base a segment has to show at least.
  static let fewestExcess = 3.0
  /// Multiple of the median share up to which a segment is base.
  static let baseRatio = 2.0

  init(_ segments: [Segment], dispersion: Double) {
    let median = Self.lowerMedianShare(segments)
    let quiet = Self.quietMinority(segments, median: median)
    quietShare = quiet?.time
    let limit = Self.baseRatio * (quiet?.share ?? median) + 1e-12
    let isBase = segments.map { $0.share <= limit }
    isImpact = segments.indices.map { index in
      guard !isBase[index], segments[index].total > 0 else { return false }
      let before = segments[..<index].indices.last { isBase[$0] }
      let after = segments.indices.dropFirst(index + 1).first { isBase[$0] }
      let near = [before, after].compactMap { $0.map { segments[$0] } }
      return Self.standsOut(segments[index], from: near, dispersion: dispersion)
    }
  }

  /// Whether a segment fails more than its base allows.
  ///
  /// With the pooled base share p₀: F − p₀ N ≥ 3 and
  /// (F − p₀ N) / √max(1, φ p₀ N (1 + N / N_base)) > 4. Worked number: 20 of 100 failed beside a base
  /// of 10 in 1,000 gives z = (20 − 1.05) / √(1.05 · 1.1) = 17.6 at φ = 1.
  package static func standsOut(_ segment: Segment, from base: [Segment], dispersion: Double)
    -> Bool
  {
    let total = base.reduce(0) { $0 + $1.total }
    let share = (base.reduce(0) { $0 + $1.failed } + 0.5) / (total + 1)
    let expected = share * segment.total
    let excess = segment.failed - expected
    let variance = dispersion * expected * (1 + segment.total / max(total, 1))
    return excess >= fewestExcess && excess > threshold * max(1, variance).squareRoot()
  }

  /// Smallest median share that may be impact itself.
  static let leastMajority = 0.05
  /// How many times lower the base has to be then, and the part of the time it has to fill.
  static let minorityRatio = 4.0
  static let leastMinority = 0.1

  private static func quietMinority(
    _ segments: [Segment], median: Double
  ) -> (share: Double, time: Double)? {
    guard median >= leastMajority else { return nil }
    let quiet = segments.filter { minorityRatio * $0.share <= median }
    let covered = Double(segments.reduce(0) { $0 + $1.covered })
    let time = Double(quiet.reduce(0) { $0 + $1.covered }) / max(1, covered)
    guard time >= leastMinority else { return nil }
    return (lowerMedianShare(quiet), time)
  }

  /// The share that at least half of the covered time does not exceed; 0 without segments.
  static func lowerMedianShare(_ segments: [Segment]) -> Double {
    let order = segments.indices.sorted {
      (segments[$0].share, $0) < (segments[$1].share, $1)
    }
    let half = segments.reduce(0) { $0 + $1.covered } / 2
    var covered = 0
    for index in order {
      covered += segments[index].covered
      if covered >= half { return segments[index].share }
    }
    return 0
  }
}
