// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// A format in which one line can hold many requests.
protocol RequestListFormat {
  init(_ context: ParserContext)

  /// Reads the line at `range`, which is not empty, and hands each request over to `sink`.
  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into sink: inout RequestSink,
    _ events: inout EventBatch
  ) -> RequestLineVerdict
}

/// What a line that can hold many requests was.
enum RequestLineVerdict: Equatable {
  /// A line of the format with that many requests, 0 for one that holds other things.
  case requests(Int)
  /// A line of the format that tells of a request another line tells of too.
  case ignored
  case rejected(RejectReason)
}

/// Whether `line`, an object, is of `format`: detection asks the parser itself.
func isRequestList<Format: RequestListFormat>(_ format: Format.Type, _ line: [UInt8]) -> Bool {
  guard line.first == 0x7B else { return false }
  var format = Format(ParserContext(path: ""))
  var sink = RequestSink(keepsExtra: false)
  var events = EventBatch()
  return switch format.parse(line.span, 0..<line.count, into: &sink, &events) {
  case .requests: true
  case .ignored, .rejected: false
  }
}

/// Takes the requests of a line one by one; each has the number of its line and its own offset.
struct RequestSink {
  private var writer = RequestWriter()
  private var block = [RequestFields()]
  private let keepsExtra: Bool
  private var line: Int64 = 1
  private var baseOffset: Int64 = 0

  init(keepsExtra: Bool) { self.keepsExtra = keepsExtra }

  mutating func begin(line: Int64, baseOffset: Int64) {
    self.line = line
    self.baseOffset = baseOffset
  }

  /// Writes a request that begins at `start` of its batch and whose places refer to `bytes`.
  mutating func add(
    _ fields: RequestFields, _ bytes: Span<UInt8>, at start: Int, extra: [UInt8],
    to events: inout EventBatch
  ) {
    block[0] = fields
    block[0].line = line
    block[0].byteOffset = baseOffset + Int64(start)
    if !fields.hasZone { events.timeQuality = .zoneAssumed }
    writer.append(block, count: 1, bytes, to: &events.requests)
    guard keepsExtra else { return }
    if extra.isEmpty {
      events.requests.extra.appendEmpty()
    } else {
      events.requests.extra.append(extra)
    }
  }
}

/// Drives a format whose lines can hold many requests.
///
/// A line counts as one event line, however many requests it holds.
final class RequestListParser<Format: RequestListFormat>: EventParser {
  private var format: Format
  private var sink: RequestSink

  init(_ context: ParserContext) {
    format = Format(context)
    sink = RequestSink(keepsExtra: context.keepsExtra)
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 || isBlank(bytes, range) {
        events.countIgnoredLine()
        continue
      }
      sink.begin(line: lines.number(index), baseOffset: lines.baseOffset)
      switch format.parse(bytes, range, into: &sink, &events) {
      case .requests(let count): events.countEventLine(events: Int64(count))
      case .ignored: events.countIgnoredLine()
      case .rejected(let reason): events.reject(lines, index, reason)
      }
    }
  }
}
