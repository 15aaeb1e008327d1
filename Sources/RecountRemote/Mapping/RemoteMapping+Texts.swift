// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The fields of a mapping as parts of a statement.
extension RemoteMapping {
  var serviceText: String { "coalesce(\(service), '')" }
  var timeText: String { "(\(time))" }

  /// A number, 0 where the mapping has none or the row says NULL.
  var statusText: String { status.map { "coalesce(\($0), 0)" } ?? "0" }

  /// Microseconds, the absent number where the mapping has none or the row says NULL.
  var durationText: String {
    duration.map { "coalesce(\($0), \(RequestColumns.absentNumber))" }
      ?? "\(RequestColumns.absentNumber)"
  }

  func text(_ expression: String?) -> String {
    expression.map { "coalesce(\($0), '')" } ?? "''"
  }

  /// The number of an `Outcome`, by the rules that access logs are parsed by.
  ///
  /// 504 is a timeout, other 5xx and 429 are failures, 499 and 460 clients that left, and so is
  /// status 0 where nothing else says how the row ended. Every other status is the service doing
  /// its work.
  var outcomeText: String {
    switch outcome {
    case .number(let expression): return "coalesce(\(expression), \(Outcome.success.rawValue))"
    case .status: return RemoteMapping.outcome(ofStatus: statusText, unanswered: .cancelled)
    case .statusOrFailed(let failed):
      guard status != nil else {
        return "CASE WHEN \(failed) THEN \(Outcome.failure.rawValue)"
          + " ELSE \(Outcome.success.rawValue) END"
      }
      return """
        CASE WHEN \(statusText) = 0 AND (\(failed)) THEN \(Outcome.failure.rawValue) \
        ELSE \(RemoteMapping.outcome(ofStatus: statusText, unanswered: .success)) END
        """
    }
  }

  /// The outcome of a status as SQL; `unanswered` is that of status 0.
  static func outcome(ofStatus status: String, unanswered: Outcome) -> String {
    let left = unanswered == .cancelled ? "(0, 460, 499)" : "(460, 499)"
    return """
      CASE WHEN \(status) = 504 THEN \(Outcome.timeout.rawValue) \
      WHEN \(status) >= 500 AND \(status) <= 599 THEN \(Outcome.failure.rawValue) \
      WHEN \(status) = 429 THEN \(Outcome.failure.rawValue) \
      WHEN \(status) IN \(left) THEN \(Outcome.cancelled.rawValue) \
      ELSE \(Outcome.success.rawValue) END
      """
  }

  /// A word of the cause table, or an empty text.
  var causeText: String {
    switch cause {
    case .text(let expression): text(expression)
    case .status:
      status == nil
        ? "''"
        : """
        CASE WHEN \(statusText) = 429 THEN 'rate_limit' \
        WHEN \(statusText) IN (460, 499) THEN 'client_abort' ELSE '' END
        """
    }
  }

  /// Whether a row failed.
  var failedText: String {
    let failed = Outcome.allCases.filter(\.isFailed).map { "\($0.rawValue)" }
    return "\(outcomeText) IN (\(failed.joined(separator: ", ")))"
  }

  /// The rows of a half-open range that are events.
  func condition(_ range: TimeRange) -> String {
    let events = filter.map { " AND (\($0))" } ?? ""
    return rangeCondition(range) + events
  }

  /// The rows of a half-open range, events or not.
  func rangeCondition(_ range: TimeRange) -> String {
    let (start, end) = (range.start.microseconds, range.end.microseconds)
    var text = ""
    if let prefilter { text = "(" + placed(prefilter, start, end) + ") AND " }
    return text
      + "\(timeText) >= \(SQLText.literal(start)) AND \(timeText) < \(SQLText.literal(end))"
  }

  private func placed(_ text: String, _ start: Int64, _ end: Int64) -> String {
    let seconds = Timestamp(microseconds: start).floored(to: .seconds(1)).microseconds / 1_000_000
    let last = Timestamp(microseconds: end).floored(to: .seconds(1)).microseconds / 1_000_000
    let values = [
      ("{start_us}", start), ("{end_us}", end), ("{start_s}", seconds), ("{end_s}", last + 1),
    ]
    var placed = text
    for (name, value) in values {
      placed = placed.split(separator: name, omittingEmptySubsequences: false)
        .joined(separator: SQLText.literal(value))
    }
    return placed
  }
}
