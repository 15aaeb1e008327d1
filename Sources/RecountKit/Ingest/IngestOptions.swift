// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountInput

/// How inputs are read and stored.
package struct IngestOptions: Sendable {
  /// Format name for all inputs; nil detects each.
  package var format: String?
  /// Service of all events.
  package var service: String?
  /// Sources parsed at the same time.
  package var threads = 2
  /// Share of a source's lines that may be rejects before the run counts as incomplete.
  package var maxRejectShare = 0.05
  package var limits = InputLimits()

  package init() {}
}

/// What an ingest did.
package struct IngestSummary: Sendable {
  package var sources = 0
  package var alreadyKnown = 0
  package var lines: Int64 = 0
  package var events: Int64 = 0
  package var rejects: Int64 = 0
  /// Sentences about inputs that were cut short, damaged, or rejected too much.
  package var incomplete: [String] = []
  /// Sentences about what was odd but lost nothing: padding, entries that are no files.
  package var remarks: [String] = []
  /// Contents that no known format takes.
  package var unknown: [String] = []
  /// Contents without a byte.
  package var empty: [String] = []

  package init() {}
}

/// What an ingest tells while it runs.
package enum IngestProgress: Sendable {
  /// An input is being stored: its position, and stored bytes read of all inputs so far.
  case storing(
    index: Int, of: Int, name: String, lines: Int64, rejects: Int64, bytes: Int64, total: Int64)
  /// An input is in the case.
  case stored(index: Int, of: Int, name: String, lines: Int64, events: Int64, rejects: Int64)
  case known(index: Int, of: Int, name: String)
}
