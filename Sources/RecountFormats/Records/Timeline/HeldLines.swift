// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The lines of a content that only its end explains, with their places.
///
/// Memory is bounded by `maxBytes`; lines beyond are rejected as too long.
struct HeldLines {
  /// What people write by hand is small.
  static let maxBytes = 4 << 20

  private var bytes: [UInt8] = []
  private var places: [(range: Range<Int>, number: Int64, offset: Int64)] = []

  var count: Int { places.count }

  mutating func append(_ lines: LineBatch, into events: inout EventBatch) {
    for index in 0..<lines.count {
      let line = lines.line(index)
      guard !lines.isOversized, bytes.count + line.count < HeldLines.maxBytes else {
        events.reject(lines, index, .overlong)
        continue
      }
      let start = bytes.count
      bytes.append(contentsOf: line)
      places.append((start..<bytes.count, lines.number(index), lines.offset(index)))
      // An empty line takes room as well.
      bytes.append(0x0A)
    }
  }

  /// - Precondition: `index` is below `count`.
  func line(_ index: Int) -> ArraySlice<UInt8> { bytes[places[index].range] }

  func text(_ index: Int) -> String { String(decoding: line(index), as: UTF8.self) }

  func isBlank(_ index: Int) -> Bool { line(index).allSatisfy { $0 <= 0x20 } }

  func number(_ index: Int) -> Int64 { places[index].number }

  func reject(_ index: Int, _ reason: RejectReason, into events: inout EventBatch) {
    events.tally.lines += 1
    events.tally.rejects += 1
    events.rejects.append(
      Reject(
        line: places[index].number, byteOffset: places[index].offset, reason: reason,
        excerpt: line(index)))
  }
}

/// The first line of `opening` that says something, without its end.
func firstLine(of opening: [UInt8]) -> [UInt8] {
  Array(opening.drop { $0 <= 0x20 }.prefix { $0 != 0x0A && $0 != 0x0D })
}
