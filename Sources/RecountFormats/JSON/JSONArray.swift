// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The objects of a JSON array, which `JSONScanner` gives as one value.
enum JSONArray {
  /// Where each object of `array` stands, brackets of the array included in the range; nil when the
  /// array is broken or has more than `limit` objects.
  static func objects(
    _ bytes: Span<UInt8>, _ array: Range<Int>, limit: Int
  ) -> [Range<Int>]? {
    var objects: [Range<Int>] = []
    var depth = 0
    var start = 0
    var index = array.lowerBound
    while index < array.upperBound {
      switch bytes[index] {
      case 0x22:
        guard let end = stringEnd(bytes, index, array.upperBound) else { return nil }
        index = end
      case 0x5B, 0x7B:
        if depth == 1 { start = index }
        depth += 1
      case 0x5D, 0x7D:
        depth -= 1
        if depth == 1, bytes[start] == 0x7B {
          guard objects.count < limit else { return nil }
          objects.append(start..<index + 1)
        }
        if depth == 0 { return isBlank(bytes, index + 1..<array.upperBound) ? objects : nil }
      default: break
      }
      guard depth > 0 || bytes[index] == 0x20 || bytes[index] == 0x09 else { return nil }
      index += 1
    }
    return nil
  }

  /// The index of the quote that closes the string at `start`.
  private static func stringEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    while index < end, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
    return index < end ? index : nil
  }
}
