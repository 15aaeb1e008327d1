// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A stretch in which a service was visibly worse than its baseline, found from counts alone.
package struct ImpactWindow: Sendable {
  /// What is wrong inside a window.
  package enum Kind: String, Sendable {
    /// The failed share is above the base.
    case failing
    /// Traffic is below what was expected.
    case silent
    /// Traffic is above what was expected.
    case surge
  }

  package var service: String
  package var unit: EventUnit
  package var kind: Kind
  /// 1-based position among the windows of this service and unit, in time order; names the figure.
  package var ordinal: Int
  package var onset: TimeEstimate
  package var end: TimeEstimate
  /// False when the last bin of the data still shows impact: the end is then a lower bound.
  package var hasEnded: Bool
  /// False when impact is already visible in the first bin: the onset is then an upper bound.
  package var hasOnset: Bool
  /// Ordinal of the window this one follows after a recovered stretch; nil for a first window.
  package var relapseOf: Int?
  package var phases: [Phase]
  /// Failed events in the window: gross.
  package var failed: Int64
  /// Trials in the window.
  package var total: Int64
  /// Failed beyond the baseline; nil when it was refused.
  package var excess: Estimate?
  /// Expected but missing traffic; nil when nothing is missing or it was refused.
  package var lost: Estimate?
  /// Traffic beyond the expected; nil when there is none or it was refused.
  package var surplus: Estimate?
  /// Highest failed share of one bin, and its start.
  package var peakShare: Double
  package var peakTime: Timestamp
  package var binWidth: TimeSpan
  /// The clean stretch before and after the window that the baseline was taken from.
  package var baseRange: TimeRange?
  /// Failed share of the base.
  package var baseShare: Double
  /// Variance of the base as a multiple of the binomial one; at least 1.
  package var dispersion: Double
  /// How many placebo windows calibrated the interval.
  package var placebos: Int
  /// Share of placebo windows whose own interval holds 0; nil without placebos.
  package var placeboCoverage: Double?

  package init(
    service: String, unit: EventUnit, kind: Kind, ordinal: Int, onset: TimeEstimate,
    end: TimeEstimate, hasEnded: Bool, hasOnset: Bool, relapseOf: Int? = nil, phases: [Phase] = [],
    failed: Int64, total: Int64, excess: Estimate? = nil, lost: Estimate? = nil,
    surplus: Estimate? = nil, peakShare: Double, peakTime: Timestamp, binWidth: TimeSpan,
    baseRange: TimeRange? = nil, baseShare: Double, dispersion: Double, placebos: Int = 0,
    placeboCoverage: Double? = nil
  ) {
    self.service = service
    self.unit = unit
    self.kind = kind
    self.ordinal = ordinal
    self.onset = onset
    self.end = end
    self.hasEnded = hasEnded
    self.hasOnset = hasOnset
    self.relapseOf = relapseOf
    self.phases = phases
    self.failed = failed
    self.total = total
    self.excess = excess
    self.lost = lost
    self.surplus = surplus
    self.peakShare = peakShare
    self.peakTime = peakTime
    self.binWidth = binWidth
    self.baseRange = baseRange
    self.baseShare = baseShare
    self.dispersion = dispersion
    self.placebos = placebos
    self.placeboCoverage = placeboCoverage
  }

  package var range: TimeRange {
    TimeRange(start: onset.time, end: end.time)
  }

  /// `impact.pipelines.w1`; the figures of the window append what they measure.
  package var figure: String { "impact.\(service).w\(ordinal)" }
}

/// Part of a window at one level, or a ramp between two.
package struct Phase: Sendable {
  package enum Shape: String, Sendable {
    case plateau, ramp
  }

  package var start: TimeEstimate
  package var end: TimeEstimate
  /// Failed share over the phase, or traffic relative to the expected one in a silent or surge window.
  package var level: Double
  package var shape: Shape

  package init(start: TimeEstimate, end: TimeEstimate, level: Double, shape: Shape) {
    self.start = start
    self.end = end
    self.level = level
    self.shape = shape
  }
}

/// A number the data cannot give, by name: a result, not an error.
package struct Refusal: Hashable, Sendable {
  /// The named reasons, as printed.
  package enum Reason: String, CaseIterable, Sendable {
    case insufficientEvents = "insufficient-events"
    case noCleanBase = "no-clean-base"
    case coverageGap = "coverage-gap"
    case censored
    case notSeparable = "not-separable"
    case cannotOrder = "cannot-order"
    case noGraph = "no-graph"
    case baseTooShort = "base-too-short"
  }

  package var reason: Reason
  package var service: String
  package var unit: EventUnit
  /// What was refused: `windows`, `phases`, `excess` or `lost`.
  package var about: String
  /// One sentence with the numbers behind the refusal.
  package var explanation: String

  package init(
    reason: Reason, service: String, unit: EventUnit, about: String, explanation: String
  ) {
    self.reason = reason
    self.service = service
    self.unit = unit
    self.about = about
    self.explanation = explanation
  }
}

/// All that the counts of one service and unit show.
package struct ServiceImpact: Sendable {
  package var series: CountSeries
  package var windows: [ImpactWindow]
  package var refusals: [Refusal]
  /// Dispersion of the whole series; 1 when it could not be estimated.
  package var dispersion: Double
  /// Smallest number of excess failures in an hour that would have been seen: four sigma of the base.
  package var minimumDetectable: Double?

  package init(
    series: CountSeries, windows: [ImpactWindow] = [], refusals: [Refusal] = [],
    dispersion: Double = 1, minimumDetectable: Double? = nil
  ) {
    self.series = series
    self.windows = windows
    self.refusals = refusals
    self.dispersion = dispersion
    self.minimumDetectable = minimumDetectable
  }
}
