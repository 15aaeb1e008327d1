// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Drives a compiled format over batches and writes its fields as columns, as `RequestParser` does for
/// the formats that are known at compile time.
final class PatternParser: EventParser {
  /// All of the parser's state in one value: reached once per batch, not once per line.
  private var state: PatternParserState

  init(_ program: PatternProgram, _ context: ParserContext) {
    state = PatternParserState(program, context)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    state.parse(lines, into: &events)
  }
}

private struct PatternParserState {
  private var format: PatternFormat
  private var writer = RequestWriter()
  private let keepsExtra: Bool
  /// Whether lines that begin with `#` are comments: not where the format itself begins so.
  private let hasComments: Bool
  /// Fields of lines that were parsed and not written yet; they are written together.
  private var block = Array(repeating: RequestFields(), count: RequestWriter.blockSize)
  private var waiting = 0

  init(_ program: PatternProgram, _ context: ParserContext) {
    format = PatternFormat(program)
    keepsExtra = context.keepsExtra
    hasComments = program.opening.first != 0x23
  }

  mutating func parse(_ lines: LineBatch, into events: inout EventBatch) {
    let bytes = lines.bytes.span
    var requests = 0
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || hasComments && bytes[range.lowerBound] == 0x23 {
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
      take(bytes, into: &events.requests)
    }
    write(bytes, into: &events.requests)
    events.countEventLines(requests)
  }

  /// Takes the line that was parsed last among those that wait; one that had to be unescaped is
  /// written at once, because the next line overwrites its copy.
  @inline(__always)
  private mutating func take(_ bytes: Span<UInt8>, into rows: inout RequestColumns) {
    if !keepsExtra, format.decoded.isEmpty {
      waiting += 1
      if waiting == RequestWriter.blockSize { write(bytes, into: &rows) }
      return
    }
    let fields = block[waiting]
    write(bytes, into: &rows)
    block[0] = fields
    waiting = 1
    let decoded = format.decoded
    if decoded.isEmpty {
      appendExtra(bytes, to: &rows)
      write(bytes, into: &rows)
    } else {
      appendExtra(decoded.span, to: &rows)
      write(decoded.span, into: &rows)
    }
  }

  private func appendExtra(_ bytes: Span<UInt8>, to rows: inout RequestColumns) {
    guard keepsExtra else { return }
    let extra = format.extra(bytes)
    if extra.isEmpty { rows.extra.appendEmpty() } else { rows.extra.append(extra) }
  }

  private mutating func write(_ bytes: Span<UInt8>, into rows: inout RequestColumns) {
    if waiting > 0 { writer.append(block, count: waiting, bytes, to: &rows) }
    waiting = 0
  }
}
