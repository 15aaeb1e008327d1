// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import GRDB
import RecountModel
import RecountStore
import Testing

/// Records that are written in memory are those that SQLite would write.
struct TableImageTests {
  private static let schema =
    "CREATE TABLE row(a INTEGER NOT NULL, b ANY NOT NULL, c TEXT NOT NULL, d ANY NOT NULL) STRICT"

  /// Copies rows of one integer, one value that may be text, one text and one trace.
  private func copied(
    _ rows: [(Int64, Int64, String, String)], texts: TextColumn = TextColumn(), times: Int = 1
  ) throws -> [[DatabaseValue]] {
    try DatabaseQueue().inDatabase { database in
      try database.execute(sql: TableImageTests.schema)
      let image = try TableImage(
        database, schema: TableImageTests.schema, attachedAs: "image")
      let insert = try RawStatement(database, "INSERT INTO main.row SELECT * FROM image.row")
      for _ in 0..<times {
        let stage = RecordStage(columnCount: 4)
        stage.setRows(rows.count)
        stage.integers(0, rows.map(\.0))
        stage.mixed(1, rows.map(\.1), texts: texts)
        stage.text(2, column(rows.map(\.2)))
        stage.traces(3, column(rows.map(\.3)))
        image.clear()
        stage.append(to: image)
        try image.publish()
        try insert.run()
      }
      #expect(try String.fetchOne(database, sql: "PRAGMA main.integrity_check") == "ok")
      return try Row.fetchAll(database, sql: "SELECT a, b, c, d FROM row ORDER BY rowid")
        .map { row in row.databaseValues.map(\.self) }
    }
  }

  private func column(_ texts: [String]) -> TextColumn {
    var column = TextColumn()
    for text in texts { column.append(Array(text.utf8)) }
    return column
  }

  @Test func `integers of every width come back`() throws {
    var values: [Int64] = [0, 1, 2, -1, -2, .max, .min]
    for bits in 1..<63 {
      for near in [-1, 0, 1] as [Int64] {
        values += [Int64(1) << Int64(bits) + near, -(Int64(1) << Int64(bits)) + near]
      }
    }
    let found = try copied(values.map { ($0, 7, "x", "") })
    #expect(found.map { Int64.fromDatabaseValue($0[0]) } == values)
  }

  @Test(arguments: [0, 1, 57, 58, 127, 128, 8000, 65_400, 65_460, 65_501, 70_000, 300_000])
  func `texts of every length come back, those that overflow a page too`(length: Int) throws {
    let text = String(repeating: "ab", count: length / 2) + (length % 2 == 1 ? "c" : "")
    let rows = [(Int64(1), Int64(2), "before", ""), (3, 4, text, text), (5, 6, "behind", "x")]
    let found = try copied(rows)
    #expect(found.map { String.fromDatabaseValue($0[2]) } == ["before", text, "behind"])
    #expect(String.fromDatabaseValue(found[1][3]) == text)
  }

  @Test func `traces of 32 lower-case hex digits are packed, others stay what they are`() throws {
    let hex = "0123456789abcdef0011223344556677"
    let traces = [
      hex, hex.uppercased(), String(hex.dropLast()), hex + "0", "", "g" + hex.dropFirst(),
    ]
    let found = try copied(traces.map { (1, 1, "", $0) })
    #expect(
      found.map { String(describing: $0[3].storage).hasPrefix("blob") }
        == [true, false, false, false, false, false])
    #expect(
      found.dropFirst().map { String.fromDatabaseValue($0[3]) } == traces.dropFirst().map { $0 })
  }

  @Test func `a number that stands for a text is that text`() throws {
    var texts = TextColumn()
    texts.append(Array("first".utf8))
    texts.append([0, 0xFF])
    let found = try copied(
      [(1, -1, "", ""), (2, 9, "", ""), (3, -2, "", "")], texts: texts)
    #expect(String.fromDatabaseValue(found[0][1]) == "first")
    #expect(Int64.fromDatabaseValue(found[1][1]) == 9)
    guard case .string = found[2][1].storage else {
      Issue.record("\(found[2][1])")
      return
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `many pages and many images lose no row`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<3000).map { index in
      let length = random.below(40) == 0 ? random.below(90_000) : random.below(200)
      return (
        Int64(index), Int64(random.below(1 << 30)), String(repeating: "p", count: length), ""
      )
    }
    let found = try copied(rows, times: 3)
    #expect(found.count == 9000)
    for (row, wanted) in zip(found, rows + rows + rows) {
      #expect(Int64.fromDatabaseValue(row[0]) == wanted.0)
      #expect(String.fromDatabaseValue(row[2])?.utf8.count == wanted.2.utf8.count)
    }
  }

  @Test func `SQLite takes records over whole`() throws {
    try DatabaseQueue().inDatabase { database in
      try database.execute(sql: CaseSchema.requestTable)
      let image = try TableImage(
        database, schema: CaseSchema.requestTable, attachedAs: "request_image")
      let codes = try Row.fetchAll(
        database, sql: "EXPLAIN INSERT INTO main.request SELECT * FROM request_image.request"
      ).map { $0["opcode"] as String }
      // A statement that took records apart would read columns and make records of them.
      #expect(codes.contains("RowData"))
      #expect(!codes.contains("Column") && !codes.contains("MakeRecord"))
      #expect(image.isEmpty)
    }
  }
}
