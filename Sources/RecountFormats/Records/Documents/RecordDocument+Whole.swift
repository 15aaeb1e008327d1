// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What a text was read as: the records in it, or why and where it holds none.
enum RecordReading<Record> {
  case records([Record])
  case refused(RejectReason, at: Int)
}

extension RecordDocument {
  /// One thing of a document: a record, or all of a text that could not be read.
  private enum Part<Record> {
    case record(Record)
    case refused([UInt8], RejectReason, at: Int, isWhole: Bool)
  }

  /// Reads the whole, else each line, and gives each record to `body` with the offset of its line.
  ///
  /// A document that is spread over lines and breaks off is one reject where it goes wrong: a line of
  /// it that happens to be a record must not pass for all of them.
  mutating func finish<Record>(
    _ read: ([UInt8]) -> RecordReading<Record>, isSpread: ([UInt8]) -> Bool,
    into events: inout EventBatch,
    _ body: (Record, Int64, inout RecordDocument, inout EventBatch) -> Void
  ) {
    var isWhole = true
    finish(
      { bytes -> [Part<Record>]? in
        defer { isWhole = false }
        switch read(bytes) {
        case .records(let records): return records.map(Part.record)
        case .refused(let reason, let byte):
          guard !isWhole || isSpread(bytes) else { return nil }
          return [.refused(bytes, reason, at: byte, isWhole: isWhole)]
        }
      }, into: &events
    ) { part, offset, document, events in
      switch part {
      case .record(let record): body(record, offset, &document, &events)
      case .refused(let text, let reason, let byte, true):
        document.rejectWhole(text, reason, at: byte, into: &events)
      case .refused(let line, let reason, let byte, false):
        document.rejectLine(line[...], at: offset, reason, byte, into: &events)
      }
    }
  }

  /// Reads JSON: one value, values one after the other, or one a line.
  mutating func finishJSON<Record>(
    _ decode: ([UInt8]) -> [Record]?, into events: inout EventBatch,
    _ body: (Record, Int64, inout RecordDocument, inout EventBatch) -> Void
  ) {
    finish(
      { bytes in
        if mayBeJSON(bytes), let records = decode(bytes) { return .records(records) }
        if JSONValues.isSpread(bytes) {
          if let records = JSONValues.read(bytes, decode) { return .records(records) }
        } else if bytes.dropLast().contains(0x0A) {
          // Records one a line: each is asked for itself.
          return .refused(.malformedJSON, at: 0)
        }
        let fault = RecordDocument.fault(of: bytes, decode)
        return .refused(fault.reason, at: fault.byte)
      }, isSpread: JSONValues.isSpread, into: &events, body)
  }

  /// The same for records that decode themselves, given as a list or one by one.
  mutating func finishRecords<Record: Decodable>(
    _ type: Record.Type, into events: inout EventBatch,
    _ body: (Record, Int64, inout RecordDocument, inout EventBatch) -> Void
  ) {
    finishJSON({ decodeRecords(type, $0) }, into: &events, body)
  }
}
