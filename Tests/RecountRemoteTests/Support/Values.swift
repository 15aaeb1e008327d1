// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote
import RecountTestEngines

/// 2022-12-16 in full.
let day = TimeRange(
  start: Timestamp(microseconds: 1_671_148_800_000_000),
  end: Timestamp(microseconds: 1_671_235_200_000_000))

func rollupQuery(
  _ mapping: RemoteMapping = .recount, _ range: TimeRange = day
) throws -> RollupQuery {
  try RollupQuery(table: RemoteTable(parsing: "logs.request"), mapping: mapping, range: range)
}

/// Reads all rows of an answer as texts.
func texts(
  _ client: ClickHouseClient, _ query: RemoteQuery
) async throws(RemoteError) -> [[String]] {
  try await client.read(query, into: [[String]]()) {
    (rows: inout [[String]], row) throws(RemoteError) in
    rows.append((0..<row.count).map { row.text($0) })
  }.state
}

/// What a call throws, if it is an error of a remote.
func remoteError(_ call: () async throws -> Void) async -> RemoteError? {
  do { try await call() } catch { return error as? RemoteError }
  return nil
}
