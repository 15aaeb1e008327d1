// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Undoes the escapes of Go's quoted strings, which logfmt uses.
///
/// Source: https://go.dev/ref/spec#String_literals
enum GoUnescape {
  /// Appends the unescaped `range` to `output`; what is no known escape is read like JSON's.
  static func append(_ bytes: Span<UInt8>, _ range: ByteRange, to output: inout [UInt8]) {
    var start = Int(range.start)
    var index = start
    let end = Int(range.end)
    while index < end {
      guard bytes[index] == 0x5C, index + 1 < end else {
        index += 1
        continue
      }
      guard bytes[index + 1] == 0x78, index + 3 < end, isHexDigit(bytes[index + 2]),
        isHexDigit(bytes[index + 3])
      else {
        index += 2
        continue
      }
      JSONUnescape.append(bytes, ByteRange(start, index), to: &output)
      output.append(nibble(bytes[index + 2]) << 4 | nibble(bytes[index + 3]))
      index += 4
      start = index
    }
    JSONUnescape.append(bytes, ByteRange(start, end), to: &output)
  }

  private static func nibble(_ byte: UInt8) -> UInt8 {
    isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57
  }
}
