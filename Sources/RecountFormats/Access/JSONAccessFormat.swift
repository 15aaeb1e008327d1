// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON lines that carry an HTTP status: ECS, OpenTelemetry old and new, and their cousins.
///
/// Each field has a list of names in the order of preference; names match dotted or nested, and of a
/// name that stands twice the first is taken. The stamp is the end of the request unless its name
/// says that it is the start.
struct JSONAccessFormat: RequestLineFormat {
  private typealias Field = JSONAccessKeys.Field

  private var time = TimeScan()
  private var scanner = JSONScanner()
  /// Rank of the name that each field was taken from; lower wins.
  private var ranks = [UInt8](repeating: .max, count: JSONAccessKeys.Field.allCases.count)
  /// Which of the fields for durations was taken.
  private var durationField = UInt8.max
  /// The line with unescaped values behind it, when it has escapes.
  private(set) var decoded: [UInt8] = []
  /// Where the line begins in the bytes that it came from, when places refer to its copy.
  private var base = 0

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    guard bytes[range.lowerBound] == 0x7B else { return .notThisFormat }
    reset(bytes, range)
    scanner.begin(range)
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedJSON
      case .end: return finish(&fields)
      case .member(let member):
        guard let entry = JSONAccessKeys.table.lookup(member.path),
          entry.rank < ranks[Int(entry.field.rawValue)], member.kind.isScalar,
          take(bytes, member, entry.field, entry.rank, into: &fields)
        else { continue }
        ranks[Int(entry.field.rawValue)] = entry.rank
      }
    }
  }

  /// Forgets the line before, and copies this one when some value may have to be unescaped: then all
  /// places refer to the copy.
  private mutating func reset(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in ranks.indices { ranks[index] = .max }
    durationField = .max
    decoded.removeAll(keepingCapacity: true)
    base = 0
    guard firstIndex(of: 0x5C, in: bytes, range) != nil else { return }
    base = range.lowerBound
    for index in range { decoded.append(bytes[index]) }
  }

  private func finish(_ fields: inout RequestFields) -> RejectReason? {
    guard has(.time) || has(.startTime) else { return .malformedTime }
    guard has(.status) else { return .missingField }
    fields.outcome = .ofStatus(fields.status)
    switch fields.status {
    case 499, 460: fields.cause = .clientAbort
    case 429: fields.cause = .rateLimit
    default: break
    }
    return nil
  }

  private func has(_ field: Field) -> Bool { ranks[Int(field.rawValue)] != .max }

  // MARK: - Values

  /// Whether the value could be taken; else a name further down the list may do.
  @inline(__always)
  private mutating func take(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: Field, _ rank: UInt8,
    into fields: inout RequestFields
  ) -> Bool {
    switch field {
    case .time, .startTime:
      return readTime(bytes, member.value, isStart: field == .startTime, into: &fields)
    case .status:
      // Numbers below 100 are codes of something else, but 0 is how some write "none".
      guard let status = bytes.integer(member.value), status == 0 || (100...999).contains(status)
      else { return false }
      fields.status = Int16(truncatingIfNeeded: status)
    case .bytes:
      guard let count = bytes.integer(member.value) else { return false }
      fields.bodyBytes = count
    case .nanoseconds, .microseconds, .milliseconds, .seconds, .text:
      guard field.rawValue <= durationField, let micros = duration(bytes, member.value, field)
      else { return false }
      fields.duration = micros
      durationField = field.rawValue
    default:
      keep(bytes, member, field, into: &fields)
    }
    return true
  }

  private mutating func readTime(
    _ bytes: Span<UInt8>, _ value: ByteRange, isStart: Bool, into fields: inout RequestFields
  ) -> Bool {
    guard let (micros, hasZone) = moment(bytes, value) else { return false }
    if isStart {
      fields.statedStart = micros
      if has(.time) { return true }
    }
    fields.stamp = micros
    fields.stampKind = isStart ? .start : .end
    fields.hasZone = hasZone
    return true
  }

  /// An epoch number, ISO 8601, or the form of the common log.
  private mutating func moment(
    _ bytes: Span<UInt8>, _ value: ByteRange
  ) -> (micros: Int64, hasZone: Bool)? {
    if let micros = TimeScan.epoch(bytes, value) { return (micros, true) }
    let start = Int(value.start)
    let end = Int(value.end)
    if let read = time.iso(bytes, at: start, end: end), read.next == end {
      return (read.micros, read.hasZone)
    }
    if let read = time.commonLog(bytes, at: start, end: end), read.next == end {
      return (read.micros, true)
    }
    return nil
  }

  private func duration(_ bytes: Span<UInt8>, _ value: ByteRange, _ field: Field) -> Int64? {
    switch field {
    case .nanoseconds: bytes.scaledDecimal(value, scale: 0).map { $0 / 1000 }
    case .microseconds: bytes.duration(value, scale: 0)
    case .milliseconds: bytes.duration(value, scale: 3)
    case .seconds: bytes.duration(value, scale: 6)
    case .text: DurationScan.withUnits(bytes, value)
    default: nil
    }
  }

  /// Keeps the place of a text value, unescaped behind the copy of the line when it has to be.
  private mutating func keep(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: Field,
    into fields: inout RequestFields
  ) {
    var value = ByteRange(Int(member.value.start) - base, Int(member.value.end) - base)
    if case .string(hasEscapes: true) = member.kind {
      let start = decoded.count
      JSONUnescape.append(bytes, member.value, to: &decoded)
      value = ByteRange(start, decoded.count)
    }
    switch field {
    case .method: fields.method = value
    case .target: fields.target = value
    case .query: fields.query = value
    case .version: fields.httpVersion = value
    case .client: fields.client = value
    case .user: fields.user = value
    case .agent: fields.agent = value
    case .referrer: fields.referrer = value
    case .host: fields.host = value
    case .service: fields.service = value
    case .trace: fields.trace = value
    case .upstream: fields.upstreamStatuses = value
    default: break
    }
  }
}
