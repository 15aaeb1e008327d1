// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// A line with what changes from one occurrence to the next masked, so that lines that say the same
/// are the same.
///
/// Numbers become `#`, but for a status of HTTP before its words, such as `503 Service Unavailable`;
/// words of eight or more hexadecimal digits, dashes among them, that hold a digit become `<id>`; colours
/// of a terminal are left out, and spaces come together.
package enum LineMask {
  package static func masked(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x1B {
        index = endOfControl(bytes, index)
      } else if byte <= 0x20 || byte == 0x7F {
        if output.last != 0x20, !output.isEmpty { output.append(0x20) }
        index += 1
      } else if isWordByte(byte), index == 0 || !isWordByte(bytes[index - 1]) {
        let end = bytes[index...].firstIndex { !isWordByte($0) } ?? bytes.count
        if isStatus(bytes, index..<end) {
          output += bytes[index..<end]
        } else {
          append(bytes[index..<end], to: &output)
        }
        index = end
      } else {
        output.append(byte)
        index += 1
      }
    }
    if output.last == 0x20 { output.removeLast() }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ word: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if isIdentifier(word) {
      output += "<id>".utf8
      return
    }
    for byte in word {
      if !isDigit(byte) {
        output.append(byte)
      } else if output.last != 0x23 {
        output.append(0x23)
      }
    }
  }

  private static func isStatus(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    guard word.count == 3, bytes[word].allSatisfy(isDigit),
      [0x34, 0x35].contains(bytes[word.lowerBound]),
      word.upperBound + 1 < bytes.count, bytes[word.upperBound] == 0x20
    else { return false }
    return bytes[word.upperBound + 1] &- 0x41 < 26
  }

  private static func isIdentifier(_ word: ArraySlice<UInt8>) -> Bool {
    var digits = 0
    var count = 0
    for byte in word where byte != 0x2D {
      guard isDigit(byte) || (byte | 0x20) &- 0x61 < 6 else { return false }
      if isDigit(byte) { digits += 1 }
      count += 1
    }
    return count >= 8 && digits > 0 && digits < count
  }

  /// Behind a control sequence, or behind ESC alone.
  private static func endOfControl(_ bytes: [UInt8], _ start: Int) -> Int {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x5B else { return start + 1 }
    let end = bytes[(start + 2)...].firstIndex { $0 >= 0x40 && $0 <= 0x7E }
    return end.map { $0 + 1 } ?? bytes.count
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x5F
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
