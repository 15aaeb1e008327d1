// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The threshold that dashboards use: three standard deviations above the mean of the first hour.
package enum SigmaThreshold {
  /// Runs of bins whose failed share lies above the threshold.
  package static func windows(failed: [Int], total: [Int], baseBins: Int = 60) -> [Range<Int>] {
    let shares = zip(failed, total).map { $1 > 0 ? Double($0) / Double($1) : 0 }
    let base = shares.prefix(baseBins)
    guard !base.isEmpty else { return [] }
    let mean = base.reduce(0, +) / Double(base.count)
    let variance = base.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(base.count)
    let threshold = mean + 3 * variance.squareRoot()
    var windows: [Range<Int>] = []
    var start: Int?
    for bin in 0...shares.count {
      let isAbove = bin < shares.count && shares[bin] > threshold
      if isAbove, start == nil { start = bin }
      if !isAbove, let first = start {
        windows.append(first..<bin)
        start = nil
      }
    }
    return windows
  }
}
