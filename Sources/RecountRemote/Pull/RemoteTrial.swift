// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What a mapping makes of a table: tried on a short range before anything is counted.
package struct RemoteTrial: Sendable {
  /// A row as the mapping reads it, and what is doubtful about it; empty for nothing.
  package struct Row: Hashable, Sendable {
    package var doubt: String
    package var sample: RemoteSample
  }

  /// Rows of the range by what is doubtful about them; the sound ones have an empty text.
  package var counts: [(doubt: String, count: Int64)]
  /// Some rows of each kind, the sound ones first.
  package var rows: [Row]
  package var version: String

  /// Tries a mapping; `limit` rows of each kind come back.
  ///
  /// - Throws: what the first statement that failed said.
  package static func run(
    _ client: ClickHouseClient, _ query: RollupQuery, limit: Int
  ) async throws(RemoteError) -> RemoteTrial {
    let version = try await client.version()
    let (counts, _) = try await client.read(query.doubts, into: [(String, Int64)]()) {
      (counts: inout [(String, Int64)], row) throws(RemoteError) in
      counts.append((row.text(1), row.integer(2) ?? 0))
    }
    var found: [Row] = []
    for (doubt, _) in counts {
      found += try await rows(client, query.trial(of: doubt, limit: limit))
    }
    return RemoteTrial(counts: counts, rows: found, version: version)
  }

  private static func rows(
    _ client: ClickHouseClient, _ query: RemoteQuery
  ) async throws(RemoteError) -> [Row] {
    try await client.read(query, into: [Row]()) { (rows: inout [Row], row) throws(RemoteError) in
      guard let sample = row.sample(from: 2) else {
        throw .unexpectedContent("a field in the answer to \(query.name) that cannot be read")
      }
      rows.append(Row(doubt: row.text(1), sample: sample))
    }.state
  }
}
