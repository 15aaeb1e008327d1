// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import GRDB
import RecountModel
import RecountStore
import Testing

struct PlainCopyTests {
  private func filled(path: [UInt8] = Array("/a".utf8)) throws -> TemporaryCase {
    let file = try TemporaryCase()
    let writer = try file.writer()
    let rows = (0..<40).map { index in
      var row = RequestRow(.at(10, index), index % 4 == 0 ? .failure : .success, service: "web")
      row.path = path
      return row
    }
    try writer.store([.requests(rows)], service: "web")
    try writer.finish()
    return file
  }

  private func copy(
    _ file: TemporaryCase, _ filter: EventFilter = EventFilter(), goesOn: () -> Bool = { true }
  ) throws -> (path: String, counts: [PlainCopy.Count]?) {
    let path = file.folder.appendingPathComponent("plain.sqlite").path
    return (path, try PlainCopy.write(file.reader(), to: path, filter, goesOn: goesOn))
  }

  private func rows(_ path: String, _ sql: String) throws -> [Row] {
    try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: sql) }
  }

  @Test func `every table has the columns and rows of its view`() throws {
    let file = try filled()
    let (path, counts) = try copy(file)
    let reader = try file.reader()
    for count in try #require(counts) {
      let expected = try reader.rows("SELECT count(*) FROM \(count.table)")
      #expect(expected == [[.integer(count.rows)]], "\(count.table)")
      let names = "SELECT group_concat(name) FROM pragma_table_info('\(count.table)')"
      let own: String? = try rows(path, names).first?[0]
      #expect(try reader.rows(names) == [[own.map { .text($0) } ?? .null]], "\(count.table)")
    }
    #expect(counts?.first { $0.table == "requests" }?.rows == 40)
  }

  @Test func `every documented view is there, and nothing of the inside`() throws {
    let file = try filled()
    let (path, _) = try copy(file)
    let names = try rows(path, "SELECT name FROM sqlite_schema ORDER BY name").map {
      $0[0] as String
    }
    let views = try file.reader().rows(
      "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
    let documented = views.flatMap(\.self).compactMap { value -> String? in
      guard case .text(let name) = value, name != "current_rollup" else { return nil }
      return name
    }
    #expect(names == documented)
    #expect(try rows(path, "PRAGMA application_id").first?[0] == 0)
  }

  @Test func `views that repeat rows give what those of the case give`() throws {
    let file = try filled()
    let (path, _) = try copy(file)
    let reader = try file.reader()
    for view in ["events", "failures"] {
      let own = try rows(path, "SELECT * FROM \(view)")
      #expect(try reader.rows("SELECT count(*) FROM \(view)") == [[.integer(Int64(own.count))]])
      let names = "SELECT group_concat(name) FROM pragma_table_info('\(view)')"
      let text: String? = try rows(path, names).first?[0]
      #expect(try reader.rows(names) == [[text.map { .text($0) } ?? .null]])
    }
  }

  @Test func `columns have the type of their values`() throws {
    let file = try filled()
    let (path, counts) = try copy(file)
    for table in try #require(counts).map(\.table) {
      for row in try rows(path, "SELECT * FROM pragma_table_info('\(table)')") {
        let name: String = row["name"]
        let type: String = row["type"]
        let wrong = try rows(
          path,
          """
          SELECT count(*) FROM \(table)
          WHERE "\(name)" IS NOT NULL AND typeof("\(name)") <> lower('\(type)')
          """)
        #expect(wrong.first?[0] == 0, "\(table).\(name)")
      }
    }
  }

  @Test func `text of a log can be read whatever its bytes are`() throws {
    let file = try filled(path: [0x2F, 0xFF, 0x00, 0x27, 0x22, 0x3B, 0x0A])
    let (path, _) = try copy(file)
    let text: String? = try rows(path, "SELECT path FROM requests").first?[0]
    #expect(text == "/\u{FFFD}\u{FFFD}'\";\n")
  }

  @Test func `the filter cuts events and counts and leaves sources`() throws {
    let file = try filled()
    let (_, counts) = try copy(file, EventFilter(since: .at(10, 10), until: .at(10, 20)))
    let byTable = Dictionary(
      uniqueKeysWithValues: try #require(counts).map { ($0.table, $0.rows) })
    #expect(byTable["requests"] == 10)
    #expect(byTable["sources"] == 1)
    let minutes = try file.reader().rows(
      "SELECT count(*) FROM rollups WHERE minute_us >= \(Timestamp.at(10, 10).microseconds) AND minute_us < \(Timestamp.at(10, 20).microseconds)"
    )
    #expect(minutes == [[.integer(byTable["rollups"] ?? 0)]])
  }

  @Test func `it stops when it is told to`() throws {
    #expect(try copy(filled()) { false }.counts == nil)
  }

  @Test func `a place that cannot be written is named`() throws {
    let reader = try filled().reader()
    let error = storeError {
      _ = try PlainCopy.write(reader, to: "/nowhere/plain.sqlite", EventFilter()) { true }
    }
    guard case .readOnly? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
