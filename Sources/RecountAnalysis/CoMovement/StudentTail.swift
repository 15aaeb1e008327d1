// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Tail of Student's t distribution, which a correlation of few independent bins follows.
package enum StudentTail {
  /// P(T > t) for `freedom` degrees of freedom, at least 1; ½ at 0.
  ///
  /// ½ I(x; ν/2, ½) with x = ν / (ν + t²), the incomplete beta function by Lentz's continued fraction.
  /// Worked number: t = 2 with 10 degrees gives 0.0367.
  package static func above(_ t: Double, freedom: Double) -> Double {
    let freedom = max(1, freedom)
    guard t > 0 else { return t < 0 ? 1 - above(-t, freedom: freedom) : 0.5 }
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  }

  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...300 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-14 { break }
    }
    return result
  }

  /// ln Γ(x) by Stirling's series after shifting x above 12; `lgamma` writes a global.
  private static func logGamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 12 {
      shift -= log(x)
      x += 1
    }
    let square = 1 / (x * x)
    let series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x
    return shift + (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series
  }
}
