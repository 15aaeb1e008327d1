// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountRemote
import Testing

@Suite struct RemoteTablesTests {
  @Test func `one engine has two tables`() throws {
    let tables = try RemoteTables(RemoteTable(parsing: "recount.request"))
    #expect(tables.distributedStatements.isEmpty)
    #expect(
      tables.localStatements == [
        "CREATE DATABASE IF NOT EXISTS \"recount\"",
        """
        CREATE TABLE IF NOT EXISTS "recount"."request" (
          "source" String,
          "position" Int64,
          "line" Int64,
          "byte_offset" Int64,
          "start_us" Int64,
          "end_us" Int64,
          "service" String,
          "method" String,
          "route" String,
          "path" String,
          "query" String,
          "http_version" String,
          "status" Int16,
          "outcome" UInt8,
          "cause" String,
          "body_bytes" Int64,
          "duration_us" Int64,
          "client" String,
          "user" String,
          "agent" String,
          "referrer" String,
          "host" String,
          "trace" String,
          "attributes" String
        )
        ENGINE = MergeTree ORDER BY (service, end_us)
        """,
        """
        CREATE TABLE IF NOT EXISTS "recount"."request_source" (
          "source" String,
          "rows" Int64
        )
        ENGINE = MergeTree ORDER BY source
        """,
      ])
  }

  @Test func `a cluster has tables on top`() throws {
    let tables = try RemoteTables(RemoteTable(parsing: "recount.request"), cluster: "logs")
    #expect(tables.localStatements[1].contains("\"recount\".\"request_local\""))
    #expect(
      tables.distributedStatements[0].hasSuffix(
        """
        ENGINE = Distributed("logs", "recount", "request_local", \
        cityHash64(source, position - position % 50000))
        """))
    #expect(
      tables.distributedStatements[1].hasSuffix(
        """
        ENGINE = Distributed("logs", "recount", "request_source_local", cityHash64(source))
        """))
    #expect(throws: RemoteConfigurationError.table("a\"b")) {
      try RemoteTables(RemoteTable(parsing: "recount.request"), cluster: "a\"b")
    }
  }
}
