// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountFormats
import RecountInput
import RecountModel

/// One top-level input with what is known of it before it is parsed.
struct InputPlan: Sendable {
  /// Path to open.
  var path: String
  /// Path to show and store: relative to the folder that was named, so that no report depends on
  /// where the folder lies.
  var name: String
  /// Format that was asked for, nil to detect it.
  var format: LogFormat?
  /// Service of `incident.yml` or of an option, for all events.
  var forcedService: String?
  /// Format found in the first content, nil for an archive.
  var detected: LogFormat?
  /// First event of the first content that has any.
  var firstEvent: Timestamp?
  var headHash = ""
  var isArchive = false
  /// Bytes as stored, nil for pipes.
  var storedBytes: Int64?

  var fallbackService: String { forcedService ?? ServiceName.suggested(by: name) }
}
