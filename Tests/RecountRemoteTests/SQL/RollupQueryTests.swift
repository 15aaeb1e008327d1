// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

@Suite struct RollupQueryTests {
  @Test func `the rollup of the pushed table is portable to the letter`() throws {
    #expect(
      try rollupQuery().rollup.sql == """
        SELECT part, r_service AS service, r_minute_us AS minute_us, r_outcome AS outcome, \
        r_cause AS cause, r_n AS n FROM (
        SELECT 0 AS part, r_service, r_minute_us, r_outcome, r_cause, r_n FROM (
        SELECT coalesce(service, '') AS r_service, (end_us) - (end_us) % 60000000 AS r_minute_us, \
        coalesce(outcome, 0) AS r_outcome, coalesce(cause, '') AS r_cause, count(*) AS r_n
        FROM "logs"."request"
        WHERE (end_us) >= 1671148800000000 AND (end_us) < 1671235200000000
        GROUP BY r_service, r_minute_us, r_outcome, r_cause
        ) AS counted
        UNION ALL
        SELECT 1 AS part, '' AS r_service, 0 AS r_minute_us, 0 AS r_outcome, '' AS r_cause, 0 AS r_n
        ) AS answer
        ORDER BY part, service, minute_us, outcome, cause, n
        """)
  }

  @Test func `outcomes and causes follow the rules of access logs`() throws {
    var mapping = RemoteMapping(name: "m", time: "t", service: "'s'", status: "code")
    mapping.filter = "kind = 'request'"
    let sql = try rollupQuery(mapping).rollup.sql
    #expect(
      sql.contains(
        """
        CASE WHEN coalesce(code, 0) = 504 THEN 3 \
        WHEN coalesce(code, 0) >= 500 AND coalesce(code, 0) <= 599 THEN 1 \
        WHEN coalesce(code, 0) = 429 THEN 1 WHEN coalesce(code, 0) IN (0, 460, 499) THEN 4 \
        ELSE 0 END AS r_outcome, CASE WHEN coalesce(code, 0) = 429 THEN 'rate_limit' \
        WHEN coalesce(code, 0) IN (460, 499) THEN 'client_abort' ELSE '' END AS r_cause
        """))
    #expect(sql.contains("< 1671235200000000 AND (kind = 'request')\n"))
  }

  @Test func `rows are counted with and without being events`() throws {
    var mapping = RemoteMapping.recount
    mapping.filter = "status > 0"
    #expect(
      try rollupQuery(mapping).rows.sql.contains(
        """
        SELECT count(*) AS r_rows, coalesce(sum(CASE WHEN status > 0 THEN 1 ELSE 0 END), 0) AS r_events
        FROM "logs"."request"
        WHERE (end_us) >= 1671148800000000 AND (end_us) < 1671235200000000
        )
        """))
  }

  @Test func `a prefilter gets the range, seconds rounded outwards`() throws {
    var mapping = RemoteMapping.recount
    mapping.prefilter = "d >= {start_s} AND d < {end_s} AND u >= {start_us} AND u < {end_us}"
    let range = TimeRange(
      start: Timestamp(microseconds: -1), end: Timestamp(microseconds: 1_500_000))
    #expect(
      try rollupQuery(mapping, range).spans.sql.contains(
        "WHERE (d >= -1 AND d < 2 AND u >= -1 AND u < 1500000) AND (end_us) >= -1 AND (end_us) < 1500000"
      ))
  }

  @Test func `nothing but the mapping is beyond the portable subset`() throws {
    let pull = try RemotePull(
      from: endpoint(port: 1), mapping: .recount, range: day)
    #expect(
      pull.statements.map(\.name) == [
        "rows", "rollup", "durations", "dimension method", "dimension route", "dimension host",
        "dimension http_version", "spans", "failures", "samples",
      ])
    for query in pull.statements {
      for word in ["/", "NULL", "quantile", "toStart", "date", "intDiv", "\\", ";", "--"] {
        #expect(!query.sql.contains(word), "\(query.name): \(word)")
      }
    }
  }

  @Test func `a mapping without durations has no statement for them`() throws {
    #expect(try rollupQuery(.nginx).durations == nil)
  }

  @Test func `leaves need dimensions that are there, and a width`() throws {
    let query = try rollupQuery()
    #expect(query.leaves(service: "a", dimensions: [], binWidth: .minute) == nil)
    #expect(query.leaves(service: "a", dimensions: ["color"], binWidth: .minute) == nil)
    #expect(query.leaves(service: "a", dimensions: ["host", "host"], binWidth: .minute) == nil)
    #expect(query.leaves(service: "a", dimensions: ["host"], binWidth: .seconds(0)) == nil)
    let leaves = try #require(
      query.leaves(service: "o'b", dimensions: ["host"], binWidth: .minute))
    #expect(
      leaves.sql.contains(
        "((end_us) - 1671148800000000) - ((end_us) - 1671148800000000) % 60000000 AS r_bin_us"))
    #expect(leaves.sql.contains("AND coalesce(service, '') = 'o''b'\n"))
  }

  @Test func `an empty range is refused`() {
    #expect(throws: RemoteConfigurationError.emptyRange) {
      try rollupQuery(.recount, TimeRange(start: day.start, end: day.start))
    }
  }
}
