// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Incidents of a Statuspage: the answer of `/api/v2/incidents.json` and its relatives, a single
/// incident, or one incident a line.
///
/// `display_at` is what the public saw and is used; `created_at` can be hours later when an update
/// was filled in afterwards. Updates are put in order of time; those with one stamp keep the order
/// in which they were made.
///
/// Each incident and each update counts as a line, since such a document has no lines of its own.
///
/// Source: https://developer.statuspage.io
final class StatuspageParser: EventParser {
  private var document = RecordDocument()

  private static let updates = RecordMarks("\"incident_updates\"")
  private static let emptyList = RecordMarks("\"page\"", "\"time_zone\"", "\"incidents\"")

  /// Whether `text` is, or begins, a document of a Statuspage: it has updates of incidents, or
  /// could.
  static func matches(_ text: [UInt8]) -> Bool {
    updates.allStand(in: text) || (mayBeJSON(text) && emptyList.allStand(in: text))
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    document.append(lines, into: &events)
  }

  func finish(into events: inout EventBatch) {
    document.finishJSON(StatuspageDocument.decode, into: &events) {
      incident, offset, document, events in
      incident.pageIncident.append(at: offset, of: &document, into: &events)
    }
  }
}
