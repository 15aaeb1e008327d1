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
