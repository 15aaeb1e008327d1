// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// The regularised incomplete beta function I(x; a, b) in logarithms.
///
/// A continued fraction by the modified Lentz method times a density kept in logarithms, so that
/// tails far below the smallest Double still compare. Source: NIST DLMF 8.17.22,
/// https://dlmf.nist.gov/8.17.
package enum IncompleteBeta {
  /// Both tails in logarithms: ln I(x; a, b) and ln (1 − I(x; a, b)).
  package struct Tails: Sendable {
    package var lower: Double
    package var upper: Double
  }

  /// ln I and ln (1 − I) for a, b > 0; `x` outside of [0, 1] counts as the nearer end.
  ///
  /// A parameter that is not positive puts all of the mass at its end: a ≤ 0 at 0, else b ≤ 0 at 1.
  ///
  /// - Complexity: O(√max(a, b)) steps.
  package static func tails(_ x: Double, _ a: Double, _ b: Double) -> Tails {
    guard x > 0, a > 0 else {
      return a > 0 ? Tails(lower: -.infinity, upper: 0) : Tails(lower: 0, upper: -.infinity)
    }
    guard x < 1 else { return Tails(lower: 0, upper: -.infinity) }
    guard b > 0 else { return Tails(lower: -.infinity, upper: 0) }
    let density = BinomialDensity.logarithm(a, b, share: x, complement: 1 - x)
    if x < (a + 1) / (a + b + 2) {
      // xᵃ (1 − x)ᵇ / (a B(a, b)) = density · b / (a + b)
      let lower = min(0, density + log(b / (a + b)) + log(fraction(x, a, b)))
      return Tails(lower: lower, upper: logOfComplement(lower))
    }
    let upper = min(0, density + log(a / (a + b)) + log(fraction(1 - x, b, a)))
    return Tails(lower: logOfComplement(upper), upper: upper)
  }

  /// The x with I(x; a, b) = `probability`, by bisection of ln (x / (1 − x)); 0 or 1 at the ends.
  package static func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    guard a > 0, probability > 0 else { return 0 }
    guard b > 0, probability < 1 else { return 1 }
    let target = log(probability)
    var (low, high) = (-700.0, 700.0)
    for _ in 0..<64 {
      let middle = 0.5 * (low + high)
      if tails(1 / (1 + exp(-middle)), a, b).lower < target { low = middle } else { high = middle }
    }
    return 1 / (1 + exp(-0.5 * (low + high)))
  }

  /// ln (1 − eˡ) for l ≤ 0.
  private static func logOfComplement(_ l: Double) -> Double {
    l > -0.6931471805599453 ? log(-expm1(l)) : log1p(-exp(l))
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func held(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / held(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...200_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / held(1 + even * d)
      c = held(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / held(1 + odd * d)
      c = held(1 + odd / c)
      let change = d * c
      result *= change
      if abs(change - 1) < 1e-15 { break }
    }
    return result
  }
}
