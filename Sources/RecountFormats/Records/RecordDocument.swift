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
        let fault = RecordDocument.fault(of: Array(line), decode)
        rejectLine(line, at: offset, fault.reason, fault.byte, into: &events)
      }
    }
  }

  // MARK: - Places

  /// Where a text that gave no record goes wrong: in its JSON, else in the member that has not the form
  /// which the record asks for, else at its beginning.
  static func fault<Record>(
    of text: [UInt8], _ decode: ([UInt8]) -> [Record]?
  ) -> (reason: RejectReason, byte: Int) {
    guard mayBeJSON(text) else { return (.malformedJSON, 0) }
    // What is held ends in a line end, which a text that breaks off does not have.
    let written = text.lastIndex { $0 > 0x20 }.map { Array(text[...$0]) } ?? []
    if let fault = JSONFault.find(in: written) { return (fault.reason, fault.byte) }
    let trace = DecodingTrace()
    _ = DecodingTrace.$current.withValue(trace) { decode(text) }
    return (.malformedJSON, JSONPlace.byte(of: trace.path, in: text))
  }

  /// Line and offset in the content of a byte of the whole document.
  private func place(of byte: Int, in held: [UInt8]) -> (line: Int64, offset: Int64) {
    let before = held[..<byte]
    let line = min(before.count { $0 == 0x0A }, max(0, offsets.count - 1))
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (Int64(line + 1), (offsets.isEmpty ? 0 : offsets[line]) + Int64(byte - start))
  }

  /// `byte`, or the end of what is written where only blanks follow: there a document breaks off.
  private static func place(_ byte: Int, in text: [UInt8]) -> Int {
    min(byte, text.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0)
  }

  /// Keeps one line as a reject that names the place where it goes wrong.
  mutating func rejectLine(
    _ line: ArraySlice<UInt8>, at offset: Int64, _ reason: RejectReason, _ byte: Int,
    into events: inout EventBatch
  ) {
    let text = Array(line)
    let byte = RecordDocument.place(byte, in: text)
    let number = offsets.firstIndex { $0 >= offset } ?? 0
    reject(
      text[byte...], at: offset + Int64(byte), reason, line: Int64(number + 1), into: &events)
  }

  /// Keeps the whole document as one reject that names the place where it goes wrong.
  mutating func rejectWhole(
    _ held: [UInt8], _ reason: RejectReason, at byte: Int, into events: inout EventBatch
  ) {
    let byte = RecordDocument.place(byte, in: held)
    let place = place(of: byte, in: held)
    // A document may begin with lines that were taken out of it: only its own bytes are shown.
    let line = held[byte...].prefix { $0 != 0x0A }
    reject(line, at: place.offset, reason, line: place.line, into: &events)
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
    _ text: ArraySlice<UInt8>, at offset: Int64, _ reason: RejectReason, line: Int64? = nil,
    into events: inout EventBatch
  ) {
    element += 1
    events.tally.lines += 1
    events.tally.rejects += 1
    events.rejects.append(
      Reject(line: line ?? element, byteOffset: offset, reason: reason, excerpt: text))
  }
}
