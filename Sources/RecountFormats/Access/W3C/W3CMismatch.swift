// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// Why a row of a W3C log is not of its columns, where that can be counted.
enum W3CMismatch {
  private static let directive = Array("#Fields:".utf8)

  /// Nil for a row with as many values as `header`, the last `#Fields:` line, has columns.
  static func of(_ row: [UInt8], behind header: [UInt8]?) -> LineMismatch? {
    guard let header, header.starts(with: directive) else {
      return mismatch(
        row, 0, "a line `#Fields: …` before it")
    }
    let columns = header.dropFirst(directive.count)
      .split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    let values = starts(of: row)
    guard values.count != columns.count, !columns.isEmpty else { return nil }
    let counts = "\(values.count) values stand in \(columns.count) columns"
    return values.count < columns.count
      ? mismatch(row, row.count, "a value of \(columns[values.count]): \(counts)")
      : mismatch(
        row, values[columns.count], "the end of the line behind \(columns.last ?? ""): \(counts)")
  }

  private static func mismatch(_ row: [UInt8], _ place: Int, _ expected: String) -> LineMismatch {
    LineMismatch(
      line: row, byteOffset: place, storedOffset: place, expected: expected,
      found: LogFormat.excerpt(row, place))
  }

  /// Where the values begin: between tabs where there are any, else between spaces outside of quotes.
  private static func starts(of row: [UInt8]) -> [Int] {
    let isTabbed = row.contains(0x09)
    var starts: [Int] = []
    var isInside = false
    var isQuoted = false
    for (index, byte) in row.enumerated() {
      if isTabbed {
        if index == 0 { starts.append(0) }
        if byte == 0x09 { starts.append(index + 1) }
        continue
      }
      if byte == 0x20, !isQuoted {
        isInside = false
        continue
      }
      if !isInside { starts.append(index) }
      if byte == 0x22 { isQuoted.toggle() }
      isInside = true
    }
    return starts
  }
}
