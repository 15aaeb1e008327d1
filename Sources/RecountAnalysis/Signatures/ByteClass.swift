// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// What a byte can be part of when a line is cut into tokens.
struct ByteClass: OptionSet, Sendable {
  let rawValue: UInt8

  static let space = ByteClass(rawValue: 1)
  /// One of `= : , ; ( ) [ ] { } < > " ' |`.
  static let delimiter = ByteClass(rawValue: 2)
  static let digit = ByteClass(rawValue: 4)
  /// A letter or an underscore; bytes of a word beyond ASCII count as letters.
  static let letter = ByteClass(rawValue: 8)
  /// What part of a path may hold: letters, digits and `. $ @ % + ~ -`.
  static let path = ByteClass(rawValue: 16)
  /// What a word must hold to be worth a second look: `. / \` and ESC.
  static let mark = ByteClass(rawValue: 32)

  static let escape: UInt8 = 0x1B

  /// The classes of all 256 bytes.
  static let table: [ByteClass] = (0..<256).map { of(UInt8($0)) }

  private static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case 0x30...0x39: [.digit, .path]
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: [.letter, .path]
    case 0x2E: [.path, .mark]
    case 0x24, 0x40, 0x25, 0x2B, 0x7E, 0x2D: .path
    case 0x2F, 0x5C, escape: .mark
    case 0x09...0x0D, 0x20: .space
    case 0x3D, 0x3A, 0x2C, 0x3B, 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3C, 0x3E, 0x22, 0x27, 0x7C:
      .delimiter
    default: []
    }
  }
}
