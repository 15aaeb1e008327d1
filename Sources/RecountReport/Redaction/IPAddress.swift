// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Addresses as text; see [RFC 4291](https://www.rfc-editor.org/rfc/rfc4291#section-2.2).
enum IPAddress {
  /// The four numbers at `index` and where they end; nil where there are none, or more than four.
  static func octets(_ text: SensitiveBytes, at index: Int) -> (octets: [UInt8], end: Int)? {
    var octets: [UInt8] = []
    var place = index
    while true {
      let end = text.end(from: place, limit: 4) { $0.isDigit }
      guard end > place, end - place < 4, text[place] != UInt8(ascii: "0") || end == place + 1,
        let octet = UInt8(text.text(place..<end))
      else { return nil }
      octets.append(octet)
      place = end
      if octets.count == 4 { break }
      guard text[place] == UInt8(ascii: ".") else { return nil }
      place += 1
    }
    let isLonger =
      text[place].isWord || (text[place] == UInt8(ascii: ".") && text[place + 1].isDigit)
    return isLonger ? nil : (octets, place)
  }

  /// The sixteen bytes of an address; nil when it is none.
  static func ipv6(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.count >= 3, groups.count <= 9 else { return nil }
    var tail: [UInt8] = []
    if let last = groups.last, last.contains(UInt8(ascii: ".")) {
      let text = SensitiveBytes(bytes: Array(last))
      guard let (octets, end) = octets(text, at: 0), end == text.count else { return nil }
      tail = octets
      groups.removeLast()
    }
    // An empty group at either end is half of a `::` there.
    if groups.first?.isEmpty == true {
      guard groups.count > 1, groups[1].isEmpty || !tail.isEmpty && groups.count == 2 else {
        return nil
      }
      groups.removeFirst()
    }
    if tail.isEmpty, groups.last?.isEmpty == true {
      guard groups.count > 1, groups[groups.count - 2].isEmpty || groups.count == 1 else {
        return nil
      }
      groups.removeLast()
    }
    let gaps = groups.count { $0.isEmpty }
    guard gaps < 2 else { return nil }
    let known = (groups.count - gaps) * 2 + tail.count
    guard gaps == 1 ? known <= 14 : known == 16 else { return nil }
    var address: [UInt8] = []
    for group in groups {
      if group.isEmpty {
        address += [UInt8](repeating: 0, count: 16 - known)
        continue
      }
      guard group.count <= 4, let number = UInt16(String(decoding: group, as: UTF8.self), radix: 16)
      else { return nil }
      address += [UInt8(number >> 8), UInt8(number & 255)]
    }
    return address + tail
  }

  /// Whether it tells anything: the unspecified address and loopback do not.
  static func isTelling(_ address: [UInt8]) -> Bool {
    address.prefix(15).contains { $0 != 0 } || (address.last ?? 0) > 1
  }

  static func isShort(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == 0x3A && $1 == 0x3A }
  }

  /// Six pairs of digits with colons between.
  static func isHardware(_ bytes: ArraySlice<UInt8>) -> Bool {
    let groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return groups.count == 6 && groups.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isHex) }
  }

  /// One form for all forms of an address, so that they share a pseudonym.
  static func canonical(_ text: String) -> String {
    let bytes = Array(text.utf8.prefix { $0 != UInt8(ascii: "%") })
    guard let address = ipv6(bytes[...]) else { return text }
    let isMapped = address.prefix(10).allSatisfy { $0 == 0 } && address[10...11] == [255, 255]
    return isMapped
      ? address.suffix(4).map { "\($0)" }.joined(separator: ".")
      : address.map { String($0, radix: 16) }.joined(separator: ":")
  }
}
