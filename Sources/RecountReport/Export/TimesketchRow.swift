// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// What Timesketch wants of every row besides its own fields.
///
/// `datetime` is ISO 8601 with all six digits and an offset in figures, `timestamp` the same in
/// microseconds: importers that lose the fraction of one have the other.
/// [Timesketch on importing](https://timesketch.org/guides/user/import-from-json-csv/)
package enum TimesketchRow {
  package static let columns = ["message", "datetime", "timestamp", "timestamp_desc"]

  /// The cells of `columns`; `description` says what the time is the time of, such as
  /// `Request ended`.
  package static func cells(
    _ message: String, at time: Timestamp, _ description: String
  ) -> [ExportValue] {
    [
      .text(message), .text(String(time.rfc3339.dropLast()) + "+00:00"),
      .integer(time.microseconds), .text(description),
    ]
  }
}
