// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc

/// The exact interval of a Poisson count.
enum PoissonRate {
  /// Means at which `count` or more, and `count` or fewer, have 5 % probability (Garwood 1936).
  ///
  /// Worked numbers: 0 gives [0, 2.996], 1 gives [0.051, 4.744], 10 gives [5.425, 16.962].
  static func interval(_ count: Int) -> (low: Double, high: Double) {
    let count = max(0, count)
    let low = count == 0 ? 0 : mean(where: count - 1, hasCumulative: 0.95)
    return (low, mean(where: count, hasCumulative: 0.05))
  }

  /// P(X ≥ count) of a Poisson count, for a count above its mean; 1 for others.
  ///
  /// A count that is no whole number is that of a scaled one; Γ stands for the factorial. Worked
  /// numbers: 5 at mean 1 is 0.00366, 0.5 at mean 1 is 1.
  static func upperTail(_ count: Double, mean: Double) -> Double {
    guard mean > 0 else { return count > 0 ? 0 : 1 }
    guard count > mean else { return 1 }
    return tail(count, mean) {
      $0 + 1
    } ratio: {
      mean / $0
    }
  }

  /// P(X ≤ count) of a Poisson count, for a count below its mean; 1 for others.
  static func lowerTail(_ count: Double, mean: Double) -> Double {
    guard count >= 0, count < mean else { return count < 0 ? 0 : 1 }
    return tail(count, mean) {
      $0 - 1
    } ratio: {
      ($0 + 1) / mean
    }
  }

  /// Sums terms away from the mean, each `ratio` of the one before, until they no longer matter.
  private static func tail(
    _ count: Double, _ mean: Double, step: (Double) -> Double, ratio: (Double) -> Double
  ) -> Double {
    var term = exp(count * log(mean) - mean - lgamma(count + 1))
    var sum = term
    var place = step(count)
    while place >= 0, term > sum * 1e-12 {
      term *= ratio(place)
      sum += term
      place = step(place)
    }
    return min(1, sum)
  }

  /// Bisection of the falling function P(X ≤ count; mean).
  private static func mean(where count: Int, hasCumulative target: Double) -> Double {
    var (low, high) = (0.0, Double(count) + 10 + 5 * Double(count).squareRoot())
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if cumulative(count, middle) > target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Terms are taken in logarithms, so that large means do not underflow.
  private static func cumulative(_ count: Int, _ mean: Double) -> Double {
    guard mean > 0 else { return 1 }
    var logTerm = -mean
    var sum = exp(logTerm)
    for index in stride(from: 1, through: count, by: 1) {
      logTerm += log(mean / Double(index))
      sum += exp(logTerm)
    }
    return min(1, sum)
  }
}
