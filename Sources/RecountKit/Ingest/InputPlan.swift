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
  /// Formats that the user described, of which a content can be told to be.
  var ownFormats: [LogFormat] = []
  /// Service of `incident.yml` or of an option, for all events.
  var forcedService: String?
  /// Format found in the first content, nil for an archive.
  var detected: LogFormat?
  /// What `incident.yml` or the rest of the case says about stamps that do not say all.
  var stampRules = StampRules()
  /// Whether stamps state no year and nothing tells one.
  var lacksYear = false
  /// What the lines of a content without a known format are wrapped in.
  var wrappers: [String] = []
  /// Whether nothing tells the year but when the content was written.
  var isYearWritten = false
  /// First event of the first content that has any.
  var firstEvent: Timestamp?
  /// Hash of the opening of the first content.
  var openingHash = ""
  /// SHA-256 of the stored bytes, where it had to be known before parsing.
  var fileHash: String?
  var isArchive = false
  /// Whether no content has a line.
  var isEmpty = false
  /// How the input was as far as it was looked at.
  var condition = InputCondition()
  /// Whether the input can be read only once: standard input or another pipe.
  var isPipe = false
  /// Bytes as stored, nil for pipes.
  var storedBytes: Int64?
  /// Where a content of the case ends that this one continues.
  var resume: ResumePoint?

  /// Service of events whose line names none.
  var fallbackService = ""

  /// The format of the only content, where it was looked at already.
  var foundFormat: LogFormat? { isArchive || isPipe ? nil : detected }
}

/// The end of a content that a longer one begins with.
struct ResumePoint: Sendable {
  /// Length of the known content.
  var bytes: Int64
  /// Its hash, by which the case knows it.
  var contentHash: String
  /// The zone that its stamps were read in, where one was given.
  var zone: ZoneRules?
  /// The format of its last lines, nil where it is that of the first.
  var format: LogFormat?
}
