// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// How often one signature was written within an impact window and in the base.
package struct SignatureCounts: Sendable {
  package var id: SignatureID
  package var windowLines: Int64
  package var baseLines: Int64
  /// Minutes × share of the traffic, in one unit for window and base.
  package var windowExposure: Double
  package var baseExposure: Double
  /// First time it was seen in all of the data; nil when it is not known.
  package var firstSeen: Timestamp?
  /// Variance of its counts as a multiple of the Poisson one; see `SignatureDispersion`.
  package var dispersion: Double

  package init(
    id: SignatureID, windowLines: Int64, baseLines: Int64, windowExposure: Double,
    baseExposure: Double, firstSeen: Timestamp? = nil, dispersion: Double = 1
  ) {
    self.id = id
    self.windowLines = windowLines
    self.baseLines = baseLines
    self.windowExposure = windowExposure
    self.baseExposure = baseExposure
    self.firstSeen = firstSeen
    self.dispersion = dispersion
  }
}

/// The impact window against which signatures are judged.
package struct NoveltyScope: Sendable {
  /// Low end of the interval of the onset.
  package var onsetEarliest: Timestamp
  package var binWidth: TimeSpan
  /// Failures of the window beyond its base; nil when they were refused.
  package var excess: Estimate?

  package init(onsetEarliest: Timestamp, binWidth: TimeSpan, excess: Estimate? = nil) {
    self.onsetEarliest = onsetEarliest
    self.binWidth = binWidth
    self.excess = excess
  }
}

/// What one signature did in an impact window, and how sure that is.
package struct SignatureNovelty: Sendable {
  package enum Verdict: String, CaseIterable, Sendable {
    /// Not seen in a base long enough to have shown it, and first seen at the onset or later.
    case new
    case surged
    case gone
    case steady
    /// Not seen in the base, which tells nothing; `refusal` says why.
    case unseen
  }

  package var counts: SignatureCounts
  package var verdict: Verdict
  package var refusal: Refusal.Reason?
  /// Lines that the rate of the base gives for the window.
  package var expected: Double
  /// Rate in the window over rate in the base; nil when it was refused.
  package var rateRatio: RateRatio?
  /// ln of the p-value adjusted over all signatures; nil when nothing was tested.
  package var logQ: Double?
  /// How much of the failures it could carry, times how clearly its rate changed; signed.
  ///
  /// min(1, w / excess) · √G², G² = 2 [w ln (w / ŵ) + b ln (b / b̂)] / φ with ŵ and b̂ in
  /// proportion to the exposures. The first factor is 1 without an excess. Negative for fewer
  /// lines.
  package var score: Double
  /// Share of the excess failures that its lines beyond the base amount to; nil without an excess
  /// above 0 or without such lines.
  ///
  /// w (1 − 1 / ratio) over the excess, both at the opposite ends of their intervals for the ends;
  /// cut to [0, 1], as a failure may write several lines.
  package var shareOfExcess: Estimate?
}

/// A ratio of two rates with its 90 % interval; without an end where nothing bounds it.
package struct RateRatio: Hashable, Sendable {
  /// Nil when the base has no lines.
  package var value: Double?
  package var low: Double
  /// Nil when the base has no lines.
  package var high: Double?
}
