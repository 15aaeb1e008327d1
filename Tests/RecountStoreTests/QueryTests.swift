// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountModel
import RecountStore
import Testing

struct QueryTests {
  private func filled() throws -> TemporaryCase {
    let file = try TemporaryCase()
    let writer = try file.writer()
    try writer.store([.requests((0..<100).map { RequestRow(.at(10, $0 % 60)) })])
    try writer.finish()
    return file
  }

  @Test(arguments: [
    "INSERT INTO meta VALUES ('a', 'b')", "DELETE FROM request", "UPDATE source SET path = ''",
    "DROP TABLE request", "CREATE TABLE t(a)", "CREATE TEMP TABLE t(a)", "PRAGMA user_version",
    "PRAGMA journal_mode = WAL", "pragma query_only = 0", "ATTACH 'other.db' AS other",
    "  -- a comment\n/* and */ ATTACH ':memory:' AS other", "DETACH main", "VACUUM", "BEGIN",
    "SAVEPOINT s", "REINDEX", "ANALYZE", "WITH a AS (SELECT 1) DELETE FROM request",
    "SELECT 1; DELETE FROM request", "EXPLAIN", "", "   ", "SELECT", "SELECT * FROM nowhere",
    "; ; PRAGMA user_version", "/* open",
  ])
  func `a statement that does not only read is refused`(sql: String) throws {
    let file = try filled()
    let before = try file.dump()
    guard case .statement(let message)? = storeError({ _ = try file.rows(sql) }) else {
      Issue.record("it ran")
      return
    }
    #expect(!message.isEmpty)
    #expect(try file.dump() == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: file.folder.path)
    #expect(names == ["case.recount"])
  }

  @Test(arguments: [
    "SELECT 1", "select 1", " \n\tSELECT 1", "-- one\nSELECT 1", "/* one */ SELECT 1;",
    "VALUES (1)", "WITH one AS (SELECT 1) SELECT * FROM one", "/*/ SELECT 2 */ SELECT 1",
  ])
  func `a statement that reads runs`(sql: String) throws {
    #expect(try filled().rows(sql) == [[.integer(1)]])
  }

  @Test func `values keep their types and their bytes`() throws {
    let rows = try filled().rows(
      "SELECT NULL, 7, -9223372036854775807 - 1, 1.5, 'a' || char(0) || 'b', CAST(x'41FF42' AS TEXT), x'0001', ''"
    )
    #expect(
      rows == [
        [
          .null, .integer(7), .integer(.min), .real(1.5), .text("a\0b"), .text("A\u{FFFD}B"),
          .blob(count: 2), .text(""),
        ]
      ])
  }

  @Test func `the header comes once and before the rows, also without any`() throws {
    let reader = try filled().reader()
    var heads: [[String]] = []
    try reader.query("SELECT line AS a, path FROM requests WHERE 0") {
      heads.append($0)
    } body: { _ in
      Issue.record("a row")
      return true
    }
    #expect(heads == [["a", "path"]])
  }

  @Test func `rows stream and stop when they are asked to`() throws {
    let reader = try filled().reader()
    var seen = 0
    // Endless: it ends only because its reader has had enough.
    try reader.query(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    ) { _ in
    } body: { row in
      #expect(row == [.integer(Int64(seen + 1))])
      seen += 1
      return seen < 1000
    }
    #expect(seen == 1000)
    // The statement that was left in the middle holds nothing back.
    #expect(try reader.rows("SELECT count(*) FROM requests") == [[.integer(100)]])
  }
}
