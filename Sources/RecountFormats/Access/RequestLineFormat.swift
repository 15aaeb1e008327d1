// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A format in which one line is one request.
protocol RequestLineFormat {
  init(_ context: ParserContext)

  /// Reads the line at `range`; nil when it could, else why not.
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
  var parser = Format(ParserContext(path: ""))
  var fields = RequestFields()
  return parser.parse(line.span, 0..<line.count, into: &fields) == nil
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
    let bytes = lines.bytes.span
    var fields = RequestFields()
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 {
        events.countIgnoredLine()
        continue
      }
      guard !lines.isOversized else {
        events.reject(lines, index, .overlong)
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
      let decoded = format.decoded
      let extra = keepsExtra ? format.extra(bytes, range, fields) : []
      if decoded.isEmpty {
        writer.append(
          fields, bytes, line: lines.number(index), offset: lines.offset(index), extra: extra,
          to: &events.requests)
      } else {
        writer.append(
          fields, decoded.span, line: lines.number(index), offset: lines.offset(index),
          extra: extra, to: &events.requests)
      }
      if !fields.hasZone { events.timeQuality = .zoneAssumed }
      events.countEventLine()
    }
  }

  private func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
    return true
  }
}
