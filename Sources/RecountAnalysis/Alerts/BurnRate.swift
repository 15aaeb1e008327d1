// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A multi-window burn-rate condition.
///
/// Burn rate = (failed ÷ total) ÷ (1 − objective), a number without unit; the condition holds while
/// it lies above `factor` over the long window and over the short one, which makes it end soon.
/// Source: https://sre.google/workbook/alerting-on-slos/ (method 6).
package struct BurnRate: Hashable, Sendable {
  package var factor: Double
  package var longMinutes: Int
  package var shortMinutes: Int
  /// Share of good events, 0.999 for 99.9 %.
  package var objective: Double

  package init(factor: Double, longMinutes: Int, shortMinutes: Int, objective: Double) {
    self.factor = factor
    self.longMinutes = longMinutes
    self.shortMinutes = shortMinutes
    self.objective = objective
  }

  /// The failed share that both windows must exceed: factor · (1 − objective).
  package var threshold: Double { factor * (1 - objective) }

  /// Minutes from a step of the failed share until the condition holds, at constant traffic.
  ///
  /// After m minutes a window of L minutes has the mean share b + (p − b) m / L. It exceeds the
  /// threshold θ once m > L (θ − b) / (p − b), so the longer window decides; asked at the end of each
  /// minute, the rule fires at ⌊m⌋ + 1. Nil when p does not exceed θ; 0 when b already does. Worked
  /// example: 14.4 over 1 h and 5 min at 99.9 % has θ = 0.0144; a step from 0 to 0.5 gives
  /// m = 60 · 0.0144 / 0.5 = 1.73, so it fires after 2 minutes. At 6 over 6 h and 30 min it takes
  /// 360 · 0.006 / 0.5 = 4.32, so 5.
  package func delayMinutes(base: Double, step: Double) -> Int? {
    guard base <= threshold else { return 0 }
    guard step > threshold, step > base else { return nil }
    let longest = Double(max(longMinutes, shortMinutes))
    // A sum such as 60 · 0.0144 / 0.0864 is 10 only up to rounding, and must exceed it.
    let minutes = longest * (threshold - base) / (step - base)
    return Int((minutes + 1e-9).rounded(.down)) + 1
  }
}
