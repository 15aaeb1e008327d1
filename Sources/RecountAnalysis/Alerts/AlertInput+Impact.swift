// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension AlertInput {
  /// The minutes and windows of a service as its impact analysis gives them.
  ///
  /// A surge alone hurts nobody and is no impact. The onset is that of the first window; one that
  /// was already under way when the data begin has none, so there is nothing to detect.
  package init(
    _ impact: ServiceImpact, durations: [[BucketCount]]? = nil, newSignatures: [Timestamp]? = nil
  ) {
    let windows = impact.windows.filter { $0.kind != .surge }
    let first = windows.min { $0.onset.time < $1.onset.time }
    self.init(
      series: impact.series, durations: durations, newSignatures: newSignatures,
      windows: windows.map(\.range),
      onset: first.flatMap { $0.hasOnset ? $0.onset : nil })
  }
}
