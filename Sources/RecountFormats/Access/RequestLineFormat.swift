// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A format in which one line is one request.
protocol RequestLineFormat {
  init(_ context: ParserContext)

  /// Reads the line at `range`, which is not empty; nil when it could, else why not.
  ///
  /// `fields` arrives reset. Places in it refer to `bytes`, or to `decoded` when that is not empty.
  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason?

  /// Bytes that the places of the last line refer to when the line itself had to be unescaped.
  var decoded: [UInt8] { get }

  /// JSON members of fields without a column, for callers that ask for them.
  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8]
}

extension RequestLineFormat {
  var decoded: [UInt8] { [] }

  func extra(_ bytes: Span<UInt8>, _ range: Range<Int>, _ fields: RequestFields) -> [UInt8] { [] }
}

/// Whether `line` parses as a request of `format`: detection asks the parser itself.
func isRequestLine<Format: RequestLineFormat>(_ format: Format.Type, _ line: [UInt8]) -> Bool {
  guard !line.isEmpty else { return false }
  var parser = Format(ParserContext(path: ""))
  var fields = RequestFields()
  return parser.parse(line.span, 0..<line.count, into: &fields) == nil
}

/// One JSON member with a text value.
func extraMember(_ name: String, _ value: String) -> [UInt8] {
  var writer = JSONWriter()
  writer.beginObject()
  writer.member(name, value)
  writer.endObject()
  return Array(writer.bytes.dropFirst().dropLast())
}

/// Drives a request format over batches and writes its fields as columns.
final class RequestParser<Format: RequestLineFormat>: EventParser {
  private var format: Format
  private var writer: RequestWriter
  private let keepsExtra: Bool

  init(_ context: ParserContext) {
    format = Format(context)
    writer = RequestWriter()
    keepsExtra = context.keepsExtra
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    var fields = RequestFields()
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 {
        events.countIgnoredLine()
        continue
      }
      fields.reset()
      if let reason = format.parse(bytes, range, into: &fields) {
        if isBlank(bytes, range) {
          events.countIgnoredLine()
        } else {
          events.reject(lines, index, reason)
        }
        continue
      }
      write(fields, bytes, range, lines, index, into: &events.requests)
      if !fields.hasZone { events.timeQuality = .zoneAssumed }
      events.countEventLine()
    }
  }

  /// Places refer to the line, or to its unescaped copy where the format had to make one.
  @inline(__always)
  private func write(
    _ fields: RequestFields, _ bytes: Span<UInt8>, _ range: Range<Int>, _ lines: LineBatch,
    _ index: Int, into rows: inout RequestColumns
  ) {
    let line = lines.number(index)
    let offset = lines.offset(index)
    let extra = keepsExtra ? format.extra(bytes, range, fields) : []
    let decoded = format.decoded
    if decoded.isEmpty {
      writer.append(fields, bytes, line: line, offset: offset, extra: extra, to: &rows)
    } else {
      writer.append(fields, decoded.span, line: line, offset: offset, extra: extra, to: &rows)
    }
  }
}

/// Whether there is nothing but spaces and tabs in `range`.
func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  for index in range where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
  return true
}
