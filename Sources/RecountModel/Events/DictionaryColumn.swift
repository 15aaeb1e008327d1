// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A column whose values repeat: rows hold small numbers, and each new value travels once.
///
/// Numbers are local to the source: the parser gives the next one to each value it meets first, the
/// store maps them to the numbers of the case. A value met after the source's dictionary is full
/// travels inline, so that memory stays flat whatever the log holds.
package struct DictionaryColumn: Sendable {
  /// The number of "no value".
  package static let absent: Int32 = -1

  /// One entry a row: a dictionary number, `absent`, or `-2 - i` for `inline` value `i`.
  package private(set) var ids: [Int32] = []
  /// Values met first in this batch, numbered from `firstNewID`.
  package private(set) var newValues = TextColumn()
  package private(set) var firstNewID: Int32 = 0
  /// Values beyond the dictionary's limit.
  package private(set) var inline = TextColumn()
  /// Whether no row has a value, as in columns that a format does not give.
  package private(set) var isAbsent = true

  package init() {}

  package var count: Int { ids.count }

  package mutating func append(id: Int32) {
    isAbsent = false
    ids.append(id)
  }

  package mutating func appendAbsent() {
    ids.append(DictionaryColumn.absent)
  }

  package mutating func appendAbsent(_ count: Int) {
    for _ in 0..<count { ids.append(DictionaryColumn.absent) }
  }

  package mutating func appendNew(id: Int32, _ value: [UInt8]) {
    beginNew(id)
    newValues.append(value)
  }

  package mutating func appendInline(_ value: [UInt8]) {
    beginInline()
    inline.append(value)
  }

  /// Appends one value, which is not empty, by its number in `table`.
  package mutating func append(_ value: [UInt8], numberedBy table: inout ValueTable) {
    append(value.span, 0..<value.count, numberedBy: &table)
  }

  /// Appends the value at `range`, which is not empty, by its number in `table`.
  package mutating func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, numberedBy table: inout ValueTable
  ) {
    let starts: InlineArray<1, Int32> = [Int32(range.lowerBound)]
    let ends: InlineArray<1, Int32> = [Int32(range.upperBound)]
    append(bytes, starts.span, ends.span, numberedBy: &table)
  }

  /// Appends the values `bytes[starts[i]..<ends[i]]` by their numbers in `table`; empty ones as
  /// absent.
  ///
  /// At most `ValueTable.blockSize` values; a block costs less than its values one by one.
  package mutating func append(
    _ bytes: Span<UInt8>, _ starts: Span<Int32>, _ ends: Span<Int32>,
    numberedBy table: inout ValueTable
  ) {
    precondition(starts.count <= ValueTable.blockSize && starts.count == ends.count)
    var hashes = InlineArray<64, UInt32>(repeating: 0)
    var numbers = InlineArray<64, Int32>(repeating: DictionaryColumn.absent)
    unsafe bytes.withUnsafeBytes { buffer in
      for row in 0..<starts.count {
        precondition(
          starts[row] >= 0 && starts[row] <= ends[row] && Int(ends[row]) <= buffer.count)
      }
      unsafe table.lookUp(buffer, starts, ends, hashes: &hashes, numbers: &numbers)
      for row in 0..<starts.count where numbers[row] < 0 && starts[row] < ends[row] {
        let range = Int(starts[row])..<Int(ends[row])
        let value = unsafe UnsafeRawBufferPointer(rebasing: buffer[range])
        // A value may be new to the table and known since a row before.
        switch unsafe table.place(value, hash: hashes[row]) {
        case .known(let number): numbers[row] = Int32(truncatingIfNeeded: number)
        case .added(let number):
          numbers[row] = Int32(truncatingIfNeeded: number)
          if newValues.count == 0 { firstNewID = numbers[row] }
          newValues.append(bytes, range)
        case .refused:
          numbers[row] = -2 - Int32(inline.count)
          inline.append(bytes, range)
        }
      }
    }
    isAbsent = false
    ids.append(addingCapacity: starts.count) { output in
      for row in 0..<starts.count { output.append(numbers[row]) }
    }
  }

  /// Clears the rows for the next batch of the same source.
  package mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    newValues.removeAll()
    inline.removeAll()
    isAbsent = true
  }

  private mutating func beginNew(_ id: Int32) {
    if newValues.count == 0 { firstNewID = id }
    append(id: id)
  }

  private mutating func beginInline() {
    append(id: -2 - Int32(inline.count))
  }
}
