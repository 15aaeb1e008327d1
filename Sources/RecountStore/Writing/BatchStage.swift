// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import CBatchTable
import GRDBSQLite
import RecountModel

/// The columns of a batch in memory that a virtual table reads from.
///
/// Arrays of the batch are copied here, a few megabytes per batch, because SQLite reads them from C
/// while a statement runs and Swift gives no pointer that outlives a call. The stage must live as
/// long as the connection that it is registered with.
@safe final class BatchStage {
  private let batch: UnsafeMutablePointer<recount_batch>
  private let columns: UnsafeMutablePointer<recount_column>
  private let count: Int
  private let schema: UnsafeMutablePointer<CChar>
  /// Values, text and ends of text of each column.
  private let buffers: [RawBuffer]
  private var rows = 0

  /// A stage of `columnCount` columns; `schema` is the CREATE TABLE text that names them.
  init(columnCount: Int, schema: String) {
    count = columnCount
    unsafe batch = .allocate(capacity: 1)
    unsafe columns = .allocate(capacity: columnCount)
    unsafe batch.initialize(to: recount_batch())
    unsafe columns.initialize(repeating: recount_column(), count: columnCount)
    unsafe batch.pointee.columns = UnsafePointer(columns)
    let text = Array(schema.utf8CString)
    unsafe self.schema = .allocate(capacity: text.count)
    for (index, character) in text.enumerated() { unsafe self.schema[index] = character }
    buffers = (0..<columnCount * 3).map { _ in RawBuffer() }
  }

  deinit {
    unsafe batch.deallocate()
    unsafe columns.deallocate()
    unsafe schema.deallocate()
  }

  /// Registers the table; returns SQLite's code.
  func register(_ connection: OpaquePointer, name: String) -> Int32 {
    unsafe recount_batch_register(connection, name, schema, batch)
  }

  /// Starts a batch: every column that is not constant must be given this many rows.
  func setRows(_ rows: Int) {
    self.rows = rows
    unsafe batch.pointee.rows = Int64(rows)
  }

  func constant(_ column: Int, _ value: Int64) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_constant
    unsafe columns[column].constant = value
  }

  func integers(_ column: Int, _ values: [Int64]) {
    load(column, recount_column_int64, values)
  }

  func integers(_ column: Int, _ values: [Int16]) {
    load(column, recount_column_int16, values)
  }

  func integers(_ column: Int, _ values: [UInt8]) {
    load(column, recount_column_uint8, values)
  }

  func text(_ column: Int, _ values: TextColumn) {
    load(column, recount_column_text, values.ends)
    unsafe columns[column].bytes = buffers[column * 3 + 1].load(values.bytes, as: UInt8.self)
  }

  /// A number of each row, or `-1 - i` for text `i` of `texts`.
  func mixed(_ column: Int, _ values: [Int64], texts: TextColumn) {
    precondition((values.min() ?? 0) >= Int64(-texts.count))
    load(column, recount_column_mixed, values)
    unsafe columns[column].bytes = buffers[column * 3 + 1].load(texts.bytes, as: UInt8.self)
    unsafe columns[column].text_ends = buffers[column * 3 + 2].load(texts.ends, as: Int32.self)
  }

  private func load<Element: BitwiseCopyable>(
    _ column: Int, _ kind: recount_column_kind, _ values: [Element]
  ) {
    // SQLite asks for as many values as the batch has rows.
    precondition(column < count && values.count == rows)
    unsafe columns[column].kind = kind
    unsafe columns[column].values = UnsafeRawPointer(
      buffers[column * 3].load(values, as: Element.self))
  }
}

/// Growing raw memory that arrays are copied into.
@safe private final class RawBuffer {
  private var base: UnsafeMutableRawPointer
  private var capacity = 64

  init() {
    unsafe base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Replaces the content; gives where it is, which is never null.
  func load<Element: BitwiseCopyable>(
    _ values: [Element], as type: Element.Type
  ) -> UnsafePointer<Element> {
    let size = values.count * MemoryLayout<Element>.stride
    if size > capacity {
      capacity = max(capacity * 2, size)
      unsafe base.deallocate()
      unsafe base = .allocate(byteCount: capacity, alignment: 16)
    }
    unsafe values.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { unsafe base.copyMemory(from: source, byteCount: size) }
    }
    return unsafe UnsafePointer(base.bindMemory(to: type, capacity: values.count))
  }
}
