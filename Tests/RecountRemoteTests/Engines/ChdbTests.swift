// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

@Suite(.serialized, .enabled(if: ChdbServer.missing == nil, "\(ChdbServer.missing ?? "")"))
struct ChdbTests {
  private static let source = EventSource(seed: 5, count: 30_000)

  @Test(.enabled(if: SQLiteShell.missing == nil, "\(SQLiteShell.missing ?? "")"))
  func `the current engine gives the same bytes as SQLite over the same events`() async throws {
    try await ChdbServer.with { server in
      let client = try server.client("recount_test.request")
      let tables = try RemoteTables(client.endpoint.table)
      try await tables.create(client)
      let source = ChdbTests.source
      _ = try await RemotePush(client, tables, chunkRows: 10_000).push(
        source: source.hash, rows: source.count
      ) { (positions) throws(RemoteError) in source.events(positions) }
      let sqlite = try SQLiteShell([source])
      defer { sqlite.remove() }
      let pull = try RemotePull(from: client.endpoint, mapping: .recount, range: day)
      for query in pull.statements where query.name != "samples" {
        let remote = try await tabSeparated(client, query)
        #expect(remote == (try sqlite.answer(query.sql)), "\(query.name)")
      }
      let partials = try await pull.run(client)
      #expect(partials.events == source.count)
      #expect(partials.samples.count > 100)
      #expect(
        await remoteError { _ = try await texts(server.client("a.b"), pull.statements[0]) } == nil)
    }
  }

  /// A table, what is in it, and what must be counted.
  struct Example: Sendable, CustomTestStringConvertible {
    var mapping: RemoteMapping
    var create: String
    var insert: String
    /// Service, minute after midnight, outcome, cause and number.
    var rollup: [String]
    var rows: Int64

    var testDescription: String { mapping.name }
  }

  static let examples = [
    Example(
      mapping: .nginx.named(service: "shop's"),
      create: """
        RemoteAddr String, Client String, RemoteUser String, TimeLocal DateTime, RequestMethod String,
        Request String, HttpVersion String, Status Int32, BytesSent Int64, UserAgent String
        """,
      insert: """
        ('1.2.3.4', '-', '-', 1671185221, 'GET', '/a', '1.1', 502, 1, 'x'),
        ('1.2.3.4', '-', '-', 1671185222, 'GET', '/a', '1.1', 429, 1, 'x'),
        ('1.2.3.4', '-', '-', 1671185223, 'GET', '/a', '1.1', 499, 1, 'x'),
        ('1.2.3.4', '-', '-', 1671185280, 'GET', '/a', '1.1', 200, 1, 'x'),
        ('1.2.3.4', '-', '-', 1671235200, 'GET', '/a', '1.1', 200, 1, 'x')
        """,
      rollup: [
        "shop's 607 failure  1", "shop's 607 failure rate_limit 1",
        "shop's 607 cancelled client_abort 1", "shop's 608 success  1",
      ], rows: 4),
    Example(
      mapping: .otelLogs,
      create: """
        Timestamp DateTime64(9), TraceId String, ServiceName LowCardinality(String), Body String,
        ResourceAttributes Map(LowCardinality(String), String),
        LogAttributes Map(LowCardinality(String), String)
        """,
      insert: """
        ('2022-12-16 10:07:00.000001999', 't', 'web', 'a', map('host.name', 'h'),
         map('http.response.status_code', '503')),
        ('2022-12-16 10:07:59.999999999', 't', 'web', 'b', map(), map('http.status_code', '504')),
        ('2022-12-16 10:08:00', 't', 'web', 'c', map(), map('http.status_code', '404')),
        ('2022-12-16 10:08:00', 't', 'web', 'started', map(), map())
        """,
      rollup: ["web 607 failure  1", "web 607 timeout  1", "web 608 success  1"], rows: 4),
    Example(
      mapping: .otelTraces,
      create: """
        Timestamp DateTime64(9), TraceId String, SpanName LowCardinality(String),
        SpanKind LowCardinality(String), ServiceName LowCardinality(String),
        ResourceAttributes Map(LowCardinality(String), String),
        SpanAttributes Map(LowCardinality(String), String), Duration UInt64,
        StatusCode LowCardinality(String), StatusMessage String
        """,
      insert: """
        ('2022-12-16 10:07:59.5', 't', 'GET /a', 'Server', 'web', map(),
         map('http.response.status_code', '500'), 600000000, 'Error', 'boom'),
        ('2022-12-16 10:07:00', 't', 'Get', 'SPAN_KIND_SERVER', 'rpc', map(), map(), 1500, 'Error', ''),
        ('2022-12-16 10:07:00', 't', 'Get', 'Server', 'rpc', map(), map(), 1500, 'Unset', ''),
        ('2022-12-16 10:07:00', 't', 'Get', 'Client', 'rpc', map(), map(), 1500, 'Error', '')
        """,
      rollup: ["rpc 607 success  1", "rpc 607 failure  1", "web 608 failure  1"], rows: 4),
    Example(
      mapping: .envoy,
      create: """
        start_time DateTime64(3), method String, path String, protocol String, response_code UInt16,
        response_flags String, duration UInt32, authority String, upstream_host String,
        route_name String, request_id String
        """,
      insert: """
        ('2022-12-16 10:07:59.900', 'GET', '/', 'HTTP/2', 503, 'XX,UF,URX', 200, 'cart', 'u', 'r', 'i'),
        ('2022-12-16 10:07:00', 'GET', '/', 'HTTP/2', 0, 'DC', 5, 'cart', 'u', 'r', 'i'),
        ('2022-12-16 10:07:00', 'GET', '/', 'HTTP/2', 0, '-', 5, 'cart', 'u', 'r', 'i'),
        ('2022-12-16 10:07:00', 'GET', '/', 'HTTP/2', 0, 'UpstreamRemoteReset', 5, 'cart', 'u', 'r', 'i'),
        ('2022-12-16 10:07:00', 'GET', '/', 'HTTP/2', 500, '-', 5, 'cart', 'u', 'r', 'i'),
        ('2022-12-16 10:07:00', 'GET', '/', 'HTTP/2', 200, '-', 5, 'cart', 'u', 'r', 'i')
        """,
      rollup: [
        "cart 607 success  1", "cart 607 failure app_error 1", "cart 607 error backend_reset 1",
        "cart 607 cancelled client_abort 2", "cart 608 failure connect_refused 1",
      ], rows: 6),
  ]

  @Test(arguments: ChdbTests.examples)
  func `a shipped mapping counts the table that it is for`(example: Example) async throws {
    try await ChdbServer.with { server in
      let client = try server.client("logs.events")
      try await client.run("CREATE DATABASE logs")
      try await client.run(
        "CREATE TABLE logs.events (\(example.create)) ENGINE = MergeTree ORDER BY tuple()")
      try await client.run("INSERT INTO logs.events VALUES \(example.insert)")
      let pull = try RemotePull(from: client.endpoint, mapping: example.mapping, range: day)
      let partials = try await pull.run(client)
      let rollup = partials.rollup.map { row in
        let minute = (row.minute - day.start).microseconds / 60_000_000
        return "\(row.service) \(minute) \(row.outcome.name) \(row.cause) \(row.n)"
      }
      #expect(rollup == example.rollup)
      #expect(partials.rows == example.rows)
      #expect(!partials.samples.isEmpty)
      #expect(partials.samples.allSatisfy { !$0.text.isEmpty })
      if example.mapping.duration != nil { #expect(!partials.durations.isEmpty) }
    }
  }
}
