// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The tables and views of a case file.
///
/// Singular tables hold numbers of dictionaries; plural views join the names back and are the
/// documented interface. Absent values are 0, -1 or empty, never NULL, so that the counting
/// statements run unchanged on other engines; the views turn them into NULL.
package enum CaseSchema {
  /// `RCNT`, in the header of every case file.
  static let applicationID: Int32 = 0x5243_4E54
  static let version: Int32 = 4

  /// Columns of `request` whose values live in a dictionary table, in the order of the row.
  static let requestDictionaries = [
    "service", "method", "route", "http_version", "upstream_statuses", "cause", "client", "user",
    "agent", "referrer", "host", "attributes",
  ]

  /// Columns of `step` and `job` whose values live in a dictionary table.
  static let buildDictionaries = [
    "provider", "repository", "pipeline", "step_name", "rule", "image", "runner",
  ]

  static var statements: String {
    dictionaries + tables + formatTable + noteTables + noteRows + views
  }

  private static var dictionaries: String {
    (requestDictionaries + buildDictionaries).map { column in
      """
      CREATE TABLE dict_\(column)(id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
      INSERT INTO dict_\(column) VALUES (0, '');

      """
    }.joined()
  }
}
