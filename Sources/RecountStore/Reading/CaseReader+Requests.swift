// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
package import RecountModel

/// A source with requests of its own.
package struct RequestSource: Hashable, Sendable {
  package var id: Int64
  package var path: String
  package var contentHash: String
  /// Hashes of what the source was before it grew.
  package var formerHashes: [String]
  package var requests: Int64
}

/// A request as the case holds it, names spelled out; what it does not have is 0, -1 or empty.
package struct StoredRequest: Hashable, Sendable {
  /// Its number, by which reading goes on behind it.
  package var id: Int64
  package var line: Int64
  package var byteOffset: Int64
  package var start: Timestamp
  package var end: Timestamp
  package var status: Int64
  package var outcome: Outcome
  package var bodyBytes: Int64
  package var duration: Int64
  package var service: String
  package var method: String
  package var route: String
  package var path: String
  package var query: String
  package var httpVersion: String
  package var cause: String
  package var client: String
  package var user: String
  package var agent: String
  package var referrer: String
  package var host: String
  package var trace: String
  package var attributes: String
}

extension CaseReader {
  /// All sources that have requests, in the order in which they were committed.
  package func requestSources() throws(StoreError) -> [RequestSource] {
    try read { database in
      let former = try Row.fetchAll(
        database, sql: "SELECT source, content_sha256 FROM source_version ORDER BY 1, content_bytes"
      )
      var hashes: [Int64: [String]] = [:]
      for row in former { hashes[row[0], default: []].append(row[1]) }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT source.id, source.path, source.content_sha256, counts.n
          FROM (SELECT source, count(*) AS n FROM request GROUP BY source) AS counts
          JOIN source ON source.id = counts.source ORDER BY source.id
          """
      ).map { row in
        let hash: String = row[2]
        return RequestSource(
          id: row[0], path: row[1], contentHash: hash,
          formerHashes: (hashes[row[0]] ?? []).filter { $0 != hash }, requests: row[3])
      }
    }
  }

  /// Requests of a source in the order in which they were stored.
  ///
  /// Reading begins behind the request `after` and passes over `skipping` of the source's requests.
  package func requests(
    source: Int64, after: Int64, skipping: Int64, limit: Int
  ) throws(StoreError) -> [StoredRequest] {
    try read { database in
      let rows = try RawStatement(database, CaseReader.requestPage)
      for (index, value) in [source, after, Int64(limit), skipping].enumerated() {
        rows.bind(index + 1, value)
      }
      var requests: [StoredRequest] = []
      while try rows.step() {
        requests.append(
          StoredRequest(
            id: rows.integer(0), line: rows.integer(1), byteOffset: rows.integer(2),
            start: Timestamp(microseconds: rows.integer(3)),
            end: Timestamp(microseconds: rows.integer(4)), status: rows.integer(5),
            outcome: Outcome(rawValue: UInt8(clamping: rows.integer(6))) ?? .success,
            bodyBytes: rows.integer(7), duration: rows.integer(8), service: rows.text(9),
            method: rows.text(10), route: rows.text(11), path: rows.text(12),
            query: rows.text(13), httpVersion: rows.text(14), cause: rows.text(15),
            client: rows.text(16), user: rows.text(17), agent: rows.text(18),
            referrer: rows.text(19), host: rows.text(20), trace: rows.text(21),
            attributes: rows.text(22)))
      }
      return requests
    }
  }

  private static var requestPage: String {
    let names = [
      "method", "route", "path", "query", "http_version", "cause", "client", "user", "agent",
      "referrer", "host",
    ].map { ["path", "query"].contains($0) ? "request.\($0)" : CaseSchema.joined($0) }
    return """
      SELECT request.rowid, line, byte_offset, end_us - max(duration_us, 0) - start_gap_us, end_us,
        status, outcome, body_bytes, duration_us,
        (SELECT value FROM dict_service WHERE id = request.service),
        \(names.joined(separator: ", ")), \(CaseSchema.trace), \(CaseSchema.joined("attributes"))
      FROM request WHERE source = ? AND request.rowid > ? ORDER BY request.rowid LIMIT ? OFFSET ?
      """
  }
}
