// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountAnalysis
import RecountModel
import Testing

@Suite struct BinomialTailTests {
  /// P(X = k) for all k by adding one trial after the other: sums of positive terms, so nothing
  /// cancels.
  private func distribution(_ trials: Int, _ share: Double) -> [Double] {
    var chances = [1.0]
    for _ in 0..<trials {
      var next = [Double](repeating: 0, count: chances.count + 1)
      for (hits, chance) in chances.enumerated() {
        next[hits] += chance * (1 - share)
        next[hits + 1] += chance * share
      }
      chances = next
    }
    return chances
  }

  @Test(arguments: [1, 2, 7, 40, 333, 1500], [1e-4, 0.013, 0.25, 0.5, 0.77, 0.999])
  func `both tails agree with exact sums to ten digits`(trials: Int, share: Double) {
    let chances = distribution(trials, share)
    for hits in 0...trials {
      let (hit, miss) = (Double(hits), Double(trials - hits))
      let upper = chances[hits...].reversed().reduce(0, +)
      let lower = chances[...hits].reduce(0, +)
      let tails = (
        BinomialTail.logUpper(hits: hit, misses: miss, share: share),
        BinomialTail.logLower(hits: hit, misses: miss, share: share)
      )
      if upper > 1e-280 { #expect(abs(exp(tails.0) / upper - 1) < 1e-10, "\(hits)") }
      if lower > 1e-280 { #expect(abs(exp(tails.1) / lower - 1) < 1e-10, "\(hits)") }
    }
  }

  @Test(arguments: [3, 101, 20_001, 2_000_001])
  func `half of a fair coin is half however many the tosses`(tosses: Int) {
    let half = Double(tosses / 2)
    let upper = BinomialTail.logUpper(hits: half + 1, misses: half, share: 0.5)
    #expect(abs(upper - log(0.5)) < 1e-10)
  }

  @Test func `tails far below the smallest number still compare`() {
    let all = BinomialTail.logUpper(hits: 5000, misses: 0, share: 0.01)
    #expect(abs(all / (5000 * log(0.01)) - 1) < 1e-12)
    let none = BinomialTail.logLower(hits: 0, misses: 5000, share: 0.9)
    #expect(abs(none / (5000 * log(0.1)) - 1) < 1e-12)
    #expect(abs(BinomialTail.logUpper(hits: 3, misses: 0, share: 0.25) - log(0.015625)) < 1e-12)
  }

  @Test func `ends and odd input give certainties`() {
    #expect(BinomialTail.logUpper(hits: 0, misses: 9, share: 0.3) == 0)
    #expect(BinomialTail.logLower(hits: 9, misses: 0, share: 0.3) == 0)
    #expect(BinomialTail.logTwoSided(hits: 0, misses: 0, share: 0.3) == 0)
    #expect(BinomialTail.logUpper(hits: 3, misses: 1, share: 0) == -.infinity)
    #expect(BinomialTail.logUpper(hits: 3, misses: 1, share: 2) == 0)
    #expect(BinomialTail.logUpper(hits: -3, misses: -1, share: -1) == 0)
    #expect(IncompleteBeta.tails(0.5, 0, 0).lower == 0)
    #expect(IncompleteBeta.tails(0.5, 1, 0).upper == 0)
  }

  @Test func `real counts lie between whole ones`() {
    let tails = [4.0, 4.3, 4.9, 5.0].map {
      BinomialTail.logUpper(hits: $0, misses: 20 - $0, share: 0.1)
    }
    #expect(tails == tails.sorted(by: >))
    for (a, b, x) in [(0.4, 7.5, 0.03), (1000.5, 3.25, 0.995), (2e5, 1e5, 0.667)] {
      let one = IncompleteBeta.tails(x, a, b)
      let other = IncompleteBeta.tails(1 - x, b, a)
      #expect(abs(one.lower - other.upper) < 1e-9 * max(1, abs(one.lower)))
      #expect(abs(exp(one.lower) + exp(one.upper) - 1) < 1e-12)
    }
  }

  @Test func `the interval of a share leaves five in a hundred on each side`() {
    let three = BinomialTail.shareInterval(hits: 3, misses: 0)
    #expect(abs(three.low - 0.368403) < 1e-6)
    #expect(three.high == 1)
    for (hits, misses) in [(1.0, 9.0), (40, 2), (1e6, 3e6), (2.5, 1e9)] {
      let interval = BinomialTail.shareInterval(hits: hits, misses: misses)
      #expect(interval.contains(hits / (hits + misses)))
      let low = BinomialTail.logUpper(hits: hits, misses: misses, share: interval.low)
      let high = BinomialTail.logLower(hits: hits, misses: misses, share: interval.high)
      #expect(abs(low - log(0.05)) < 1e-6)
      #expect(abs(high - log(0.05)) < 1e-6)
    }
    #expect(BinomialTail.shareInterval(hits: 0, misses: 0).low == 0)
    #expect(BinomialTail.shareInterval(hits: -1, misses: -1).high == 1)
  }

  @Test func `adjusted values are those of Benjamini and Hochberg`() {
    let adjusted = FalseDiscovery.adjusted(logarithms: [0.01, 0.04, 0.03].map { log($0) })
    #expect(zip(adjusted, [0.03, 0.04, 0.04]).allSatisfy { abs(exp($0) - $1) < 1e-12 })
    #expect(FalseDiscovery.adjusted(logarithms: []) == [])
    let equal = FalseDiscovery.adjusted(logarithms: [-3, -3, 0])
    #expect(equal[0] == equal[1])
    #expect(FalseDiscovery.adjusted(logarithms: [-.infinity, 0]) == [-.infinity, 0])
  }
}
