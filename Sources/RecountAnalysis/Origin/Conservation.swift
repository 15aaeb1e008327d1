// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Glibc
import RecountModel

/// How much of its excess each service does not get from the services it calls.
///
/// Failures travel from callee to caller, so what a service fails beyond what its callees fail began
/// in it, or in something it calls that has no logs.
struct Conservation: Sendable {
  let graph: CallGraph
  let profiles: [ExcessProfile]
  private let count: Int
  private let excessBefore: [[Double]]
  /// Running excess of every call that was counted, in the order of the graph.
  private let callsBefore: [[[Double]?]]

  /// Deviations a service needs to have a part in the incident.
  static let leastDeviations = 3.0
  /// Bins below which a bootstrap says nothing.
  static let fewestBins = 6
  static let draws = 200
  static let blockLength = TimeSpan.minutes(10)

  /// `profiles` in the order of the services of `graph`.
  init(_ graph: CallGraph, _ profiles: [ExcessProfile]) {
    self.graph = graph
    self.profiles = profiles
    let count = profiles.map(\.excess.count).max() ?? 0
    self.count = count
    excessBefore = profiles.map { Self.runningSum($0.excess, count: count) }
    callsBefore = graph.calls.map { calls in
      calls.map { call in call.excess.map { Self.runningSum($0, count: count) } }
    }
  }

  private static func runningSum(_ values: [Double], count: Int) -> [Double] {
    var sums = [0.0]
    for bin in 0..<count {
      let value = bin < values.count && values[bin].isFinite ? values[bin] : 0
      sums.append(sums[bin] + value)
    }
    return sums
  }

  /// Whether the service has a part in the incident.
  func isImpacted(_ service: Int) -> Bool {
    profiles[service].deviations > Self.leastDeviations && excess(service) > 0
  }

  /// Excess over all bins.
  func excess(_ service: Int) -> Double { excessBefore[service][count] }

  /// Excess of the calls from `service` to its callee number `call`; nil when not counted.
  func callExcess(_ service: Int, _ call: Int) -> Double? { callsBefore[service][call]?[count] }

  /// local(u) = max(0, E(u) − Σ min(E(v), E(u→v))) over the callees v, over all bins.
  ///
  /// Every E is at least 0, and E(u→v) is E(v) where calls were not counted. Worked number: E(u) = 100
  /// with callees of 60, and of 50 of which u saw 20, leaves 20.
  func locals() -> [Double] { locals([0..<count]) }

  private func locals(_ blocks: [Range<Int>]) -> [Double] {
    func sum(_ before: [Double]) -> Double {
      max(0, blocks.reduce(0) { $0 + before[$1.upperBound] - before[$1.lowerBound] })
    }
    let excess = excessBefore.map(sum)
    return graph.services.indices.map { service in
      var passed = 0.0
      for (index, call) in graph.calls[service].enumerated() {
        let seen = callsBefore[service][index].map(sum) ?? excess[call.callee]
        passed += min(excess[call.callee], seen)
      }
      return max(0, excess[service] - passed)
    }
  }

  /// local × ln(1 + z) of the services with z > 3 that `isEligible`; 0 for others.
  private func scores(_ locals: [Double], _ isEligible: [Bool]) -> [Double] {
    locals.indices.map { service in
      let deviations = profiles[service].deviations
      guard isEligible[service], deviations > Self.leastDeviations else { return 0 }
      return locals[service] * log1p(min(deviations, 1e9))
    }
  }

  /// Each service's part of all scores with a 90 % interval; nil when there is none.
  ///
  /// The interval is that of 200 draws of blocks of ten minutes from the bins, which keep what is
  /// autocorrelated together; below six bins it is 0 to 1. The deviations stay as they are in every
  /// draw, as they say whether a service counts at all.
  func shares(_ isEligible: [Bool], binWidth: TimeSpan, seed: UInt64) -> [Estimate]? {
    guard let values = Self.parts(scores(locals(), isEligible)) else { return nil }
    var drawn = [[Double]](repeating: [], count: values.count)
    if count >= Self.fewestBins {
      var random = SeededGenerator(seed: seed)
      let width = max(1, binWidth.microseconds)
      let block = min(max(1, Int(Self.blockLength.microseconds / width)), count / 3)
      for _ in 0..<Self.draws {
        let blocks = stride(from: 0, to: count, by: block).map { filled in
          let start = random.below(count - block + 1)
          return start..<start + min(block, count - filled)
        }
        guard let parts = Self.parts(scores(locals(blocks), isEligible)) else { continue }
        for service in parts.indices { drawn[service].append(parts[service]) }
      }
    }
    return values.indices.map { service in
      Estimate(value: values[service], interval: Self.interval(drawn[service], values[service]))
    }
  }

  private static func parts(_ scores: [Double]) -> [Double]? {
    let sum = scores.reduce(0, +)
    return sum > 0 ? scores.map { $0 / sum } : nil
  }

  private static func interval(_ drawn: [Double], _ value: Double) -> Interval {
    guard drawn.count >= draws / 2 else { return Interval(low: 0, high: 1) }
    let sorted = drawn.sorted()
    return Interval(
      low: min(value, quantile(0.05, of: sorted)), high: max(value, quantile(0.95, of: sorted)))
  }

  /// Type 7: linear between the order statistics around (n − 1) q.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let low = Int(position)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}
