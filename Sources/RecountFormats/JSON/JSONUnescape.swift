// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Turns JSON escapes back into the bytes that they stand for.
enum JSONUnescape {
  /// Appends the unescaped `range` to `output`; broken escapes become U+FFFD.
  static func append(_ bytes: Span<UInt8>, _ range: ByteRange, to output: inout [UInt8]) {
    var index = Int(range.start)
    let end = Int(range.end)
    while index < end {
      let byte = bytes[index]
      guard byte == 0x5C, index + 1 < end else {
        output.append(byte)
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case 0x6E: output.append(0x0A)
      case 0x74: output.append(0x09)
      case 0x72: output.append(0x0D)
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x75: appendScalar(bytes, &index, end, to: &output)
      case let other: output.append(other)
      }
    }
  }

  private static func appendScalar(
    _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int, to output: inout [UInt8]
  ) {
    guard var value = unit(bytes, index, end) else {
      output.append(contentsOf: "\u{FFFD}".utf8)
      return
    }
    index += 4
    if value & 0xFC00 == 0xD800, index + 6 <= end, bytes[index] == 0x5C, bytes[index + 1] == 0x75,
      let low = unit(bytes, index + 2, end), low & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
      index += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    output.append(contentsOf: String(Character(scalar)).utf8)
  }

  private static func unit(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> UInt32? {
    guard index + 4 <= end else { return nil }
    var value: UInt32 = 0
    for position in index..<index + 4 {
      let byte = bytes[position]
      guard isHexDigit(byte) else { return nil }
      value = value << 4 | UInt32(isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57)
    }
    return value
  }
}
