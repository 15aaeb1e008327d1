// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

extension RollupQuery {
  /// Slices of the range from which samples of failures are taken.
  static let sampleSlices: Int64 = 12

  /// First failure of each service, outcome and cause in each slice of the range.
  package var failures: RemoteQuery {
    RemoteQuery(
      name: "failures",
      columns: [
        .text("service"), .integer("outcome"), .text("cause"), .integer("slice_us"),
        .integer("first_us"), .integer("n"),
      ],
      body: """
        SELECT \(mapping.serviceText) AS r_service, \(mapping.outcomeText) AS r_outcome, \
        \(mapping.causeText) AS r_cause, \(bin(sliceMicros)) AS r_slice_us, \
        min(\(mapping.timeText)) AS r_first_us, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.condition(range)) AND \(mapping.failedText)
        GROUP BY r_service, r_outcome, r_cause, r_slice_us
        """)
  }

  /// Failures at the given instants, at most `limit`: rows for signatures and as evidence.
  ///
  /// The order decides what the limit keeps, so all columns are in it.
  package func samples(at instants: [Timestamp], limit: Int) -> RemoteQuery {
    let list = instants.map { SQLText.literal($0.microseconds) }.joined(separator: ", ")
    return samples(where: "\(mapping.timeText) IN (\(list.isEmpty ? "-1" : list))", limit)
  }

  /// The text of `samples` before the instants are known, for people to read.
  package func samplesOutline(limit: Int) -> RemoteQuery {
    samples(where: "\(mapping.timeText) IN (first_us of the failures above)", limit)
  }

  private func samples(where instants: String, _ limit: Int) -> RemoteQuery {
    let columns: [RemoteQuery.Column] = [
      .integer("time_us"), .text("service"), .integer("outcome"), .text("cause"),
      .integer("status"), .integer("duration_us"), .text("route"), .text("trace"), .text("text"),
    ]
    return RemoteQuery(
      name: "samples", columns: columns,
      body: """
        SELECT \(mapping.timeText) AS r_time_us, \(varying(mapping.serviceText)) AS r_service, \
        \(mapping.outcomeText) AS r_outcome, \(varying(mapping.causeText)) AS r_cause, \
        \(varying(mapping.statusText, "0")) AS r_status, \
        \(varying(mapping.durationText, "0")) AS r_duration_us, \
        \(cut(mapping.route)) AS r_route, \(cut(mapping.trace)) AS r_trace, \
        \(cut(mapping.text)) AS r_text
        FROM \(table.quoted)
        WHERE \(mapping.condition(range)) AND \(instants) AND \(mapping.failedText)
        ORDER BY \(columns.map { "r_" + $0.name }.joined(separator: ", "))
        LIMIT \(limit)
        """)
  }

  /// A text or number that may be the same for all rows, as one that is not: a ClickHouse of 2018 takes
  /// no constant from its shards.
  func varying(_ expression: String, _ other: String = "''") -> String {
    "CASE WHEN \(mapping.timeText) < \(mapping.timeText) THEN \(other) ELSE \(expression) END"
  }

  func cut(_ expression: String?) -> String {
    expression == nil
      ? varying("''") : "substr(\(mapping.text(expression)), 1, \(RollupQuery.maxSampleText))"
  }

  /// Whole minutes, so that about twelve slices make the range.
  private var sliceMicros: Int64 {
    let minute = RollupQuery.minuteMicros
    let (length, overflow) = range.end.microseconds.subtractingReportingOverflow(
      range.start.microseconds)
    guard !overflow else { return Int64.max / RollupQuery.sampleSlices }
    let slice = length / RollupQuery.sampleSlices
    return max(minute, slice - slice % minute)
  }
}
