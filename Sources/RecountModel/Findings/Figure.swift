// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A number of the report with all that is needed to explain and recompute it.
package struct Figure: Sendable {
  /// A name, not a position: `impact.pipelines.w1.failed`.
  package var id: String
  /// What it is, in the words of the report.
  package var label: String
  package var value: Double
  package var interval: Interval?
  /// A word such as `steps`, `minutes` or `share`.
  package var unit: String
  package var baseRange: TimeRange?
  package var dispersion: Double?
  /// Events the number was computed from.
  package var count: Int64?
  /// Statement that gives the counts behind the number, runnable with `recount query`.
  package var sql: String
  /// How the number follows from the counts, in a few words.
  package var method: String

  package init(
    id: String, label: String, value: Double, interval: Interval? = nil, unit: String,
    baseRange: TimeRange? = nil, dispersion: Double? = nil, count: Int64? = nil, sql: String,
    method: String
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.interval = interval
    self.unit = unit
    self.baseRange = baseRange
    self.dispersion = dispersion
    self.count = count
    self.sql = sql
    self.method = method
  }
}
