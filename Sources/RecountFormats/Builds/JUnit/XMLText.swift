// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Text of XML with its entities turned into what they stand for.
///
/// Only the five of XML itself and numbers; what is no entity stays as it is.
enum XMLText {
  private static let longestEntity = 10

  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x26) else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x26,
        let end = bytes[index...].prefix(longestEntity + 2).firstIndex(of: 0x3B),
        let text = entity(bytes[(index + 1)..<end])
      {
        output.append(contentsOf: text.utf8)
        index = end + 1
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> String? {
    let word = String(decoding: name, as: UTF8.self)
    switch word {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard word.hasPrefix("#") else { return nil }
    let isHex = word.hasPrefix("#x") || word.hasPrefix("#X")
    let digits = word.dropFirst(isHex ? 2 : 1)
    guard let value = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value)
    else { return nil }
    return String(Character(scalar))
  }
}
