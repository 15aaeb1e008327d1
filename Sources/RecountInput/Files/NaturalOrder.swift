// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Orders names as people count: `access.log.9` before `access.log.10`.
package enum NaturalOrder {
  /// Whether `left` comes before `right`; a strict order over all names.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    precedes(Array(left.utf8), Array(right.utf8))
  }

  /// `names` in order.
  package static func sorted(_ names: [String]) -> [String] {
    // A folder may hold ten thousand logs; their bytes are taken out once, not per comparison.
    names.map { (name: $0, bytes: Array($0.utf8)) }
      .sorted { precedes($0.bytes, $1.bytes) }
      .map(\.name)
  }

  private static func precedes(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      if isDigit(first[i]), isDigit(second[j]) {
        let a = digits(first, from: &i)
        let b = digits(second, from: &j)
        if a.count != b.count { return a.count < b.count }
        if a != b { return a.lexicographicallyPrecedes(b) }
      } else if first[i] != second[j] {
        return first[i] < second[j]
      } else {
        i += 1
        j += 1
      }
    }
    if i == first.count, j == second.count {
      // Equal but for leading zeros: any fixed order will do.
      return first.lexicographicallyPrecedes(second)
    }
    return i == first.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The run of digits at `index`, leading zeros cut.
  private static func digits(_ bytes: [UInt8], from index: inout Int) -> ArraySlice<UInt8> {
    while index < bytes.count - 1, bytes[index] == 0x30, isDigit(bytes[index + 1]) { index += 1 }
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }
}
