// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The id of a request in a form that all hops share.
///
/// Hops write one id in several ways: 32 hex digits, a UUID with dashes, the `traceparent` of the W3C, the
/// `Root=1-…` of AWS. All are 16 bytes; other ids are compared as they are.
enum TraceKey {
  static func of(_ text: [UInt8]) -> [UInt8] {
    if text.count == 16 { return text }
    if text.count == 32 || text.count == 36 {
      return packed(text[...], dashes: [8, 12, 16, 20]) ?? text
    }
    // 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
    if text.count == 55, text[2] == dash, text[35] == dash {
      return packed(text[3..<35], dashes: []) ?? text
    }
    if let root = root(text) { return root }
    return text
  }

  private static let dash = UInt8(ascii: "-")

  /// The 16 bytes of hex digits, of which dashes may stand behind some only.
  private static func packed(_ text: ArraySlice<UInt8>, dashes: [Int]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var digits = 0
    var high: UInt8 = 0
    for byte in text {
      if byte == dash {
        guard text.count > 32, dashes.contains(digits) else { return nil }
        continue
      }
      guard let value = value(byte) else { return nil }
      if digits % 2 == 0 { high = value } else { bytes.append(high << 4 | value) }
      digits += 1
    }
    return digits == 32 ? bytes : nil
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  /// Of `Self=1-…;Root=1-67891233-abcdef012345678912345678` the root.
  private static func root(_ text: [UInt8]) -> [UInt8]? {
    let mark = Array("Root=1-".utf8)
    guard text.count >= mark.count + 33 else { return nil }
    for start in 0...(text.count - mark.count - 33)
    where text[start..<start + mark.count].elementsEqual(mark) {
      let begin = start + mark.count
      return packed(text[begin..<begin + 33], dashes: [8])
    }
    return nil
  }
}
