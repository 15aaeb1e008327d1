// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// JSON lines that carry an HTTP status: ECS, OpenTelemetry old and new, and their cousins.
///
/// Each field has a list of names in the order of preference; names match dotted or nested. The
/// stamp is the end of the request unless its name says that it is the start.
struct JSONAccessFormat: RequestLineFormat {
  private enum Field: UInt8, CaseIterable {
    case time, startTime, status, method, target, query, version, client, user, agent, referrer
    case host, service, trace, bytes, upstream
    case nanoseconds, milliseconds, seconds, microseconds, text
  }

  private static let keys = KeyTable<Field>([
    (
      .time,
      [
        "@timestamp", "timestamp", "time", "ts", "t", "@t", "datetime", "eventTime", "date",
        "asctime", "__REALTIME_TIMESTAMP", "timeUnixNano", "time_iso8601", "msec",
      ]
    ),
    (.startTime, ["start_time", "started_at", "startTime", "event.start"]),
    (
      .status,
      [
        "http.response.status_code", "http.status_code", "status", "status_code", "statusCode",
        "response.status", "res.statusCode", "response_code", "http.response.status",
      ]
    ),
    (
      .method,
      [
        "http.request.method", "http.method", "method", "request_method", "req.method",
        "request.method",
      ]
    ),
    (
      .target,
      [
        "url.original", "url.path", "http.target", "path", "request_uri", "uri", "req.url",
        "request.uri", "url", "url.full",
      ]
    ),
    (.query, ["url.query"]),
    (.version, ["http.version", "network.protocol.version", "protocol"]),
    (
      .client,
      [
        "client.address", "client.ip", "source.ip", "http.client_ip", "client_ip", "remote_addr",
        "remote_ip", "req.remoteAddress", "source.address",
      ]
    ),
    (.user, ["user.name", "user.id", "remote_user", "enduser.id"]),
    (.agent, ["user_agent.original", "http.user_agent", "http_user_agent", "user_agent", "userAgent"]),
    (.referrer, ["http.request.referrer", "http_referer", "referer", "referrer"]),
    (.host, ["server.address", "url.domain", "http.host", "host", "http_host", "host.name"]),
    (
      .service,
      ["service.name", "service", "app", "kubernetes.labels.app", "resource.service.name"]
    ),
    (
      .trace,
      [
        "trace_id", "traceId", "trace.id", "dd.trace_id", "logging.googleapis.com/trace",
        "otelTraceID", "x_request_id", "request_id", "correlation_id", "http.request.id",
      ]
    ),
    (
      .bytes,
      [
        "http.response.body.bytes", "http.response.body.size", "body_bytes_sent", "bytes_sent",
        "http.response_content_length", "response_size",
      ]
    ),
    (.upstream, ["upstream_status"]),
    (.nanoseconds, ["event.duration", "duration_ns"]),
    (.milliseconds, ["duration_ms", "latency_ms", "elapsed_ms", "response_time_ms", "responseTime"]),
    (.microseconds, ["duration_us"]),
    (.seconds, ["http.server.request.duration", "request_time", "duration_s"]),
    (.text, ["duration", "latency", "elapsed"]),
  ])

  private var time = TimeScan()
  /// Rank of the name that each field was taken from; lower wins.
  private var ranks = [UInt8](repeating: .max, count: Field.allCases.count)
  /// The line with unescaped values behind it, when it has escapes.
  private(set) var decoded: [UInt8] = []
  private var query = ByteRange.absent

  init(_ context: ParserContext) {}

  mutating func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>, into fields: inout RequestFields
  ) -> RejectReason? {
    guard bytes[range.lowerBound] == 0x7B else { return .notThisFormat }
    for index in ranks.indices { ranks[index] = .max }
    decoded.removeAll(keepingCapacity: true)
    query = .absent
    var base = 0
    if firstIndex(of: 0x5C, in: bytes, range) != nil {
      // Some value may have to be unescaped: from here on all places refer to this copy.
      base = range.lowerBound
      for index in range { decoded.append(bytes[index]) }
    }
    var scanner = JSONScanner(range)
    var hasTime = false
    var hasStatus = false
    while true {
      switch scanner.next(bytes) {
      case .malformed: return .malformedJSON
      case .end:
        guard hasTime else { return .malformedTime }
        guard hasStatus else { return .missingField }
        finish(&fields)
        return nil
      case .member(let member):
        guard let entry = JSONAccessFormat.keys.lookup(member.path) else { continue }
        let slot = Int(entry.field.rawValue)
        guard entry.rank < ranks[slot] else { continue }
        if case .array = member.kind { continue }
        if case .literal = member.kind { continue }
        switch entry.field {
        case .time, .startTime:
          if readTime(bytes, member, isStart: entry.field == .startTime, into: &fields) {
            ranks[slot] = entry.rank
            hasTime = true
          }
        case .status:
          if let status = bytes.integer(member.value), status < 1000 {
            fields.status = Int16(truncatingIfNeeded: status)
            ranks[slot] = entry.rank
            hasStatus = true
          }
        case .bytes:
          if let count = bytes.integer(member.value) {
            fields.bodyBytes = count
            ranks[slot] = entry.rank
          }
        case .nanoseconds, .milliseconds, .seconds, .microseconds, .text:
          if fields.duration < 0, let micros = duration(bytes, member, entry.field) {
            fields.duration = micros
          }
        default:
          ranks[slot] = entry.rank
          keep(bytes, member, entry.field, base: base, into: &fields)
        }
      }
    }
  }

  // MARK: - Values

  private mutating func readTime(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, isStart: Bool,
    into fields: inout RequestFields
  ) -> Bool {
    var micros: Int64
    var hasZone = true
    if let number = TimeScan.epoch(bytes, member.value) {
      micros = number
    } else {
      let start = Int(member.value.start)
      let end = Int(member.value.end)
      if let read = time.iso(bytes, at: start, end: end), read.next == end {
        micros = read.micros
        hasZone = read.hasZone
      } else if let read = time.commonLog(bytes, at: start, end: end), read.next == end {
        micros = read.micros
      } else {
        return false
      }
    }
    if isStart {
      fields.statedStart = micros
      if ranks[Int(Field.time.rawValue)] == .max {
        fields.stamp = micros
        fields.stampKind = .start
        fields.hasZone = hasZone
      }
    } else {
      fields.stamp = micros
      fields.stampKind = .end
      fields.hasZone = hasZone
    }
    return true
  }

  private func duration(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: Field
  ) -> Int64? {
    switch field {
    case .nanoseconds: bytes.integer(member.value).map { $0 / 1000 }
    case .microseconds: bytes.integer(member.value)
    case .milliseconds: bytes.scaledDecimal(member.value, scale: 3)
    case .seconds: bytes.scaledDecimal(member.value, scale: 6)
    case .text: unitDuration(bytes, member.value)
    default: nil
    }
  }

  /// A number with its unit, such as `31ms`, `1.5s` or `250µs`; a bare number has no unit and is
  /// not read.
  private func unitDuration(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int64? {
    var split = Int(range.end)
    while split > Int(range.start), !isDigit(bytes[split - 1]) { split -= 1 }
    let number = ByteRange(Int(range.start), split)
    let unit = ByteRange(split, Int(range.end))
    if bytes.equals(unit, "ms") { return bytes.scaledDecimal(number, scale: 3) }
    if bytes.equals(unit, "s") { return bytes.scaledDecimal(number, scale: 6) }
    if bytes.equals(unit, "us") || bytes.equals(unit, "µs") {
      return bytes.scaledDecimal(number, scale: 0)
    }
    if bytes.equals(unit, "ns") { return bytes.scaledDecimal(number, scale: 0).map { $0 / 1000 } }
    return nil
  }

  /// Keeps the place of a text value, unescaped behind the copy of the line when it has to be.
  private mutating func keep(
    _ bytes: Span<UInt8>, _ member: JSONScanner.Member, _ field: Field, base: Int,
    into fields: inout RequestFields
  ) {
    var value = member.value
    if !decoded.isEmpty {
      if case .string(hasEscapes: true) = member.kind {
        let start = decoded.count
        JSONUnescape.append(bytes, value, to: &decoded)
        value = ByteRange(start, decoded.count)
      } else {
        value = ByteRange(Int(value.start) - base, Int(value.end) - base)
      }
    }
    switch field {
    case .method: fields.method = value
    case .target: fields.target = value
    case .query: query = value
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

  private func finish(_ fields: inout RequestFields) {
    fields.outcome = .ofStatus(fields.status)
    switch fields.status {
    case 499, 460: fields.cause = .clientAbort
    case 429: fields.cause = .rateLimit
    default: break
    }
    fields.query = query
  }
}
