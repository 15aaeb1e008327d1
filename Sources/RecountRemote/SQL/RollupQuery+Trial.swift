// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

extension RollupQuery {
  /// What keeps a row from being an event, or makes it a doubtful one; empty for one that is sound.
  private var doubt: String {
    let status = mapping.statusText
    var doubts = ["WHEN \(mapping.serviceText) = '' THEN 'no service'"]
    if mapping.status != nil {
      doubts.append(
        "WHEN \(status) <> 0 AND (\(status) < 100 OR \(status) > 599) THEN 'no HTTP status'")
      if mapping.outcome == .status { doubts.append("WHEN \(status) = 0 THEN 'status 0'") }
    }
    let events = "CASE \(doubts.joined(separator: " ")) ELSE '' END"
    return mapping.filter.map { "CASE WHEN \($0) THEN \(events) ELSE 'left out by the filter' END" }
      ?? events
  }

  /// Rows of the range by what is doubtful about them.
  package var doubts: RemoteQuery {
    RemoteQuery(
      name: "doubts", columns: [.text("doubt"), .integer("n")],
      body: """
        SELECT \(doubt) AS r_doubt, count(*) AS r_n
        FROM \(table.quoted)
        WHERE \(mapping.rangeCondition(range))
        GROUP BY r_doubt
        """)
  }

  /// Some rows with one doubt as the mapping reads them; those that are sound have an empty one.
  package func trial(of doubted: String, limit: Int) -> RemoteQuery {
    let columns: [RemoteQuery.Column] = [
      .text("doubt"), .integer("time_us"), .text("service"), .integer("outcome"), .text("cause"),
      .integer("status"), .integer("duration_us"), .text("route"), .text("trace"), .text("text"),
    ]
    return RemoteQuery(
      name: doubted.isEmpty ? "understood" : doubted, columns: columns,
      body: """
        SELECT \(varying(doubt)) AS r_doubt, \(mapping.timeText) AS r_time_us, \
        \(varying(mapping.serviceText)) AS r_service, \(mapping.outcomeText) AS r_outcome, \
        \(varying(mapping.causeText)) AS r_cause, \(varying(mapping.statusText, "0")) AS r_status, \
        \(varying(mapping.durationText, "0")) AS r_duration_us, \
        \(cut(mapping.route)) AS r_route, \(cut(mapping.trace)) AS r_trace, \
        \(cut(mapping.text)) AS r_text
        FROM \(table.quoted)
        WHERE \(mapping.rangeCondition(range)) AND \(doubt) = \(SQLText.literal(doubted))
        ORDER BY \(columns.map { "r_" + $0.name }.joined(separator: ", "))
        LIMIT \(limit)
        """)
  }
}
