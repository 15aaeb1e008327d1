// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads W3C extended logs: rows by the directives before them, which may change in mid-file.
///
/// What it keeps is one header, so memory does not grow with the content.
final class W3CParser: EventParser {
  private var state: W3CParserState

  init(_ context: ParserContext) {
    state = W3CParserState(keepsExtra: context.keepsExtra)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    state.parse(lines, into: &events)
  }
}

private struct W3CParserState {
  private var header = W3CHeader()
  private var row = W3CRow()
  private var writer = RequestWriter()
  private let keepsExtra: Bool
  /// Fields of rows that were parsed and not written yet; they are written together.
  private var block = Array(repeating: RequestFields(), count: RequestWriter.blockSize)
  private var waiting = 0

  init(keepsExtra: Bool) {
    self.keepsExtra = keepsExtra
  }

  mutating func parse(_ lines: LineBatch, into events: inout EventBatch) {
    let bytes = lines.bytes.span
    var requests = 0
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 {
        if !range.isEmpty { takeDirective(bytes, range) }
        events.countIgnoredLine()
        continue
      }
      block[waiting].reset()
      if let reason = row.parse(bytes, range, header, into: &block[waiting]) {
        if isBlank(bytes, range) {
          events.countIgnoredLine()
        } else {
          events.reject(lines, index, reason)
        }
        continue
      }
      if row.isIdleConnection(block[waiting]) {
        events.countIgnoredLine()
        continue
      }
      block[waiting].line = lines.number(index)
      block[waiting].byteOffset = lines.offset(index)
      if !block[waiting].hasZone { events.timeQuality = .zoneAssumed }
      requests += 1
      waiting += 1
      if keepsExtra { events.requests.extra.append(row.extra(bytes)) }
      if waiting == RequestWriter.blockSize { write(bytes, into: &events.requests) }
    }
    write(bytes, into: &events.requests)
    events.countEventLines(requests)
  }

  private mutating func takeDirective(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let day = header.day
    header.take(bytes, range)
    // Servers write a date when they begin a file and when they begin again.
    if bytes.begins(ByteRange(range), with: "#Date:") || header.day != day {
      row.begin(day: header.day)
    }
  }

  private mutating func write(_ bytes: Span<UInt8>, into rows: inout RequestColumns) {
    if waiting > 0 { writer.append(block, count: waiting, bytes, to: &rows) }
    waiting = 0
  }
}

extension W3CRow {
  /// Whether the row is of HTTP.sys's error log and about a connection on which nothing was asked.
  func isIdleConnection(_ fields: RequestFields) -> Bool {
    !cause.reason.isEmpty && fields.status == 0 && fields.method.isEmpty && fields.target.isEmpty
  }

  /// JSON members of what tells the cause.
  func extra(_ bytes: Span<UInt8>) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    let parts: [(String, ByteRange)] = [
      ("reason", cause.reason), ("result_type", cause.resultType), ("sc_action", cause.action),
      ("substatus", cause.substatus), ("win32_status", cause.systemStatus),
    ]
    for (name, value) in parts where !value.isEmpty && !bytes.equals(value, "0") {
      writer.member(name, bytes.string(value))
    }
    writer.endObject()
    return Array(writer.bytes.dropFirst().dropLast())
  }
}
