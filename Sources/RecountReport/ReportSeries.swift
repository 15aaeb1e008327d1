// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// Failed steps of one class per bin.
package struct ClassSeries: Sendable {
  package var name: String
  package var values: [Int64]

  package init(name: String, values: [Int64]) {
    self.name = name
    self.values = values
  }
}

/// What the charts of a report show beside the counts of services.
package struct ReportSeries: Sendable {
  /// Start of bin 0, and the width of all bins.
  package var start: Timestamp
  package var binWidth: TimeSpan
  /// Failed build steps by class; empty without any.
  package var classes: [ClassSeries]
  /// The service whose durations are shown; nil when no line gives one.
  package var durationService: String?
  /// 50 %, 95 % and 99 % of the durations of each bin, microseconds; nil where there are none.
  package var quantiles: [[Double?]]

  package init(
    start: Timestamp, binWidth: TimeSpan, classes: [ClassSeries] = [],
    durationService: String? = nil, quantiles: [[Double?]] = []
  ) {
    self.start = start
    self.binWidth = binWidth
    self.classes = classes
    self.durationService = durationService
    self.quantiles = quantiles
  }

  /// The shares of the quantiles, in their order.
  package static let quantileShares = [0.5, 0.95, 0.99]
}
