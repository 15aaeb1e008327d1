// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// The common and combined format without a time, as servers write it whose log a daemon stamps.
///
/// `203.0.113.7 - alice "GET /cart HTTP/1.1" 200 157 "-" "curl/8.5.0"`, or up to any field after the size.
struct UndatedFormat {
  /// What follows the last field that was read of the last line.
  private(set) var rest = ByteRange.absent

  /// Reads the line at `range`, which is not empty; nil when it could, else why not.
  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    let end = range.upperBound
    fields.stampKind = .end
    guard let quote = firstIndex(of: 0x22, in: bytes, range), quote > range.lowerBound,
      bytes[quote - 1] == 0x20
    else { return .notThisFormat }
    // A bracket is how a time begins: such a line is of another format.
    guard firstIndex(of: 0x5B, in: bytes, range.lowerBound..<quote) == nil else {
      return .notThisFormat
    }
    if let reason = CombinedPrefix.read(bytes, range.lowerBound..<quote - 1, into: &fields) {
      return reason
    }
    guard let close = requestEnd(bytes, from: quote + 1, end: end) else {
      return .malformedRequest
    }
    let request = ByteRange(quote + 1, close)
    // Words before a text in quotes are as likely a message of a program as client, ident and user.
    guard isIdentLeftOut(bytes, range.lowerBound..<quote) || isRequest(bytes, request) else {
      return .malformedRequest
    }
    RequestLine.read(bytes, request, into: &fields)
    guard close + 2 <= end, bytes[close + 1] == 0x20 else { return .missingField }
    return readAnswer(bytes, close + 2, end, into: &fields)
  }

  /// Whether the second or the third word is the dash that the ident always is.
  private func isIdentLeftOut(_ bytes: Span<UInt8>, _ prefix: Range<Int>) -> Bool {
    var cursor = FieldCursor(prefix.lowerBound, prefix.upperBound)
    _ = cursor.token(bytes)
    for _ in 0..<2 {
      if let word = cursor.token(bytes), bytes.isDash(word) { return true }
    }
    return false
  }

  /// Whether a text is a method in capitals, a target, and mostly a version.
  private func isRequest(_ bytes: Span<UInt8>, _ request: ByteRange) -> Bool {
    let start = Int(request.start)
    guard let space = firstIndex(of: 0x20, in: bytes, request.range), space > start,
      space + 1 < Int(request.end)
    else { return false }
    for index in start..<space where bytes[index] &- 0x41 >= 26 { return false }
    return bytes[space + 1] == 0x2F || bytes.contains(" HTTP/", in: request)
      || bytes.contains("://", in: request)
  }

  private mutating func readAnswer(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into fields: inout RequestFields
  ) -> RejectReason? {
    let statusEnd = firstIndex(of: 0x20, in: bytes, start..<end) ?? end
    let status = ByteRange(start, statusEnd)
    if !bytes.isDash(status) {
      guard status.count == 3, let number = bytes.integer(status) else { return .malformedStatus }
      // 000 and 009 are nginx's marks for "no status was sent".
      fields.status = number < 100 ? 0 : Int16(truncatingIfNeeded: number)
    }
    guard statusEnd < end else { return .missingField }
    let sizeEnd = firstIndex(of: 0x20, in: bytes, statusEnd + 1..<end) ?? end
    let size = ByteRange(statusEnd + 1, sizeEnd)
    guard let count = bytes.isDash(size) ? 0 : bytes.integer(size) else { return .malformedField }
    fields.bodyBytes = count
    fields.outcome = .ofStatus(fields.status)
    switch fields.status {
    case 499, 460: fields.cause = .clientAbort
    case 429: fields.cause = .rateLimit
    default: break
    }
    var cursor = sizeEnd
    if let referrer = quotedField(bytes, &cursor, end) {
      if !bytes.isDash(referrer) { fields.referrer = referrer }
      if let agent = quotedField(bytes, &cursor, end), !bytes.isDash(agent) { fields.agent = agent }
    }
    rest = ByteRange(min(cursor + 1, end), end)
    return nil
  }
}

/// Reads requests without a time, which the wrapper lends.
///
/// Outside a wrapper each is a reject. The stamp is when the line was logged: the request's end.
final class UndatedRequestParser: UndatedParser {
  private var format = UndatedFormat()
  private var writer = RequestWriter()
  private let keepsExtra: Bool
  private var block = Array(repeating: RequestFields(), count: RequestWriter.blockSize)
  private var waiting = 0

  init(_ context: ParserContext) {
    keepsExtra = context.keepsExtra
  }

  func parse(_ lines: LineBatch, into events: inout EventBatch) {
    if lines.isOversized { return rejectOversized(lines, into: &events) }
    parse(lines, times: Array(repeating: .absent, count: lines.count), into: &events)
  }

  func parse(_ lines: LineBatch, times: [WrapperTime], into events: inout EventBatch) {
    let bytes = lines.bytes.span
    for index in 0..<lines.count {
      let range = Int(lines.starts[index])..<Int(lines.ends[index])
      if range.isEmpty || bytes[range.lowerBound] == 0x23 || isBlank(bytes, range) {
        events.countIgnoredLine()
        continue
      }
      var fields = RequestFields()
      let reason = format.parse(bytes, range, into: &fields)
      guard reason == nil, !times[index].isAbsent else {
        events.reject(lines, index, reason ?? .malformedTime)
        continue
      }
      fields.stamp = times[index].micros
      fields.line = lines.number(index)
      fields.byteOffset = lines.offset(index)
      let quality = times[index].quality
      fields.hasZone = quality == .exact
      fields.hasYear = quality == .exact || quality == .zoneAssumed
      if quality.rawValue > events.timeQuality.rawValue { events.timeQuality = quality }
      if keepsExtra {
        let rest = format.rest
        events.requests.extra.append(
          rest.isEmpty ? [] : extraMember("tail", bytes.string(rest)))
      }
      events.countEventLine()
      block[waiting] = fields
      waiting += 1
      if waiting == RequestWriter.blockSize { write(bytes, into: &events.requests) }
    }
    write(bytes, into: &events.requests)
  }

  private func write(_ bytes: Span<UInt8>, into rows: inout RequestColumns) {
    if waiting > 0 { writer.append(block, count: waiting, bytes, to: &rows) }
    waiting = 0
  }
}

extension LogFormat {
  /// Stands only in wrappers, and therefore not among all formats.
  package static let undatedCommon: LogFormat = .init(
    name: "common-undated",
    title: "Common and combined log format without a time",
    family: .access, stamp: .end, specificity: 0.75, linesStandAlone: true,
    notes: """
      Servers whose lines a daemon stamps may write none themselves. The stamp is that of the \
      wrapper, read as the end of the request; where it states no year, the year is inferred.
      """,
    examples: [], refusals: [],
    matches: { line in
      guard !line.isEmpty else { return false }
      var format = UndatedFormat()
      var fields = RequestFields()
      return format.parse(line.span, 0..<line.count, into: &fields) == nil
    },
    makeParser: { UndatedRequestParser($0) })
}
