// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountInput
import RecountModel
import Testing

/// A line with its place, as a reader or the reference gives it.
struct PlacedLine: Equatable, CustomStringConvertible {
  var number: Int64
  var offset: Int64
  var bytes: [UInt8]
  var elided: Int64 = 0

  var description: String {
    let text = String(decoding: bytes, as: UTF8.self).debugDescription
    return "\(number)@\(offset) \(text)" + (elided > 0 ? " -\(elided)" : "")
  }
}

/// The rules of a line, one line at a time over the whole content.
enum ReferenceSplitter {
  static func lines(of content: [UInt8], limit: Int = .max) -> [PlacedLine] {
    var lines: [PlacedLine] = []
    var start = 0
    while start < content.count {
      let feed = content[start...].firstIndex(of: 0x0A)
      var line = content[start..<(feed ?? content.count)]
      if feed != nil, line.last == 0x0D { line.removeLast() }
      line = line.drop { $0 == 0 }
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      let isLong = line.count > limit
      let kept = isLong ? Array(line.prefix(limit / 2) + line.suffix(limit / 2)) : Array(line)
      lines.append(
        PlacedLine(
          number: Int64(lines.count + 1), offset: Int64(line.startIndex), bytes: kept,
          elided: Int64(line.count - kept.count)))
      start = (feed ?? content.count) + 1
    }
    return lines
  }
}

extension LineReader {
  /// All lines that are left, each batch given back for the next one.
  func allLines() throws -> [PlacedLine] {
    var lines: [PlacedLine] = []
    var batch = LineBatch()
    while let next = try next(recycling: batch) {
      try #require(next.count > 0 && next.count == next.ends.count)
      try #require(!next.isOversized || next.count == 1)
      for index in 0..<next.count {
        lines.append(
          PlacedLine(
            number: next.number(index), offset: next.offset(index), bytes: Array(next.line(index)),
            elided: next.elidedBytes))
      }
      batch = next
    }
    return lines
  }

  /// The lines that are left, decoded.
  func allTexts() throws -> [String] {
    try allLines().map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}

extension InputLimits {
  init(maxLineBytes: Int = 1 << 20, batchBytes: Int = 1 << 20) {
    self.init()
    self.maxLineBytes = maxLineBytes
    self.batchBytes = batchBytes
  }
}
