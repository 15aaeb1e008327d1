// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Cuts texts into the batches that the line splitter would hand over.
enum LineBatches {
  /// The whole of `text` as one batch.
  static func whole(_ text: [UInt8]) -> LineBatch {
    batches(text, linesEach: .max).first ?? LineBatch()
  }

  /// `text` in batches of `linesEach` lines; the last line need not end in LF.
  static func batches(_ text: [UInt8], linesEach: Int) -> [LineBatch] {
    var batches: [LineBatch] = []
    var batch = LineBatch()
    var position = 0
    while position < text.count {
      let feed = text[position...].firstIndex(of: 0x0A)
      let end = feed ?? text.count
      let next = min(end + 1, text.count)
      append(text[position..<next], contentEnd: end - position, hasFeed: feed != nil, to: &batch)
      position = next
      if batch.count == linesEach || position == text.count {
        batches.append(batch)
        batch = LineBatch(
          firstLine: batch.firstLine + Int64(batch.count), baseOffset: Int64(position))
      }
    }
    return batches
  }

  /// A line of which the middle was left out, alone in its batch.
  static func oversized(_ line: [UInt8], number: Int64 = 1) -> LineBatch {
    LineBatch(
      bytes: line, starts: [0], ends: [Int32(line.count)], firstLine: number, elidedBytes: 1 << 20)
  }

  /// Like the splitter, takes one CR off the end, and NULs and a byte order mark off the front.
  private static func append(
    _ line: ArraySlice<UInt8>, contentEnd: Int, hasFeed: Bool, to batch: inout LineBatch
  ) {
    let base = batch.bytes.count
    batch.bytes.append(contentsOf: line)
    var start = base
    var end = base + contentEnd
    if hasFeed, end > start, batch.bytes[end - 1] == 0x0D { end -= 1 }
    while start < end, batch.bytes[start] == 0 { start += 1 }
    if batch.bytes[start..<end].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    batch.starts.append(Int32(start))
    batch.ends.append(Int32(end))
  }
}
