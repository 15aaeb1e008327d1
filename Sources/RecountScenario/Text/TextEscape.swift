// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// How a server writes bytes it does not want in its log as they are.
package enum TextEscape: Sendable {
  /// `\x22` in upper case for quotes, backslashes, control bytes and everything above ASCII.
  case nginx
  /// `\"`, `\\`, `\t`, and `\xc3` in lower case for the rest.
  case apache
  /// JSON, UTF-8 kept.
  case json
  /// Nothing is escaped, so quotes are left out.
  case plain

  package func escape(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch (self, byte) {
      case (.json, 0x22), (.json, 0x5C), (.apache, 0x22), (.apache, 0x5C):
        result.append(contentsOf: [0x5C, byte])
      case (.json, 0x09), (.apache, 0x09): result.append(contentsOf: [0x5C, 0x74])
      case (.plain, 0x22), (.plain, 0..<0x20), (.plain, 0x7F): break
      case (.nginx, 0x22), (.nginx, 0x5C), (.nginx, 0..<0x20), (.nginx, 0x7F...0xFF):
        appendHex(byte, letters: 0x37, to: &result)
      case (.apache, 0..<0x20), (.apache, 0x7F...0xFF): appendHex(byte, letters: 0x57, to: &result)
      case (.json, 0..<0x20):
        result.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
        result.append(digit(byte >> 4, letters: 0x57))
        result.append(digit(byte & 15, letters: 0x57))
      default: result.append(byte)
      }
    }
    return result
  }

  private func appendHex(_ byte: UInt8, letters: UInt8, to result: inout [UInt8]) {
    result.append(contentsOf: [0x5C, 0x78])
    result.append(digit(byte >> 4, letters: letters))
    result.append(digit(byte & 15, letters: letters))
  }

  private func digit(_ nibble: UInt8, letters: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 + nibble : letters + nibble
  }
}
