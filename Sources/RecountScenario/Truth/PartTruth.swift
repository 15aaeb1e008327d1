// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What is known by construction about one part of a generated case.
package struct PartTruth: Sendable {
  package let service: String
  /// Position in the span of the first of `minutes`.
  let firstMinute: Int
  var minutes: [MinuteCount] = []
  var files: [FileTruth] = []
  /// Failed steps by what made them fail; empty for requests.
  var reasons: [StepReason: Int] = [:]
  /// The same over the minutes the incident touches.
  var reasonsInIncident: [StepReason: Int] = [:]
  /// Steps by outcome, and what the same steps would have come to without the incident.
  var outcomes: [Outcome: Int] = [:]
  var outcomesAnyway: [Outcome: Int] = [:]

  init(service: String, firstMinute: Int) {
    self.service = service
    self.firstMinute = firstMinute
  }
}

/// Trials and failures counted in one minute.
package struct MinuteCount: Hashable, Sendable {
  package var total = 0
  package var failed = 0
  /// Failures among the same events had there been no incident.
  package var failedAnyway = 0

  package init() {}

  package static func += (left: inout MinuteCount, right: MinuteCount) {
    left.total += right.total
    left.failed += right.failed
    left.failedAnyway += right.failedAnyway
  }
}

/// What a file holds.
package struct FileTruth: Hashable, Sendable {
  /// Relative to the case folder.
  package var path: String
  /// Lines after decompression; for an archive those of all its entries.
  package var lines: Int
  /// Requests or step records; for an archive its entries.
  package var events: Int
}
