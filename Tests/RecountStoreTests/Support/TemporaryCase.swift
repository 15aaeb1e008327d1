// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import Foundation
import GRDB
import RecountModel
import RecountStore
import Testing

/// A case in a folder of its own, which goes away with it.
final class TemporaryCase {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recount-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var path: String { folder.appendingPathComponent("case.recount").path }

  func writer() throws -> CaseWriter { try CaseWriter(path: path) }

  func reader() throws -> CaseReader { try CaseReader(path: path) }

  func rows(_ sql: String) throws -> [[QueryValue]] { try reader().rows(sql) }

  /// The only value of the only row.
  func value(_ sql: String) throws -> QueryValue {
    let rows = try rows(sql)
    #expect(rows.count == 1 && rows.first?.count == 1, "\(sql)")
    return rows.first?.first ?? .null
  }

  func count(_ table: String) throws -> QueryValue {
    try value("SELECT count(*) FROM \(table)")
  }

  /// The bytes of the file, to change some of them.
  func edit(_ body: (inout Data) -> Void) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    body(&data)
    try data.write(to: URL(fileURLWithPath: path))
  }

  /// Changes the file as another program would.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  /// Every row of every table, bytes as they are.
  func dump() throws -> [String] {
    let reader = try reader()
    let tables = try reader.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    var lines: [String] = []
    for case .text(let table) in tables.flatMap(\.self) {
      let columns = try reader.rows("SELECT name FROM pragma_table_info('\(table)')")
      let texts = columns.flatMap(\.self).compactMap { value -> String? in
        guard case .text(let name) = value else { return nil }
        return "typeof(\"\(name)\") || ':' || coalesce(hex(\"\(name)\"), '')"
      }
      let sql = "SELECT \(texts.joined(separator: " || ' ' || ")) FROM \"\(table)\" ORDER BY 1"
      for case .text(let row) in try reader.rows(sql).flatMap(\.self) {
        lines.append("\(table) \(row)")
      }
    }
    return lines
  }
}

extension CaseReader {
  func rows(_ sql: String) throws -> [[QueryValue]] {
    var rows: [[QueryValue]] = []
    try query(sql) { _ in
    } body: { row in
      rows.append(row)
      return true
    }
    return rows
  }
}

extension CaseWriter {
  /// Writes one source of one or more batches; the record's counts follow from them.
  func store(
    _ batches: [EventBatch], as path: String = "a.log", service: String = "web",
    isForced: Bool = false
  ) throws {
    try beginSource(service: service, isForced: isForced)
    for batch in batches { try append(batch) }
    try endSource(SourceRecord(path: path, batches))
  }
}

extension SourceRecord {
  init(path: String, _ batches: [EventBatch]) {
    self.init(path: path)
    format = "combined"
    contentHash = "hash of \(path)"
    fileHash = "file hash of \(path)"
    for batch in batches { tally += batch.tally }
  }
}

/// The reason of the `StoreError` that `body` throws.
func storeError(_ body: () throws -> Void) -> StoreError.Reason? {
  do {
    try body()
    return nil
  } catch let error as StoreError {
    return error.reason
  } catch {
    Issue.record("\(error) is no StoreError")
    return nil
  }
}
