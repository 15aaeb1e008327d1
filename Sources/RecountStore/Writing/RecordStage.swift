// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

package import RecountModel

/// The columns of a batch, from which the rows are written as SQLite records.
///
/// A record is a header with one serial type a column, then the values, integers in as few bytes as
/// they need: https://sqlite.org/fileformat2.html#record_format. Columns are copied here, a few
/// hundred kilobytes per batch, so that a row can be put together from all of them by pointer.
@safe package final class RecordStage {
  private enum Kind: UInt8 {
    case constant, int64, int16, uint8, mixed, text, trace
  }

  @unsafe private struct Column {
    var kind = Kind.constant
    /// Numbers; of text the end of each row in `bytes`.
    var values: UnsafeRawPointer
    /// Text of the rows, or the texts of a mixed column one behind the other.
    var bytes: UnsafePointer<UInt8>
    /// Mixed only: end of each text in `bytes`.
    var textEnds: UnsafePointer<Int32>
    var constant: Int64 = 0
  }

  private let columns: UnsafeMutablePointer<Column>
  private let count: Int
  /// Values, text and ends of text of each column.
  private let buffers: [RawBuffer]
  private var rows = 0
  /// Length of the header and serial types of the row at hand.
  private let header: UnsafeMutableRawPointer
  /// Its values; as large as all text of the batch and the widest numbers.
  private let body = RawBuffer()
  private var textBytes = 0

  package init(columnCount: Int) {
    // A serial type has at most nine bytes, and the header's own length must fit into one.
    precondition(columnCount <= 100)
    count = columnCount
    unsafe columns = .allocate(capacity: columnCount)
    // Every pointer points somewhere from the start, so that none has to be optional.
    let nothing = unsafe UnsafeRawPointer(columns)
    unsafe columns.initialize(
      repeating: Column(
        values: nothing, bytes: nothing.assumingMemoryBound(to: UInt8.self),
        textEnds: nothing.assumingMemoryBound(to: Int32.self)),
      count: columnCount)
    unsafe header = .allocate(byteCount: columnCount * 9 + 16, alignment: 16)
    buffers = (0..<columnCount * 3).map { _ in RawBuffer() }
  }

  deinit {
    unsafe columns.deallocate()
    unsafe header.deallocate()
  }

  // MARK: - Columns

  /// Starts a batch: every column that is not constant must be given this many rows.
  package func setRows(_ rows: Int) {
    self.rows = rows
    textBytes = 0
  }

  func constant(_ column: Int, _ value: Int64) {
    precondition(column < count)
    unsafe columns[column].kind = .constant
    unsafe columns[column].constant = value
  }

  package func integers(_ column: Int, _ values: [Int64]) {
    load(column, .int64, values)
  }

  func integers(_ column: Int, _ values: [Int16]) {
    load(column, .int16, values)
  }

  func integers(_ column: Int, _ values: [UInt8]) {
    load(column, .uint8, values)
  }

  package func text(_ column: Int, _ values: TextColumn) {
    load(column, .text, values.ends)
    textBytes += values.bytes.count
    unsafe columns[column].bytes = buffers[column * 3 + 1].load(values.bytes, as: UInt8.self)
  }

  /// Text, of which 32 lower-case hex digits become the 16 bytes that they name.
  package func traces(_ column: Int, _ values: TextColumn) {
    text(column, values)
    unsafe columns[column].kind = .trace
  }

  /// A number of each row, or `-1 - i` for text `i` of `texts`.
  package func mixed(_ column: Int, _ values: [Int64], texts: TextColumn) {
    precondition((values.min() ?? 0) >= Int64(-texts.count))
    load(column, .mixed, values)
    textBytes += texts.bytes.count
    unsafe columns[column].bytes = buffers[column * 3 + 1].load(texts.bytes, as: UInt8.self)
    unsafe columns[column].textEnds = buffers[column * 3 + 2].load(texts.ends, as: Int32.self)
  }

  private func load<Element: BitwiseCopyable>(
    _ column: Int, _ kind: Kind, _ values: [Element]
  ) {
    // Rows are read by pointer: there must be as many as the batch has.
    precondition(column < count && values.count == rows)
    unsafe columns[column].kind = kind
    unsafe columns[column].values = UnsafeRawPointer(
      buffers[column * 3].load(values, as: Element.self))
  }

  // MARK: - Records

  /// Adds all rows of the batch to `image`.
  package func append(to image: TableImage) {
    // Eight bytes are stored whatever an integer needs, so there is a word more than can be filled.
    let start = unsafe body.reserve(count * 9 + textBytes + 16)
    for row in 0..<rows {
      var types = unsafe header + 1
      var values = unsafe start
      for index in 0..<count { unsafe write(columns[index], row, &types, &values) }
      let headerBytes = unsafe types - header
      unsafe header.storeBytes(of: UInt8(truncatingIfNeeded: headerBytes), as: UInt8.self)
      unsafe image.append(
        header: UnsafeRawBufferPointer(start: header, count: headerBytes),
        values: UnsafeRawBufferPointer(start: start, count: values - start))
    }
  }

  @inline(__always)
  private func write(
    _ column: Column, _ row: Int, _ types: inout UnsafeMutableRawPointer,
    _ values: inout UnsafeMutableRawPointer
  ) {
    switch unsafe column.kind {
    case .constant: unsafe RecordField.write(column.constant, &types, &values)
    case .int64:
      let value = unsafe column.values.load(fromByteOffset: row * 8, as: Int64.self)
      unsafe RecordField.write(value, &types, &values)
    case .int16:
      let value = unsafe column.values.load(fromByteOffset: row * 2, as: Int16.self)
      unsafe RecordField.write(Int64(value), &types, &values)
    case .uint8:
      let value = unsafe column.values.load(fromByteOffset: row, as: UInt8.self)
      unsafe RecordField.write(Int64(value), &types, &values)
    case .mixed:
      let value = unsafe column.values.load(fromByteOffset: row * 8, as: Int64.self)
      if value >= 0 {
        unsafe RecordField.write(value, &types, &values)
      } else {
        let text = unsafe text(column.bytes, ends: column.textEnds, Int(-1 - value))
        unsafe RecordField.write(text, &types, &values)
      }
    case .text:
      let ends = unsafe column.values.assumingMemoryBound(to: Int32.self)
      unsafe RecordField.write(text(column.bytes, ends: ends, row), &types, &values)
    case .trace:
      let ends = unsafe column.values.assumingMemoryBound(to: Int32.self)
      unsafe RecordField.writeTrace(text(column.bytes, ends: ends, row), &types, &values)
    }
  }

  @inline(__always)
  private func text(
    _ bytes: UnsafePointer<UInt8>, ends: UnsafePointer<Int32>, _ index: Int
  ) -> UnsafeRawBufferPointer {
    let start = unsafe index == 0 ? 0 : Int(ends[index - 1])
    return unsafe UnsafeRawBufferPointer(start: bytes + start, count: Int(ends[index]) - start)
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

  /// Room for `size` bytes; what was there is lost.
  func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    if size > capacity {
      capacity = max(capacity * 2, size)
      unsafe base.deallocate()
      unsafe base = .allocate(byteCount: capacity, alignment: 16)
    }
    return unsafe base
  }

  /// Replaces the content; gives where it is, which is never null.
  func load<Element: BitwiseCopyable>(
    _ values: [Element], as type: Element.Type
  ) -> UnsafePointer<Element> {
    let size = values.count * MemoryLayout<Element>.stride
    let place = unsafe reserve(size)
    unsafe values.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { unsafe place.copyMemory(from: source, byteCount: size) }
    }
    return unsafe UnsafePointer(place.bindMemory(to: type, capacity: values.count))
  }
}
