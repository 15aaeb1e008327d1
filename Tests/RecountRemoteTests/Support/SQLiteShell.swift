// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import RecountRemote
import RecountTestEngines

/// The `sqlite3` command line over a table of pushed requests: what the statements are checked by.
struct SQLiteShell {
  private let folder: Folder

  static let missing: String? =
    Subprocess.find("sqlite3") == nil ? "sqlite3 is not installed (apt-get install sqlite3)" : nil

  /// A database with the requests of all sources in `recount_test.request`.
  init(_ sources: [EventSource]) throws {
    folder = try Folder()
    var writer = TSVWriter()
    for source in sources {
      for (position, event) in zip(Int64(0)..., source.events(0..<source.count)) {
        event.append(to: &writer, source: source.hash, position: position)
      }
    }
    try Data(writer.bytes).write(to: folder.url("rows"))
    let columns = RemoteTables.columns.map {
      "\"\($0.name)\" \($0.type == "String" ? "TEXT" : "INTEGER")"
    }
    let create = """
      CREATE TABLE request(\(columns.joined(separator: ", ")));
      .mode tabs
      .import \(folder.path)/rows request
      """
    _ = try Subprocess.run("sqlite3", ["-batch", folder.path + "/db"], input: create)
  }

  /// The answer to a statement as tab-separated text with names.
  func answer(_ sql: String) throws -> String {
    let input = """
      ATTACH '\(folder.path)/db' AS recount_test;
      .mode tabs
      .headers on
      \(sql);
      """
    let run = try Subprocess.run("sqlite3", ["-batch", ":memory:"], input: input)
    return (run?.output ?? "") + (run?.errors ?? "")
  }

  func remove() { folder.remove() }
}

/// The answer of an engine as the bytes that it sent, with names and end row.
func tabSeparated(_ client: ClickHouseClient, _ query: RemoteQuery) async throws -> String {
  var writer = TSVWriter()
  for name in ["part"] + query.columns.map(\.name) { writer.append(name) }
  writer.endRow()
  for row in try await texts(client, query) {
    for field in row { writer.append(field) }
    writer.endRow()
  }
  for column in [RemoteQuery.Column.integer("part")] + query.columns {
    writer.append(column.name == "part" ? "1" : column.kind == .text ? "" : "0")
  }
  writer.endRow()
  return String(decoding: writer.bytes, as: UTF8.self)
}
