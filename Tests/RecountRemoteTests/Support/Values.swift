// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel
import RecountRemote

/// An endpoint on this machine.
func endpoint(
  port: Int, table: String = "logs.request", limits: RemoteLimits = RemoteLimits(attempts: 1)
) throws -> RemoteEndpoint {
  try RemoteEndpoint(
    name: "test", address: "http://127.0.0.1:\(port)", table: RemoteTable(parsing: table),
    limits: limits)
}

/// A client that neither waits between attempts nor ends statements.
func client(_ endpoint: RemoteEndpoint, user: String? = nil) -> ClickHouseClient {
  ClickHouseClient(
    endpoint, credentials: user.map { RemoteCredentials(user: $0, password: "secret") },
    retry: RetryPolicy { _ in }, endsAbandoned: false)
}

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
