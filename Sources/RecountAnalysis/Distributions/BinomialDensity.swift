// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// The binomial density in logarithms, for real counts, without the cancellation of log-gammas.
///
/// ln Γ of a million is about 10⁷, so a difference of such numbers keeps nine digits at best. The
/// saddle-point form has no large terms. Source: Loader, "Fast and accurate computation of binomial
/// probabilities" (2000).
enum BinomialDensity {
  /// ln [Γ(n + 1) / (Γ(a + 1) Γ(b + 1)) · xᵃ yᵇ], n = a + b, for a, b > 0 and x + y = 1, x, y > 0.
  static func logarithm(_ a: Double, _ b: Double, share x: Double, complement y: Double) -> Double {
    let n = a + b
    return stirlingError(n) - stirlingError(a) - stirlingError(b)
      - deviance(a, n * x) - deviance(b, n * y) + 0.5 * (log(n / a) - log(2 * .pi * b))
  }

  /// ln Γ(z + 1) − [(z + ½) ln z − z + ½ ln 2π] for z > 0.
  ///
  /// The series needs z ≥ 16; smaller z climb there by δ(z) = δ(z + 1) + (z + ½) ln(1 + 1/z) − 1.
  static func stirlingError(_ z: Double) -> Double {
    var (z, sum) = (z, 0.0)
    while z < 16 {
      sum += (z + 0.5) * log1p(1 / z) - 1
      z += 1
    }
    let square = z * z
    let tail = (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square
    return sum + (1.0 / 12 - (1.0 / 360 - tail) / square) / z
  }

  /// x ln(x / m) + m − x, which is what a count `x` deviates from its mean `m`.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var term = 2 * x * v
    for odd in stride(from: 3.0, through: 1001, by: 2) {
      term *= v * v
      let next = sum + term / odd
      if next == sum { break }
      sum = next
    }
    return sum
  }
}
