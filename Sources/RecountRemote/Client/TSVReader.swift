// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Reads tab-separated rows from chunks of any size, undoing ClickHouse's escapes.
///
/// It holds one row at a time. NULL, `\N`, is read as an empty text: statements of Recount give none.
/// Source: https://clickhouse.com/docs/interfaces/formats/TabSeparated
package struct TSVReader {
  /// A row that is longer ends the reading.
  package static let maxRowBytes = 4 << 20

  private var row = TSVRow()
  private var isEscape = false
  /// Hex digits of `\xHH` that are still to come, and the value so far.
  private var hexDigits = 0
  private var hexValue: UInt8 = 0
  private var hasBytes = false

  package init() {}

  /// Whether a row has begun that no line feed has ended.
  package var isInsideRow: Bool { hasBytes }

  /// Reads a chunk and gives every row that ends in it to `take`.
  package mutating func read(
    _ chunk: ArraySlice<UInt8>, _ take: (TSVRow) throws(RemoteError) -> Void
  ) throws(RemoteError) {
    var plain = chunk.startIndex
    var index = chunk.startIndex
    while index < chunk.endIndex {
      let byte = chunk[index]
      if hexDigits > 0 {
        try takeHex(byte)
        plain = index + 1
      } else if isEscape {
        isEscape = false
        unescape(byte)
        plain = index + 1
      } else if byte == 0x09 || byte == 0x0A || byte == 0x5C {
        row.append(chunk[plain..<index])
        plain = index + 1
        switch byte {
        case 0x5C: isEscape = true
        case 0x09: row.endField()
        default:
          row.endField()
          try take(row)
          row.removeAll()
        }
      }
      hasBytes = byte != 0x0A
      index += 1
    }
    row.append(chunk[plain..<chunk.endIndex])
    if row.byteCount > TSVReader.maxRowBytes { throw .unexpectedContent("a row without an end") }
  }

  private mutating func unescape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "t"): row.append(0x09)
    case UInt8(ascii: "n"): row.append(0x0A)
    case UInt8(ascii: "r"): row.append(0x0D)
    case UInt8(ascii: "b"): row.append(0x08)
    case UInt8(ascii: "f"): row.append(0x0C)
    case UInt8(ascii: "a"): row.append(0x07)
    case UInt8(ascii: "v"): row.append(0x0B)
    case UInt8(ascii: "0"): row.append(0x00)
    case UInt8(ascii: "N"): break
    case UInt8(ascii: "x"):
      hexDigits = 2
      hexValue = 0
    default: row.append(byte)
    }
  }

  private mutating func takeHex(_ byte: UInt8) throws(RemoteError) {
    let digit: UInt8
    switch byte {
    case 0x30...0x39: digit = byte - 0x30
    case 0x41...0x46: digit = byte - 0x37
    case 0x61...0x66: digit = byte - 0x57
    default: throw .unexpectedContent("an escape that is none")
    }
    hexValue = hexValue << 4 | digit
    hexDigits -= 1
    if hexDigits == 0 { row.append(hexValue) }
  }
}
