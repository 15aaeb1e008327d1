// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The lag at which two failed shares correlate most: the usual answer to who was first.
package enum CrossCorrelation {
  /// Bins by which `b` follows `a`; negative when it is first.
  ///
  /// Ties go to the smaller lag.
  package static func peak(_ a: [Double], _ b: [Double], widest: Int = 15) -> Int {
    let (left, right) = (centred(a), centred(b))
    var best = (lag: 0, sum: -Double.infinity)
    for lag in (-widest...widest).sorted(by: { (abs($0), $0) < (abs($1), $1) }) {
      var sum = 0.0
      for index in left.indices where right.indices.contains(index + lag) {
        sum += left[index] * right[index + lag]
      }
      if sum > best.sum { best = (lag, sum) }
    }
    return best.lag
  }

  private static func centred(_ values: [Double]) -> [Double] {
    guard !values.isEmpty else { return [] }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }
}
