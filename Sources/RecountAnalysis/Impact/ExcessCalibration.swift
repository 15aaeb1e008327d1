// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Excess failures of a stretch with an interval calibrated on quiet stretches of the same length.
///
/// An interval from counting noise alone is wrong by a factor on real services, because their base
/// drifts. So the same computation is run on placebo stretches, clean ones that are treated like a
/// window, and what they miss by beyond counting noise is added.
struct ExcessCalibration: Sendable {
  let bridge: BaselineBridge
  let dispersion: Double
  /// Where the base comes from; that of the placebos comes from there too.
  var sides = BaselineBridge.Sides.both

  /// Placebo stretches below which drift is not estimated.
  static let fewestPlacebos = 5
  /// 5 % and 95 % points of the normal distribution.
  static let deviations = 1.645
  /// Share of a placebo's bins that must have log coverage.
  static let fewestClean = 0.9

  /// Excess of `window`; nil without a base.
  ///
  /// excess = F − E with E = Σ p₀(t) n(t). Its variance is φ E (1 + N / N_base) + (τ E)² + ¼ with
  /// τ² = max(0, Σ [(F − E)² − φ E] / E / Σ E) over the placebos, and the interval is
  /// ± 1.645 (1 + 1.5 / max(3, placebos)) standard deviations. In simulations with a drifting base it
  /// holds the truth in about nine of ten cases; counting noise alone would in about five.
  func measure(_ window: Range<Int>) -> Excess? {
    guard let base = bridge.base(of: window, from: sides) else { return nil }
    let counts = bridge.counts
    let expected = base.expected(in: window, of: counts)
    let failed = Double(counts.failed(in: window))
    let total = Double(counts.total(in: window))
    let placebos = placebos(length: window.count)
    let drift = driftVariance(placebos)
    let width = halfWidth(
      expected: expected, ratio: total / max(1, base.total), drift: drift, count: placebos.count)
    let held = placebos.filter { placebo in
      abs(placebo.failed - placebo.expected)
        <= halfWidth(
          expected: placebo.expected, ratio: placebo.ratio, drift: drift, count: placebos.count)
    }
    return Excess(
      value: failed - expected, halfWidth: width, expected: expected, base: base,
      placebos: placebos.count,
      coverage: placebos.isEmpty ? nil : Double(held.count) / Double(placebos.count))
  }

  /// What a measurement gives.
  struct Excess: Sendable {
    var value: Double
    var halfWidth: Double
    var expected: Double
    var base: BaselineBridge.Base
    var placebos: Int
    /// Share of placebos whose own interval holds 0; nil without placebos.
    var coverage: Double?
  }

  private struct Placebo {
    var failed: Double
    var expected: Double
    /// Trials inside over trials of the base.
    var ratio: Double
  }

  private func halfWidth(expected: Double, ratio: Double, drift: Double, count: Int) -> Double {
    let variance =
      dispersion * expected * (1 + ratio) + drift * expected * expected + 0.25
    return Self.deviations * (1 + 1 / Double(max(3, count))) * variance.squareRoot()
  }

  /// τ²; 0 with too few placebos.
  private func driftVariance(_ placebos: [Placebo]) -> Double {
    guard placebos.count >= Self.fewestPlacebos else { return 0 }
    var (sum, weight) = (0.0, 0.0)
    for placebo in placebos where placebo.expected > 1e-9 {
      let miss = placebo.failed - placebo.expected
      sum += (miss * miss - dispersion * placebo.expected) / placebo.expected
      weight += placebo.expected
    }
    return weight > 0 ? max(0, sum / weight) : 0
  }

  /// Clean stretches of `length` bins, stepping by a third of it.
  private func placebos(length: Int) -> [Placebo] {
    let counts = bridge.counts
    guard length > 0, length <= counts.count else { return [] }
    let needed = Int((Self.fewestClean * Double(length)).rounded(.up))
    var placebos: [Placebo] = []
    for start in stride(from: 0, through: counts.count - length, by: max(1, length / 3)) {
      let bins = start..<start + length
      let clean = bridge.cleanCount(in: bins)
      // A covered bin that is not clean belongs to a window.
      guard clean >= needed, clean == counts.covered(in: bins),
        let base = bridge.base(of: bins, from: sides)
      else { continue }
      placebos.append(
        Placebo(
          failed: Double(counts.failed(in: bins)),
          expected: base.expected(in: bins, of: counts),
          ratio: Double(counts.total(in: bins)) / max(1, base.total)))
    }
    return placebos
  }
}
