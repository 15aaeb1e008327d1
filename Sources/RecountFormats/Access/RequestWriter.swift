// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

import RecountModel

/// Writes the fields of a line as one row of columns, repeated values as dictionary numbers.
struct RequestWriter {
  private var services = DictionaryEncoder()
  private var methods = DictionaryEncoder()
  private var routes = DictionaryEncoder()
  private var httpVersions = DictionaryEncoder()
  private var upstreamStatuses = DictionaryEncoder()
  private var causes = DictionaryEncoder()
  private var clients = DictionaryEncoder()
  private var users = DictionaryEncoder()
  private var agents = DictionaryEncoder()
  private var referrers = DictionaryEncoder()
  private var hosts = DictionaryEncoder()
  private var template = RouteTemplate()
  private let causeNames = Cause.allCases.map { Array($0.name.utf8) }

  /// Appends one row; places in `fields` refer to `bytes`.
  mutating func append(
    _ fields: RequestFields, _ bytes: Span<UInt8>, line: Int64, offset: Int64, extra: [UInt8],
    to rows: inout RequestColumns
  ) {
    rows.line.append(line)
    rows.byteOffset.append(offset)
    let hasDuration = fields.duration >= 0
    let length = hasDuration ? fields.duration : 0
    switch fields.stampKind {
    case .start:
      rows.start.append(fields.stamp)
      rows.end.append(fields.stamp &+ length)
    case .end:
      rows.start.append(start(fields, length: length))
      rows.end.append(fields.stamp)
    }
    rows.status.append(fields.status)
    rows.outcome.append(fields.outcome.rawValue)
    rows.bodyBytes.append(fields.bodyBytes)
    rows.duration.append(fields.duration)
    services.encode(bytes, fields.service, into: &rows.service)
    methods.encode(bytes, fields.method, into: &rows.method)
    httpVersions.encode(bytes, fields.httpVersion, into: &rows.httpVersion)
    upstreamStatuses.encode(bytes, fields.upstreamStatuses, into: &rows.upstreamStatuses)
    clients.encode(bytes, fields.client, into: &rows.client)
    users.encode(bytes, fields.user, into: &rows.user)
    agents.encode(bytes, fields.agent, into: &rows.agent)
    referrers.encode(bytes, fields.referrer, into: &rows.referrer)
    let name = causeNames[Int(fields.cause.rawValue)]
    causes.encode(name.span, ByteRange(0, name.count), into: &rows.cause)
    rows.attributes.appendAbsent()
    appendTarget(fields, bytes, to: &rows)
    rows.trace.append(bytes, fields.trace.range)
    rows.extra.append(extra)
  }

  /// The stated start, unless a coarser end lies before it.
  @inline(__always)
  private func start(_ fields: RequestFields, length: Int64) -> Int64 {
    if let stated = fields.statedStart, stated <= fields.stamp { return stated }
    return fields.stamp &- length
  }

  /// Splits a request target into host, path and query.
  private mutating func appendTarget(
    _ fields: RequestFields, _ bytes: Span<UInt8>, to rows: inout RequestColumns
  ) {
    var start = Int(fields.target.start)
    let end = Int(fields.target.end)
    var host = fields.host
    if start < end, bytes[start] != 0x2F, let authority = authority(bytes, start, end) {
      if host.isEmpty { host = authority }
      start = Int(authority.end)
    }
    hosts.encode(bytes, host, into: &rows.host)
    let mark = firstIndex(of: 0x3F, in: bytes, start..<end) ?? end
    rows.path.append(bytes, start..<mark)
    let query = fields.query.isEmpty ? ByteRange(min(mark + 1, end), end) : fields.query
    rows.query.append(bytes, query.range)
    let route = template.template(bytes, start..<mark)
    routes.encode(route.span, ByteRange(0, route.count), into: &rows.route)
  }

  /// The host of an absolute target such as `https://shop.example:443/cart`.
  private func authority(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> ByteRange? {
    guard let colon = firstIndex(of: 0x3A, in: bytes, start..<end),
      bytes.hasPrefix("://", at: colon), colon - start <= 8
    else { return nil }
    let hostStart = colon + 3
    guard hostStart <= end else { return nil }
    var hostEnd = hostStart
    while hostEnd < end, bytes[hostEnd] != 0x2F, bytes[hostEnd] != 0x3F { hostEnd += 1 }
    return ByteRange(hostStart, hostEnd)
  }
}
