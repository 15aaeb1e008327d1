// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

@Suite(
  .serialized,
  .enabled(if: ClickHouseServer.missing == nil, "\(ClickHouseServer.missing ?? "")"),
  .enabled(if: SQLiteShell.missing == nil, "\(SQLiteShell.missing ?? "")"))
struct ClusterTests {
  private static let sources = (0..<4).map { EventSource(seed: 100 + $0, count: 50_000) }

  @Test func `a sharded table gives the same bytes as SQLite over the same events`() async throws {
    try await ClickHouseCluster.with { cluster in
      let tables = try await cluster.createTables()
      let client = try cluster.servers[0].client(table: "recount_test.request")
      let push = RemotePush(client, tables, chunkRows: 20_000)
      for source in ClusterTests.sources {
        let result = try await push.push(source: source.hash, rows: source.count) {
          (positions) throws(RemoteError) in source.events(positions)
        }
        #expect(result.sent == source.count)
      }
      try await expectShards(cluster, hold: 200_000)
      let sqlite = try SQLiteShell(ClusterTests.sources)
      defer { sqlite.remove() }
      try await compare(client, sqlite)
      try await pull(client)
      try await cancel(cluster.servers[0])
      try await refuse(cluster)
    }
  }

  private func expectShards(_ cluster: ClickHouseCluster, hold rows: Int64) async throws {
    var held: [Int64] = []
    for server in cluster.servers {
      let query = try RollupQuery(
        table: RemoteTable(parsing: "recount_test.request_local"), mapping: .recount, range: day)
      let answer = try await texts(server.client(table: "default.x"), query.rows)
      held.append(Int64(answer[0][1]) ?? 0)
    }
    #expect(held.reduce(0, +) == rows)
    #expect(held.allSatisfy { $0 > 0 })
  }

  private func compare(_ client: ClickHouseClient, _ sqlite: SQLiteShell) async throws {
    let table = client.endpoint.table
    let query = try RollupQuery(table: table, mapping: .recount, range: day)
    var fromStatus = RemoteMapping.recount
    fromStatus.outcome = .status
    fromStatus.cause = .status
    let derived = try RollupQuery(table: table, mapping: fromStatus, range: day)
    let queries =
      [query.rows, query.rollup, try #require(query.durations), query.spans, query.failures]
      + RemoteMapping.recount.dimensions.map { query.dimension($0) }
      + [
        derived.rollup, query.samples(at: [day.start], limit: 10),
        try #require(
          query.leaves(
            service: "o'brien", dimensions: ["method", "host"], binWidth: .minutes(10))),
      ]
    for query in queries {
      let remote = try await tabSeparated(client, query)
      let local = try sqlite.answer(query.sql)
      #expect(remote == local, "\(query.name)")
      #expect(remote.utf8.count > 10)
    }
    #expect(
      try await tabSeparated(client, query.rollup) == tabSeparated(client, derived.rollup))
  }

  private func pull(_ client: ClickHouseClient) async throws {
    let pull = try RemotePull(from: client.endpoint, mapping: .recount, range: day)
    let partials = try await pull.run(client)
    #expect(partials.events == 200_000)
    #expect(partials.origins.first?.version == "18.16.1")
    #expect(partials.spans.map(\.service) == EventSource.services.sorted())
    var expected: [String: Int64] = [:]
    var buckets: [Int: Int64] = [:]
    for source in ClusterTests.sources {
      for event in source.events(0..<source.count) {
        expected["\(event.service) \(event.outcome)", default: 0] += 1
        if event.duration >= 0 {
          buckets[DurationBucket.index(microseconds: event.duration), default: 0] += 1
        }
      }
    }
    var found: [String: Int64] = [:]
    for row in partials.rollup { found["\(row.service) \(row.outcome)", default: 0] += row.n }
    #expect(found == expected)
    var foundBuckets: [Int: Int64] = [:]
    for row in partials.durations { foundBuckets[row.bucket, default: 0] += row.n }
    #expect(foundBuckets == buckets)
    #expect(partials.samples.count > 100)
    #expect(partials.samples.allSatisfy { $0.outcome.isFailed && $0.trace != "" })
    #expect(Set(partials.samples.map(\.service)).count == EventSource.services.count)
    let again = try await pull.run(client)
    #expect(again.canonicalBytes == partials.canonicalBytes)
  }

  /// A statement that is cancelled here is over in the engine a moment later.
  private func cancel(_ server: ClickHouseServer) async throws {
    var mapping = RemoteMapping.recount
    mapping.filter = "sleep(0.5) = 0"
    let endpoint = try endpoint(port: server.httpPort, table: "recount_test.request")
    let pull = try RemotePull(from: endpoint, mapping: mapping, range: day)
    let slow = Task { await remoteError { _ = try await pull.run(ClickHouseClient(endpoint)) } }
    let running = RemoteQuery(
      name: "running", columns: [.integer("n")],
      body: """
        SELECT count(*) AS r_n FROM system.processes
        WHERE query_id LIKE 'recount-%' AND query LIKE '%sleep%' AND query NOT LIKE '%processes%'
        """)
    func count() async throws -> String {
      try await texts(server.client(table: "x.y"), running)[0][1]
    }
    for _ in 0..<200 where try await count() != "1" {
      try await Task.sleep(for: .milliseconds(20))
    }
    slow.cancel()
    #expect(await slow.value == .cancelled)
    var left = ""
    for _ in 0..<100 {
      left = try await count()
      if left == "0" { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(left == "0")
  }

  /// Every way to fail has its message, and none gives counts.
  private func refuse(_ cluster: ClickHouseCluster) async throws {
    let server = cluster.servers[0]
    func message(
      _ table: String = "recount_test.request", _ limits: RemoteLimits = RemoteLimits(attempts: 1),
      _ mapping: RemoteMapping = .recount, user: RemoteCredentials? = nil
    ) async throws -> String {
      let endpoint = try endpoint(port: server.httpPort, table: table, limits: limits)
      let client = ClickHouseClient(endpoint, credentials: user, retry: RetryPolicy { _ in })
      let pull = try RemotePull(from: endpoint, mapping: mapping, range: day)
      return await remoteError { _ = try await pull.run(client) }?.message ?? "no error"
    }
    let wrong = RemoteCredentials(user: "ann", password: "guess")
    #expect(
      try await message(user: wrong) == "the engine refused the user ann or the password")
    #expect(
      try await message(user: RemoteCredentials(user: "ann", password: "secret")) == "no error")
    #expect(
      try await message("recount_test.nothing")
        == "there is no such table: Table recount_test.nothing doesn't exist. (code 60)")
    #expect(
      try await message("nowhere.request").hasPrefix(
        "there is no such database: Database nowhere doesn't exist"))
    var mapping = RemoteMapping.recount
    mapping.status = "code"
    mapping.outcome = .status
    #expect(
      try await message("recount_test.request", RemoteLimits(attempts: 1), mapping).hasPrefix(
        "the mapping names a column that is not there: "))
    #expect(
      try await message("recount_test.request", RemoteLimits(resultRows: 100, attempts: 1))
        == "the answer to “rollup” is larger than 100 rows or 536870912 bytes")
    mapping = .recount
    mapping.filter = "sleep(0.4) = 0"
    #expect(
      try await message(
        "recount_test.request", RemoteLimits(seconds: 1, attempts: 1), mapping)
        == "the engine gave up after 1 s")
    cluster.servers[1].kill()
    #expect(
      try await message().hasPrefix("a shard did not answer, so counts would be partial: "))
  }
}
