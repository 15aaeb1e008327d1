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
  private var buffers: [Buffer] = []
  private let schema: UnsafeMutablePointer<CChar>

  /// - Parameter schema: The CREATE TABLE text of the virtual table; one column per stage column.
  init(columnCount: Int, schema: String) {
    count = columnCount
    unsafe batch = .allocate(capacity: 1)
    unsafe columns = .allocate(capacity: columnCount)
    unsafe batch.initialize(to: recount_batch())
    unsafe columns.initialize(repeating: recount_column(), count: columnCount)
    unsafe batch.pointee.column_count = Int32(columnCount)
    unsafe batch.pointee.columns = UnsafePointer(columns)
    let text = Array(schema.utf8CString)
    unsafe self.schema = .allocate(capacity: text.count)
    for (index, character) in text.enumerated() { unsafe self.schema[index] = character }
    // Values, text and dictionary numbers of each column.
    buffers = (0..<columnCount * 3).map { _ in Buffer() }
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

  func setRows(_ rows: Int) {
    unsafe batch.pointee.rows = Int64(rows)
  }

  func constant(_ column: Int, _ value: Int64) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_constant
    unsafe columns[column].constant = value
  }

  func integers(_ column: Int, _ values: [Int64]) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_int64
    unsafe columns[column].values = UnsafeRawPointer(buffers[column * 3].load(values))
  }

  func integers(_ column: Int, _ values: [Int16]) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_int16
    unsafe columns[column].values = UnsafeRawPointer(buffers[column * 3].load(values))
  }

  func integers(_ column: Int, _ values: [UInt8]) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_uint8
    unsafe columns[column].values = UnsafeRawPointer(buffers[column * 3].load(values))
  }

  func text(_ column: Int, _ values: TextColumn) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_text
    unsafe columns[column].values = UnsafeRawPointer(buffers[column * 3].load(values.ends))
    unsafe columns[column].bytes = bytes(column, values.bytes)
  }

  /// - Parameters:
  ///   - numbers: For each local number of the source its number in the case.
  ///   - absent: What stands for "no value".
  func dictionary(_ column: Int, _ values: DictionaryColumn, numbers: [Int64], absent: Int64) {
    precondition(column < count)
    unsafe columns[column].kind = recount_column_dictionary
    unsafe columns[column].constant = absent
    unsafe columns[column].values = UnsafeRawPointer(buffers[column * 3].load(values.ids))
    unsafe columns[column].bytes = bytes(column, values.inline.bytes)
    let table = unsafe buffers[column * 3 + 2].load(numbers)
    unsafe columns[column].numbers = UnsafePointer(table.assumingMemoryBound(to: Int64.self))
    // The ends of inline values are few: they share the text buffer's tail.
    let ends = unsafe buffers[column * 3 + 1].append(values.inline.ends)
    unsafe columns[column].inline_ends = UnsafePointer(ends.assumingMemoryBound(to: Int32.self))
    unsafe columns[column].bytes = UnsafePointer(
      buffers[column * 3 + 1].base.assumingMemoryBound(to: UInt8.self))
  }

  private func bytes(_ column: Int, _ bytes: [UInt8]) -> UnsafePointer<UInt8> {
    let loaded = unsafe buffers[column * 3 + 1].load(bytes)
    return unsafe UnsafePointer(loaded.assumingMemoryBound(to: UInt8.self))
  }
}

/// Growing raw memory that arrays are copied into.
@safe private final class Buffer {
  private(set) var base: UnsafeMutableRawPointer
  private var capacity = 64
  private var used = 0

  init() {
    unsafe base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit {
    unsafe base.deallocate()
  }

  /// Replaces the content.
  func load<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeMutableRawPointer {
    used = 0
    return unsafe append(values)
  }

  /// Adds behind the content at the next multiple of eight; gives where.
  func append<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeMutableRawPointer {
    let start = (used + 7) & ~7
    let size = values.count * MemoryLayout<Element>.stride
    if start + size > capacity {
      let grown = max(capacity * 2, start + size)
      let memory = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 16)
      unsafe memory.copyMemory(from: base, byteCount: used)
      unsafe base.deallocate()
      unsafe base = memory
      capacity = grown
    }
    let place = unsafe base + start
    unsafe values.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { unsafe place.copyMemory(from: source, byteCount: size) }
    }
    used = start + size
    return unsafe place
  }
}
