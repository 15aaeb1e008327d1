// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON values that stand one after the other in a text, each over as many lines as it likes.
enum JSONValues {
  /// Whether the first line that says something breaks where only a value over many lines does.
  ///
  /// A record on a line of its own that was cut off ends there too, once in a while: then the lines
  /// after it are refused with it.
  static func isSpread(_ bytes: [UInt8]) -> Bool {
    guard let start = bytes.firstIndex(where: { $0 > 0x20 }),
      let end = bytes[start...].firstIndex(of: 0x0A),
      let last = bytes[start..<end].last(where: { $0 > 0x20 })
    else { return false }
    guard last == 0x7B || last == 0x5B || last == 0x2C || last == 0x3A else { return false }
    return bytes[end...].contains { $0 > 0x20 }
  }

  /// Decodes values one by one; nil when one of them cannot be: it takes the others with it.
  static func read<Record>(
    _ bytes: [UInt8], _ decode: ([UInt8]) -> [Record]?
  ) -> [Record]? {
    var records: [Record] = []
    var start = bytes.startIndex
    while let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) {
      guard bytes[first] == 0x7B || bytes[first] == 0x5B, let end = valueEnd(bytes, first),
        let read = decode(Array(bytes[first..<end]))
      else { return nil }
      records += read
      start = end
    }
    return records
  }

  /// The index after the bracket that closes the one at `start`; nil where the text ends before it.
  private static func valueEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x22:
        index += 1
        while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D: depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { return index <= bytes.count ? index : nil }
    }
    return nil
  }
}
