// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The counts of a series made safe to add up, with running sums over its bins.
///
/// Whatever a caller hands over is read defensively: negative counts are 0, a failed event is a
/// trial (`total` is raised to `failed`), a bin with events has log coverage, missing bins have
/// none, and no bin counts more than 2⁴⁰ events, so that no sum of bins can overflow.
package struct TrialCounts: Sendable {
  package let count: Int
  package let failed: [Int64]
  package let total: [Int64]
  package let covered: [Bool]
  private let failedBefore: [Int64]
  private let totalBefore: [Int64]
  private let coveredBefore: [Int]
  /// For every bin border, the index of the first bin at or after it that has trials.
  private let nextInformative: [Int]
  /// For every bin border, one past the last bin before it that has trials; 0 without one.
  private let informativeEnd: [Int]

  package init(_ series: CountSeries) {
    let limit: Int64 = 1 << 40
    let count = series.total.count
    var failed = [Int64](repeating: 0, count: count)
    var total = failed
    var covered = [Bool](repeating: false, count: count)
    for bin in 0..<count {
      let bad = bin < series.failed.count ? series.failed[bin] : 0
      failed[bin] = min(max(bad, 0), limit)
      total[bin] = min(max(series.total[bin], failed[bin]), limit)
      covered[bin] = total[bin] > 0 || (bin < series.covered.count && series.covered[bin])
    }
    self.init(failed: failed, total: total, covered: covered)
  }

  private init(failed: [Int64], total: [Int64], covered: [Bool]) {
    count = total.count
    self.failed = failed
    self.total = total
    self.covered = covered
    failedBefore = runningSum(failed)
    totalBefore = runningSum(total)
    coveredBefore = runningSum(covered.map { $0 ? 1 : 0 })
    var next = [Int](repeating: count, count: count + 1)
    for bin in stride(from: count - 1, through: 0, by: -1) {
      next[bin] = total[bin] > 0 ? bin : next[bin + 1]
    }
    var end = [Int](repeating: 0, count: count + 1)
    for bin in 0..<count { end[bin + 1] = total[bin] > 0 ? bin + 1 : end[bin] }
    nextInformative = next
    informativeEnd = end
  }

  func failed(in bins: Range<Int>) -> Int64 {
    failedBefore[bins.upperBound] - failedBefore[bins.lowerBound]
  }

  func total(in bins: Range<Int>) -> Int64 {
    totalBefore[bins.upperBound] - totalBefore[bins.lowerBound]
  }

  /// How many bins have log coverage.
  func covered(in bins: Range<Int>) -> Int {
    coveredBefore[bins.upperBound] - coveredBefore[bins.lowerBound]
  }

  /// The first bin at or after `border` that has trials; `count` without one.
  func firstInformative(from border: Int) -> Int { nextInformative[border] }

  /// One past the last bin before `border` that has trials; 0 without one.
  func lastInformativeEnd(before border: Int) -> Int { informativeEnd[border] }

  /// The failed share of `bins`; 0 without trials.
  func share(in bins: Range<Int>) -> Double {
    let trials = total(in: bins)
    return trials > 0 ? Double(failed(in: bins)) / Double(trials) : 0
  }
}

private func runningSum<Number: AdditiveArithmetic>(_ values: [Number]) -> [Number] {
  var sums = [Number.zero]
  sums.reserveCapacity(values.count + 1)
  var sum = Number.zero
  for value in values {
    sum += value
    sums.append(sum)
  }
  return sums
}
