// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The counting statements, in SQL that other engines run unchanged: integers, bins by `t - t % w`,
/// no date functions, no NULL.
package enum RollupText {
  /// Requests of one source per service, minute, outcome and cause: what ingest keeps in `rollup`.
  package static let requestsOfSource = """
    SELECT service, end_us - end_us % 60000000 AS minute_us, outcome, cause, count(*) AS n
    FROM request WHERE source = :source GROUP BY service, minute_us, outcome, cause
    """

  /// Steps of the case per service, minute, outcome and class.
  ///
  /// A step has one row, whatever number of records and logs described it, so each is counted once.
  /// Steps without any time or without a known outcome are counted nowhere.
  package static let steps = steps(from: "step")

  /// The same from rows that a join with another table lets through.
  static func steps(from tables: String) -> String {
    """
    SELECT service, end_us - end_us % 60000000 AS minute_us, outcome, failure_class, count(*) AS n
    FROM \(tables) WHERE end_us <> 0 AND outcome_known = 1
    GROUP BY service, minute_us, outcome, failure_class
    """
  }

  /// Failed events of a service in a half-open range: the gross number of a window.
  package static func failed(
    service: String, unit: String, from start: String, to end: String
  ) -> String {
    """
    SELECT coalesce(sum(n), 0) AS failed FROM rollups WHERE service = \(quoted(service)) AND unit = '\(unit)' \
    AND failed = 1 AND minute >= '\(start)' AND minute < '\(end)'
    """
  }

  /// Trials of a service in a half-open range.
  package static func total(
    service: String, unit: String, from start: String, to end: String
  ) -> String {
    """
    SELECT coalesce(sum(n), 0) AS total FROM rollups WHERE service = \(quoted(service)) AND unit = '\(unit)' \
    AND outcome <> 'skipped' AND minute >= '\(start)' AND minute < '\(end)'
    """
  }

  /// Failed events and trials of a service in a half-open range: what a failed share is made of.
  package static func share(
    service: String, unit: String, from start: String, to end: String
  ) -> String {
    """
    SELECT coalesce(sum(CASE WHEN failed = 1 THEN n ELSE 0 END), 0) AS failed, \
    coalesce(sum(CASE WHEN outcome <> 'skipped' THEN n ELSE 0 END), 0) AS total FROM rollups \
    WHERE service = \(quoted(service)) AND unit = '\(unit)' AND minute >= '\(start)' AND minute < '\(end)'
    """
  }

  /// A stretch of one service in a statement over several.
  package struct Stretch: Sendable {
    package var service: String
    package var start: String
    package var end: String

    package init(service: String, start: String, end: String) {
      self.service = service
      self.start = start
      self.end = end
    }
  }

  /// Failed events in several half-open stretches that do not overlap within a service: the gross
  /// number of an incident.
  package static func failed(unit: String, in stretches: [Stretch]) -> String {
    let parts = stretches.map { stretch in
      """
      (service = \(quoted(stretch.service)) AND minute >= '\(stretch.start)' AND minute < '\(stretch.end)')
      """
    }
    return """
      SELECT coalesce(sum(n), 0) AS failed FROM rollups WHERE unit = '\(unit)' AND failed = 1 \
      AND (\(parts.joined(separator: " OR ")))
      """
  }

  /// Distinct clients of failed requests in a half-open range of microseconds since 1970.
  package static func clients(service: String, from start: Int64, to end: Int64) -> String {
    """
    SELECT count(DISTINCT client) AS clients FROM failures WHERE service = \(quoted(service)) \
    AND end_us >= \(start) AND end_us < \(end)
    """
  }

  /// The duration that `percent` of the requests with one in a half-open range stay below.
  package static func duration(
    percent: Int, service: String, from start: Int64, to end: Int64
  ) -> String {
    let range = """
      FROM requests WHERE service = \(quoted(service)) AND end_us >= \(start) AND end_us < \(end) \
      AND duration_us IS NOT NULL
      """
    return """
      SELECT duration_us \(range) ORDER BY duration_us LIMIT 1 \
      OFFSET (SELECT count(*) * \(percent) / 100 \(range))
      """
  }

  /// Failed and total per minute of a service: what windows and excess are computed from.
  package static func series(service: String, unit: String) -> String {
    """
    SELECT minute, sum(CASE WHEN failed = 1 THEN n ELSE 0 END) AS failed, \
    sum(CASE WHEN outcome <> 'skipped' THEN n ELSE 0 END) AS total FROM rollups \
    WHERE service = \(quoted(service)) AND unit = '\(unit)' GROUP BY minute ORDER BY minute
    """
  }

  /// A text as SQL on one line: signs that cannot be seen are spelled out, so that a statement that
  /// was copied from a report still means the same.
  private static func quoted(_ text: String) -> String {
    var sql = "'"
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        sql += "' || char(\(scalar.value)) || '"
      default: sql += scalar == "'" ? "''" : String(scalar)
      }
    }
    return sql + "'"
  }
}
