// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The forms in which a case can be exported.
package enum ExportFormat: String, CaseIterable, Sendable {
  case jsonl, csv, timesketch, openmetrics, sqlite
}

/// What of a case can be exported.
package enum ExportContent: String, CaseIterable, Sendable {
  case events, findings, timeline
}

/// What is exported, in which form, and where to.
package struct ExportRequest: Sendable {
  package var casePath: String
  package var format: ExportFormat
  /// Nil for what the format is made for: events, and for a database everything.
  package var content: ExportContent?
  /// Nil and `-` for standard output.
  package var path: String?
  package var filter: EventFilter
  package var isSpreadsheetSafe: Bool

  package init(
    casePath: String, format: ExportFormat, content: ExportContent? = nil, path: String? = nil,
    filter: EventFilter = EventFilter(), isSpreadsheetSafe: Bool = false
  ) {
    self.casePath = casePath
    self.format = format
    self.content = content
    self.path = path == "-" ? nil : path
    self.filter = filter
    self.isSpreadsheetSafe = isSpreadsheetSafe
  }

  /// Why this cannot be asked for; nil when it can.
  package static func refusal(
    _ format: ExportFormat, of content: ExportContent?, path: String?, filtered: Bool,
    isSpreadsheetSafe: Bool
  ) -> String? {
    switch (format, content) {
    case (.sqlite, .some): return "--to sqlite takes the whole case, so --of is not for it"
    case (.sqlite, nil) where path == nil || path == "-":
      return "--to sqlite needs a file: -o FILE"
    case (.openmetrics, .findings), (.openmetrics, .timeline):
      return "--to openmetrics has counts per minute, which are events"
    case (.timesketch, .findings):
      return "Timesketch wants a time of every row, which figures lack: --of timeline"
    default: break
    }
    if content == .findings, filtered {
      return "findings are those of the whole case: no --since, --until or --service"
    }
    if isSpreadsheetSafe, !isCSV(format, path) {
      return "--spreadsheet-safe is for CSV"
    }
    return nil
  }

  /// Whether rows are written as CSV; for Timesketch the name of the file tells.
  static func isCSV(_ format: ExportFormat, _ path: String?) -> Bool {
    format == .csv || format == .timesketch && path?.hasSuffix(".csv") == true
  }
}

/// What an export wrote.
package struct ExportSummary: Sendable {
  /// Sentences for standard error: what was written, and what was left out.
  package var remarks: [String] = []
}
