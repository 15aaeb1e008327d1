// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Events of one service and unit per minute, apart by outcome and by cause or class.
package struct OutcomeSeries: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    /// The word of the outcome.
    package var outcome: String
    /// The cause of a request or the class of a step; empty for none.
    package var reason: String
    /// One count per minute of the series.
    package var counts: [Int64]

    package init(outcome: String, reason: String, counts: [Int64]) {
      self.outcome = outcome
      self.reason = reason
      self.counts = counts
    }
  }

  package var service: String
  package var unit: EventUnit
  /// Starts of the minutes that have events, in the order of time; those without any are absent.
  package var minutes: [Timestamp]
  /// In the order of outcome and reason.
  package var lines: [Line]

  package init(service: String, unit: EventUnit, minutes: [Timestamp], lines: [Line]) {
    self.service = service
    self.unit = unit
    self.minutes = minutes
    self.lines = lines
  }
}
