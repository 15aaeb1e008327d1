// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Whether the window's traffic is spread over the leaves as that of the base was.
///
/// More failures may come from more traffic where failures always were frequent. Both numbers below
/// use the same expected shares, so that only the traffic differs between them. Worked number: of
/// two leaves that fail 1 and 20 in 100, the base has 900 and 100 trials and the window 500 and
/// 500; 29 failures are expected of 1,000 trials at the old mix, 105 at the new one.
package struct TrafficMix: Sendable {
  /// Failures expected in the window with its events spread as in the base.
  package var expectedAtBaseMix: Double
  /// Failures expected with the events where they were.
  package var expected: Double
  /// True when the difference is at least three failures, a tenth of the failures beyond those
  /// expected at the base's mix, and four standard deviations.
  package var hasMoved: Bool

  static let leastShare = 0.1

  package init(expectedAtBaseMix: Double, expected: Double, hasMoved: Bool) {
    self.expectedAtBaseMix = expectedAtBaseMix
    self.expected = expected
    self.hasMoved = hasMoved
  }

  /// Nil without trials in the base.
  init?(_ counts: LeafCounts, share: [Double], dispersion: Double) {
    var (base, window, before, now, failed) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in 0..<counts.count {
      base += counts.baseTotal[row]
      window += counts.total[row]
      before += counts.baseTotal[row] * share[row]
      now += counts.total[row] * share[row]
      failed += counts.failed[row]
    }
    guard base > 0 else { return nil }
    let usual = before / base * window
    let move = abs(now - usual)
    let variance = max(1, dispersion * usual * (1 + window / base))
    self.init(
      expectedAtBaseMix: usual, expected: now,
      hasMoved: move >= max(SegmentLabels.fewestExcess, Self.leastShare * abs(failed - usual))
        && move > SegmentLabels.threshold * variance.squareRoot())
  }
}
