// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Reads lines that are one request each.
protocol RequestLineReader {
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

  /// Whether a line that begins with `#` is a comment.
  var hasComments: Bool { get }
}

/// A format in which one line is one request, of which all is known beforehand.
protocol RequestLineFormat: RequestLineReader {
  init(_ context: ParserContext)
}

extension RequestLineReader {
  var decoded: [UInt8] { [] }

  var hasComments: Bool { true }

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

/// Drives the reader of a format over batches and writes its fields as columns.
final class RequestParser<Format: RequestLineReader>: EventParser {
  /// All of the parser's state in one value: reached once per batch, not once per line.
  private var state: RequestParserState<Format>

  init(_ format: Format, _ context: ParserContext) {
    state = RequestParserState(format, context)
  }

  convenience init(_ context: ParserContext) where Format: RequestLineFormat {
    self.init(Format(context), context)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    state.parse(lines, into: &events)
  }
}

private struct RequestParserState<Format: RequestLineReader> {
  private var format: Format
  private var writer = RequestWriter()
  private let keepsExtra: Bool
  /// Fields of lines that were parsed and not written yet; they are written together.
  private var block = Array(repeating: RequestFields(), count: RequestWriter.blockSize)
  private var waiting = 0

  init(_ format: Format, _ context: ParserContext) {
    self.format = format
    keepsExtra = context.keepsExtra
  }

  mutating func parse(_ lines: LineBatch, into events: inout EventBatch) {
    let bytes = lines.bytes.span
    var requests = 0
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 && format.hasComments {
        events.countIgnoredLine()
        continue
      }
      block[waiting].reset()
      if let reason = format.parse(bytes, range, into: &block[waiting]) {
        if isBlank(bytes, range) {
          events.countIgnoredLine()
        } else {
          events.reject(lines, index, reason)
        }
        continue
      }
      block[waiting].line = lines.number(index)
      block[waiting].byteOffset = lines.offset(index)
      if !block[waiting].hasZone { events.timeQuality = .zoneAssumed }
      requests += 1
      take(bytes, range, into: &events.requests)
    }
    write(bytes, into: &events.requests)
    events.countEventLines(requests)
  }

  /// Takes the line that was parsed last among those that wait.
  ///
  /// Where the format had to unescape it, its places refer to the format's copy, which the next line
  /// overwrites.
  @inline(__always)
  private mutating func take(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into rows: inout RequestColumns
  ) {
    if !keepsExtra, format.decoded.isEmpty {
      waiting += 1
      if waiting == RequestWriter.blockSize { write(bytes, into: &rows) }
      return
    }
    let fields = block[waiting]
    write(bytes, into: &rows)
    if keepsExtra {
      let extra = format.extra(bytes, range, fields)
      if extra.isEmpty { rows.extra.appendEmpty() } else { rows.extra.append(extra) }
    }
    block[0] = fields
    waiting = 1
    let decoded = format.decoded
    if decoded.isEmpty {
      write(bytes, into: &rows)
    } else {
      write(decoded.span, into: &rows)
    }
  }

  private mutating func write(_ bytes: Span<UInt8>, into rows: inout RequestColumns) {
    if waiting > 0 { writer.append(block, count: waiting, bytes, to: &rows) }
    waiting = 0
  }
}

/// Whether there is nothing but spaces and tabs in `range`.
func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
  for index in range where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
  return true
}
