// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Takes texts of wrappers out of their JSON.
///
/// Unlike `JSONUnescape`, which is for a field now and then, this is for the whole of each line: pieces
/// between escapes are copied at once, and no String is made.
///
/// Source: RFC 8259, section 7
enum EscapedText {
  /// Appends the unescaped string at `range`; whether it has an ESC, as colours do.
  ///
  /// A broken escape becomes U+FFFD.
  @inline(__always)
  static func append(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
  ) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    var hasEscape = false
    while index < end, let slash = firstIndex(of: 0x5C, in: bytes, index..<end) {
      copyBytes(bytes, index..<slash, to: &output)
      guard slash + 1 < end else {
        output.append(0x5C)
        return hasEscape
      }
      index = slash + 2
      switch bytes[slash + 1] {
      case 0x6E: output.append(0x0A)
      case 0x74: output.append(0x09)
      case 0x72: output.append(0x0D)
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x75:
        let scalar = scalar(bytes, &index, end)
        if scalar == 0x1B { hasEscape = true }
        append(scalar, to: &output)
      case let other: output.append(other)
      }
    }
    copyBytes(bytes, index..<end, to: &output)
    return hasEscape
  }

  /// Appends the bytes whose values a list such as `[72,105]` gives; false when it gives something else.
  static func appendList(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
  ) -> Bool {
    let before = output.count
    var value = -1
    for index in range {
      switch bytes[index] {
      case let byte where isDigit(byte):
        value = max(0, value) * 10 + Int(byte &- 0x30)
        guard value <= 0xFF else {
          output.removeSubrange(before...)
          return false
        }
      case 0x2C, 0x5D:
        if value >= 0 { output.append(UInt8(value)) }
        value = -1
      case 0x5B, 0x20, 0x09: break
      default:
        output.removeSubrange(before...)
        return false
      }
    }
    return true
  }

  // MARK: - Scalars

  private static func scalar(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> UInt32 {
    guard let first = unit(bytes, index, end) else { return 0xFFFD }
    index += 4
    guard first & 0xF800 == 0xD800 else { return first }
    guard first & 0xFC00 == 0xD800, index + 6 <= end, bytes[index] == 0x5C,
      bytes[index + 1] == 0x75, let second = unit(bytes, index + 2, end), second & 0xFC00 == 0xDC00
    else { return 0xFFFD }
    index += 6
    return 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
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

  private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: 0x80 | scalar >> shift & 0x3F)
    }
    switch scalar {
    case ..<0x80: output.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      output.append(tail(0))
    case ..<0x10000:
      output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      output.append(tail(6))
      output.append(tail(0))
    default:
      output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      output.append(tail(12))
      output.append(tail(6))
      output.append(tail(0))
    }
  }
}
