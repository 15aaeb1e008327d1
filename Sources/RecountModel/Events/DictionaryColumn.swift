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
  package var firstNewID: Int32 = 0
  /// Values beyond the dictionary's limit.
  package private(set) var inline = TextColumn()

  package init() {}

  package var count: Int { ids.count }

  package mutating func append(id: Int32) {
    ids.append(id)
  }

  package mutating func appendAbsent() {
    ids.append(DictionaryColumn.absent)
  }

  package mutating func appendNew(id: Int32, _ value: some Collection<UInt8>) {
    if newValues.count == 0 { firstNewID = id }
    newValues.append(value)
    ids.append(id)
  }

  package mutating func appendInline(_ value: some Collection<UInt8>) {
    ids.append(-2 - Int32(inline.count))
    inline.append(value)
  }

  /// Clears the rows for the next batch of the same source.
  package mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    newValues.removeAll()
    inline.removeAll()
  }
}
