// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A document of records, held until its end because only then it can be decoded: one JSON value over
/// many lines, or one a line.
///
/// A document has no lines of its own; each record counts as one, as does each part of a record that
/// the format counts.
struct RecordDocument {
  /// Records are small; what is beyond is rejected as too long.
  static let maxBytes = 64 << 20

  private var document: [UInt8] = []
  /// Where each line of the document stood in the content.
  private var offsets: [Int64] = []
  /// Records and parts counted so far.
  private(set) var element: Int64 = 0

  /// Takes in lines; nothing is counted but those that are too long.
  mutating func append(_ lines: LineBatch, into events: inout EventBatch) {
    for index in 0..<lines.count {
      let line = lines.line(index)
      guard !lines.isOversized, document.count + line.count < RecordDocument.maxBytes
      else {
        events.reject(lines, index, .overlong)
        continue
      }
      document.append(contentsOf: line)
      document.append(0x0A)
      offsets.append(lines.offset(index))
    }
  }

  /// Decodes the whole, else each line, and gives each record to `body` with the offset of its line.
  mutating func finish<Record>(
    _ decode: ([UInt8]) -> [Record]?, into events: inout EventBatch,
    _ body: (Record, Int64, inout RecordDocument, inout EventBatch) -> Void
  ) {
    let held = document
    document = []
    if let records = decode(held) {
      for record in records { body(record, offsets.first ?? 0, &self, &events) }
      return
    }
    let lines = held.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (line, offset) in zip(lines, offsets) {
      if isBlank(line.span, 0..<line.count) {
        element += 1
        events.countIgnoredLine()
      } else if let records = decode(Array(line)) {
        for record in records { body(record, offset, &self, &events) }
      } else {
        reject(line, at: offset, .malformedJSON, into: &events)
      }
    }
  }

  /// Counts a record or a part of one that gave `events` events; its number.
  @discardableResult
  mutating func count(events count: Int64, into events: inout EventBatch) -> Int64 {
    element += 1
    events.countEventLine(events: count)
    return element
  }

  /// Keeps a record or a part of one as a reject.
  mutating func reject(
    _ text: ArraySlice<UInt8>, at offset: Int64, _ reason: RejectReason,
    into events: inout EventBatch
  ) {
    element += 1
    events.tally.lines += 1
    events.tally.rejects += 1
    events.rejects.append(
      Reject(line: element, byteOffset: offset, reason: reason, excerpt: text))
  }
}
