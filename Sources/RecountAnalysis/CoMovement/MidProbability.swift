// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// Where a count lies among those that chance would give, from 0 to 1.
package enum MidProbability {
  /// P(X < f) + ½ P(X = f) for a Poisson variable X of the given mean.
  ///
  /// Its expectation is ½ whatever the mean is, so it says nothing about the traffic behind a count,
  /// which a rank among bins does as soon as most of them have no failure. Above a mean of 50 the
  /// cube root approximation of Wilson and Hilferty, right within 0.001. Mean 0 gives ½ for 0 and 1
  /// for more. Worked number: 1 where 0.5 are usual gives e^−0.5 (1 + 0.25) = 0.758.
  package static func poisson(_ count: Int64, mean: Double) -> Double {
    guard count >= 0, mean > 0 else { return count > 0 ? 1 : 0.5 }
    guard mean <= 50 else {
      let upper = belowOrEqual(Double(count), mean)
      return count > 0 ? (upper + belowOrEqual(Double(count - 1), mean)) / 2 : upper / 2
    }
    // Nothing is left of the distribution here.
    guard Double(count) < 20 * (mean + 10) else { return 1 }
    var term = exp(-mean)
    var below = 0.0
    for value in 0..<Int(count) {
      below += term
      term *= mean / Double(value + 1)
    }
    return min(1, below + term / 2)
  }

  /// P(X ≤ f): X ≤ f as often as a gamma variable of shape f + 1 exceeds the mean.
  private static func belowOrEqual(_ count: Double, _ mean: Double) -> Double {
    let shape = count + 1
    let root = cbrt(mean / shape)
    let deviation = (1 - 1 / (9 * shape) - root) * 3 * shape.squareRoot()
    return 0.5 * erfc(-deviation / 2.0.squareRoot())
  }
}
