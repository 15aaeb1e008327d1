// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Writes tab-separated rows as ClickHouse reads them.
///
/// Source: https://clickhouse.com/docs/interfaces/formats/TabSeparated
package struct TSVWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  package private(set) var rows = 0
  private var isFirst = true

  package init() {}

  package mutating func append(_ text: String) {
    separate()
    for byte in text.utf8 { escape(byte) }
  }

  package mutating func append(_ raw: ArraySlice<UInt8>) {
    separate()
    for byte in raw { escape(byte) }
  }

  package mutating func append(_ number: Int64) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  package mutating func endRow() {
    bytes.append(0x0A)
    rows += 1
    isFirst = true
  }

  /// Empties it, keeping its buffer.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rows = 0
    isFirst = true
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x09) }
    isFirst = false
  }

  /// Only what would end a field or begin an escape has to be spelled; the engine spells more.
  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x09: append(escape: "t")
    case 0x0A: append(escape: "n")
    case 0x0D: append(escape: "r")
    case 0x00: append(escape: "0")
    case 0x5C: append(escape: "\\")
    default: bytes.append(byte)
    }
  }

  private mutating func append(escape letter: Unicode.Scalar) {
    bytes.append(0x5C)
    bytes.append(UInt8(truncatingIfNeeded: letter.value))
  }
}
