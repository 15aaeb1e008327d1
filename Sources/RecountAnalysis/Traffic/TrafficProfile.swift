// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What other days show at the same time of day: the daily shape of a service's traffic.
///
/// For each bin the median over up to seven days before and seven after of the traffic per bin
/// around the same time, smoothed over a quarter of an hour of clean bins. The day itself never
/// takes part. Nil where no other day has clean bins.
struct TrafficProfile: Sendable {
  /// Expected events per bin up to a factor, by bin.
  let levels: [Double?]

  static let mostDays = 7
  /// Bins on either side of a bin that are averaged, in minutes.
  static let smoothing = 7

  init(_ counts: TrialCounts, isClean: [Bool], binsPerDay: Int, binsPerMinute: Double) {
    guard binsPerDay > 0, counts.count > binsPerDay else {
      levels = [Double?](repeating: nil, count: counts.count)
      return
    }
    let reach = Int(Double(Self.smoothing) * binsPerMinute)
    let smooth = Self.smoothed(counts, isClean: isClean, reach: reach)
    var others: [Double] = []
    levels = (0..<counts.count).map { bin in
      others.removeAll(keepingCapacity: true)
      for day in 1...Self.mostDays {
        for other in [bin - day * binsPerDay, bin + day * binsPerDay]
        where other >= 0 && other < counts.count {
          if let level = smooth[other] { others.append(level) }
        }
      }
      guard !others.isEmpty else { return nil }
      others.sort()
      let middle = others.count / 2
      return others.count % 2 == 1 ? others[middle] : (others[middle - 1] + others[middle]) / 2
    }
  }

  private static func smoothed(
    _ counts: TrialCounts, isClean: [Bool], reach: Int
  ) -> [Double?] {
    var sum: Int64 = 0
    var clean = 0
    var levels = [Double?](repeating: nil, count: counts.count)
    for bin in 0..<min(reach, counts.count) where isClean[bin] {
      sum += counts.total[bin]
      clean += 1
    }
    for bin in 0..<counts.count {
      if bin + reach < counts.count, isClean[bin + reach] {
        sum += counts.total[bin + reach]
        clean += 1
      }
      if bin - reach - 1 >= 0, isClean[bin - reach - 1] {
        sum -= counts.total[bin - reach - 1]
        clean -= 1
      }
      if isClean[bin] { levels[bin] = Double(sum) / Double(max(1, clean)) }
    }
    return levels
  }
}
