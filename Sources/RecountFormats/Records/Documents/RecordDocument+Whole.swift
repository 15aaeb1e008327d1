// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// What a text was read as: the records in it, or why it holds none.
enum RecordReading<Record> {
  case records([Record])
  case refused(RejectReason)
}

extension RecordDocument {
  /// One thing of a document: a record, or all of a text that could not be read.
  private enum Part<Record> {
    case record(Record)
    case refused(ArraySlice<UInt8>, RejectReason)
  }

  /// Reads the whole, else each line, and gives each record to `body` with the offset of its line.
  ///
  /// A document that is spread over lines and breaks off is one reject at its beginning: a line of
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
        case .refused(let reason):
          guard !isWhole || isSpread(bytes) else { return nil }
          return [.refused(bytes.prefix(Reject.maxExcerptBytes), reason)]
        }
      }, into: &events
    ) { part, offset, document, events in
      switch part {
      case .record(let record): body(record, offset, &document, &events)
      case .refused(let text, let reason):
        document.reject(text, at: offset, reason, into: &events)
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
        guard JSONValues.isSpread(bytes) else { return .refused(.malformedJSON) }
        return JSONValues.read(bytes, decode)
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
