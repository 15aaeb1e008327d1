// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What alert rules are tried on: the minutes of one service, and when it was impacted.
package struct AlertInput: Sendable {
  /// Durations of one bucket of `DurationBucket`.
  package struct BucketCount: Hashable, Sendable {
    package var bucket: Int
    package var count: Int64

    package init(bucket: Int, count: Int64) {
      self.bucket = bucket
      self.count = count
    }
  }

  /// Bins of one minute; those without coverage count nothing.
  package var series: CountSeries
  /// Durations of each minute, one entry per bin of `series`; nil when none are recorded.
  package var durations: [[BucketCount]]?
  /// First time of each signature that the base does not have; nil when none were mined.
  package var newSignatures: [Timestamp]?
  /// Impact windows of the service in any order; firings outside them are false alarms.
  package var windows: [TimeRange]
  /// The measured onset; nil when the counts show no impact.
  package var onset: TimeEstimate?

  package init(
    series: CountSeries, durations: [[BucketCount]]? = nil, newSignatures: [Timestamp]? = nil,
    windows: [TimeRange] = [], onset: TimeEstimate? = nil
  ) {
    self.series = series
    self.durations = durations
    self.newSignatures = newSignatures
    self.windows = windows
    self.onset = onset
  }
}
