// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
package import RecountModel

/// Draws from the distributions that incident simulations are made of.
extension SeededGenerator {
  package mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// A whole number in `range`.
  package mutating func whole(_ range: Range<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Standard normal, by the polar method.
  package mutating func normal() -> Double {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// Gamma with scale 1 (Marsaglia, Tsang 2000).
  package mutating func gamma(_ shape: Double) -> Double {
    guard shape >= 1 else {
      return gamma(shape + 1) * pow(max(unit(), 1e-300), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(max(unit(), 1e-300)) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  package mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(max(a, 1e-6))
    let y = gamma(max(b, 1e-6))
    return x + y > 0 ? x / (x + y) : (a > b ? 1 : 0)
  }

  /// Exact, by splitting at a beta-distributed order statistic until few trials are left.
  package mutating func binomial(_ trials: Int, _ share: Double) -> Int {
    var (left, p, hits) = (trials, min(max(share, 0), 1), 0)
    while left > 24 {
      let middle = left / 2 + 1
      let split = beta(Double(middle), Double(left + 1 - middle))
      if split <= p {
        hits += middle
        left -= middle
        p = split < 1 ? (p - split) / (1 - split) : 0
      } else {
        left = middle - 1
        p /= split
      }
    }
    for _ in 0..<max(0, left) where unit() < p { hits += 1 }
    return hits
  }

  /// Exact, by splitting at a gamma-distributed arrival until the mean is small.
  package mutating func poisson(_ mean: Double) -> Int {
    var (left, events) = (mean, 0)
    while left > 16 {
      let step = Int(left * 0.875)
      let arrival = gamma(Double(step))
      if arrival > left { return events + binomial(step - 1, left / arrival) }
      events += step
      left -= arrival
    }
    let floor = exp(-left)
    var product = unit()
    while product > floor {
      events += 1
      product *= unit()
    }
    return events
  }

  /// Binomial whose share varies from draw to draw with intra-class correlation `spread`.
  package mutating func betaBinomial(_ trials: Int, _ share: Double, spread: Double) -> Int {
    let size = 1 / spread - 1
    return binomial(trials, beta(share * size, (1 - share) * size))
  }
}
