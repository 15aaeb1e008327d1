// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountRemote
import RecountTestEngines
import Testing

@Suite(
  .serialized, .enabled(if: ClickHouseServer.missing == nil, "\(ClickHouseServer.missing ?? "")"))
struct PushTests {
  private static let source = EventSource(seed: 77, count: 2_500)

  @Test func `a push that was interrupted goes on where it stopped`() async throws {
    try await ClickHouseCluster.with { cluster in
      let tables = try await cluster.createTables()
      let client = try cluster.servers[0].client(table: "recount_test.request")
      let push = RemotePush(client, tables, chunkRows: 1_000)
      let source = PushTests.source
      let interrupted = await remoteError {
        _ = try await push.push(source: source.hash, rows: source.count) {
          (positions) throws(RemoteError) in
          if positions.lowerBound >= 2_000 { throw .cancelled }
          return source.events(positions)
        }
      }
      #expect(interrupted == .cancelled)
      #expect(try await push.finishedRows(source.hash) == nil)
      #expect(try await push.unfinishedSources() == [source.hash])
      // A shard that took its part of a chunk while the other failed: rows of the last chunk are there.
      var writer = TSVWriter()
      for position in [Int64(2_001), 2_003, 2_499] {
        source.events(position..<position + 1)[0].append(
          to: &writer, source: source.hash, position: position)
      }
      try await client.run(
        "INSERT INTO recount_test.request FORMAT TabSeparated", body: writer.bytes)

      let result = try await push.push(source: source.hash, rows: source.count) {
        (positions) throws(RemoteError) in source.events(positions)
      }
      #expect(result.sent == 497)
      #expect(!result.wasFinished)
      #expect(try await push.finishedRows(source.hash) == source.count)
      #expect(try await push.unfinishedSources() == [])
      let again = try await push.push(source: source.hash, rows: source.count) {
        (_) throws(RemoteError) in
        Issue.record("rows of a finished source were asked for")
        return []
      }
      #expect(again.wasFinished)
      #expect(again.sent == 0)
      let partials = try await RemotePull(from: client.endpoint, mapping: .recount, range: day)
        .run(client)
      #expect(partials.events == source.count)

      try await client.run(
        "INSERT INTO recount_test.request SELECT * FROM recount_test.request_local WHERE position < 3"
      )
      try await client.run("TRUNCATE TABLE recount_test.request_source_local")
      try await cluster.servers[1].client(table: "x.y").run(
        "TRUNCATE TABLE recount_test.request_source_local")
      let twice = await remoteError {
        _ = try await push.push(source: source.hash, rows: source.count) {
          (positions) throws(RemoteError) in source.events(positions)
        }
      }
      #expect(twice == .duplicateRows(source: source.hash))
    }
  }

  @Test func `a source that gives fewer rows than it promised is not finished`() async throws {
    try await ClickHouseCluster.with { cluster in
      let tables = try await cluster.createTables()
      let client = try cluster.servers[0].client(table: "recount_test.request")
      let push = RemotePush(client, tables, chunkRows: 1_000)
      let error = await remoteError {
        _ = try await push.push(source: "s", rows: 1_500) { (positions) throws(RemoteError) in
          positions.lowerBound == 0 ? PushTests.source.events(positions) : []
        }
      }
      #expect(error == .wrongRowCount(source: "s", expected: 500, found: 0))
      #expect(try await push.unfinishedSources() == ["s"])
    }
  }

  @Test func `hostile texts come back as they were pushed, whatever engine reads literals`()
    async throws
  {
    try await ClickHouseCluster.with { cluster in
      let tables = try await cluster.createTables()
      let client = try cluster.servers[0].client(table: "recount_test.request")
      let hostile = "a'b\\c\td\ne\r\"f`g\u{7F}\u{202E}é', 1); DROP TABLE x; --"
      var event = PushTests.source.events(0..<1)[0]
      event.service = hostile
      event.path = hostile
      event.outcome = .failure
      _ = try await RemotePush(client, tables).push(source: hostile, rows: 1) {
        [event] (_) throws(RemoteError) in [event]
      }
      #expect(try await RemotePush(client, tables).finishedRows(hostile) == 1)
      let query = try RollupQuery(
        table: client.endpoint.table, mapping: .recount, range: day)
      let leaves = try #require(
        query.leaves(service: hostile, dimensions: ["method"], binWidth: .hours(24)))
      #expect(try await texts(client, leaves).count == 1)
      let partials = try await RemotePull(from: client.endpoint, mapping: .recount, range: day)
        .run(client)
      #expect(partials.samples.first?.service == hostile)
      #expect(partials.samples.first?.text == hostile)
    }
  }
}
